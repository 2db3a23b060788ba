// The headers of our own pages, exactly; they win over whatever an upstream helmet or session set.
import { randomBytes } from 'node:crypto';
import type { Response } from 'express';

export type PageKind = 'wait' | 'launch' | 'sandbox' | 'return' | 'message';

export interface PageHeaderOptions {
  /** Origins besides our own that may frame our pages. */
  readonly frameAncestors: readonly string[];
  /** Forms may go to plain HTTP on this machine: for the simulator. */
  readonly allowLoopbackHttp: boolean;
}

const LOOPBACK = 'http://localhost:* http://*.localhost:* http://127.0.0.1:*';

function contentSecurityPolicy(kind: PageKind, nonce: string, options: PageHeaderOptions): string {
  const loopback = options.allowLoopbackHttp ? ` ${LOOPBACK}` : '';
  const ancestors = `frame-ancestors ${["'self'", ...options.frameAncestors].join(' ')}`;
  const style = `style-src 'nonce-${nonce}'`;
  switch (kind) {
    case 'wait':
    case 'launch':
      return `default-src 'none'; script-src 'self' 'nonce-${nonce}'; ${style}; form-action https:${loopback}; base-uri 'none'; ${ancestors}`;
    case 'sandbox':
      return `sandbox allow-scripts allow-forms; default-src https: data: 'unsafe-inline'; form-action https:${loopback}; ${ancestors}`;
    case 'return':
    case 'message':
      return `default-src 'none'; script-src 'nonce-${nonce}'; ${style}; base-uri 'none'; form-action 'none'; ${ancestors}`;
  }
}

/** Set by upstream middleware for other pages; wrong or harmful on ours. */
const UNWANTED = [
  'X-Frame-Options',
  'Cross-Origin-Embedder-Policy',
  'Cross-Origin-Resource-Policy',
  'Content-Security-Policy-Report-Only',
  'Set-Cookie',
];

/** Sets them all; answers the nonce that the page's own script and style carry. */
export function setPageHeaders(response: Response, kind: PageKind, options: PageHeaderOptions): string {
  const nonce = randomBytes(16).toString('base64url');
  for (const name of UNWANTED) response.removeHeader(name);
  withoutCookies(response);
  response.set({
    'Content-Security-Policy': contentSecurityPolicy(kind, nonce, options),
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Referrer-Policy': kind === 'return' ? 'no-referrer' : 'strict-origin-when-cross-origin',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'unsafe-none',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
    'X-Robots-Tag': 'noindex',
  });
  return nonce;
}

/**
 * The return is a cross-site POST: no cookie of the shopper arrives, and a session middleware in front of it would
 * overwrite their login with a new, empty one. Such middleware writes its cookie at the last moment, so we hold the pen.
 */
function withoutCookies(response: Response): void {
  const setHeader = response.setHeader.bind(response);
  response.setHeader = (name, value) => (name.toLowerCase() === 'set-cookie' ? response : setHeader(name, value));
}
