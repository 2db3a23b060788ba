// The exact headers of our own pages.
import { randomBytes } from 'node:crypto';

/** `opaque` and `native` are the bank's own page: `opaque` in an opaque origin, `native` on the challenge origin. */
export type PageKind = 'wait' | 'launch' | 'opaque' | 'native' | 'return' | 'message';

export interface PageHeaderOptions {
  /** Origins besides our own that may frame our pages. */
  readonly frameAncestors: readonly string[];
  /** Forms may go to plain HTTP on this machine: for the simulator. */
  readonly allowLoopbackHttp: boolean;
  /** The shop's logo on our own pages. */
  readonly logo: URL | null;
}

/**
 * Fetches, pictures, scripts and frames of a page that runs must not reach the shopper's machine or network, in any
 * spelling of the address; without this, Chromium asks the shopper, and other engines will. The page is treated as if
 * it came from the public network, since a shop's test server may be in a private one.
 */
const NO_LOCAL_NETWORK = ', local-network-access=(), local-network=(), loopback-network=()';
const AS_FROM_OUTSIDE = '; treat-as-public-address';

const LOOPBACK = 'http://localhost:* http://*.localhost:* http://127.0.0.1:*';

function contentSecurityPolicy(kind: PageKind, nonce: string, options: PageHeaderOptions): string {
  const loopback = options.allowLoopbackHttp ? ` ${LOOPBACK}` : '';
  // With the simulator, the bank is on this machine.
  const asFrom = options.allowLoopbackHttp ? '' : AS_FROM_OUTSIDE;
  const ancestors = `frame-ancestors ${["'self'", ...options.frameAncestors].join(' ')}`;
  const style = `style-src 'nonce-${nonce}'${options.logo ? `; img-src ${options.logo.origin}` : ''}`;
  switch (kind) {
    case 'wait':
    case 'launch': {
      // Some banks have a first step before their page: it runs in a hidden frame.
      const frames = kind === 'launch' ? ` frame-src https:${loopback};` : '';
      return `default-src 'none'; script-src 'self' 'nonce-${nonce}'; ${style};${frames} form-action https:${loopback}; base-uri 'none'; ${ancestors}`;
    }
    case 'opaque':
      // Running text as code (`eval`) allows a page nothing that its own scripts can't do.
      return `sandbox allow-scripts allow-forms allow-modals; default-src https:${loopback} data: 'unsafe-inline' 'unsafe-eval'; form-action https:${loopback}; ${ancestors}${asFrom}`;
    case 'native':
      return `form-action https:${loopback}; ${ancestors}${asFrom}`;
    case 'return':
    case 'message':
      return `default-src 'none'; script-src 'nonce-${nonce}'; ${style}; base-uri 'none'; form-action 'none'; ${ancestors}`;
  }
}

/** Set by upstream middleware for other pages; wrong or harmful on ours. No cookie may come with them either. */
export const UNWANTED = [
  'x-frame-options',
  'cross-origin-embedder-policy',
  'cross-origin-resource-policy',
  'content-security-policy-report-only',
  'set-cookie',
];

export interface PageHeaders {
  /** All headers; they replace those that helmet or a session set upstream. */
  readonly headers: Readonly<Record<string, string>>;
  /** The nonce of the page's own script and style. */
  readonly nonce: string;
}

export function pageHeaders(kind: PageKind, options: PageHeaderOptions): PageHeaders {
  const nonce = randomBytes(16).toString('base64url');
  const runs = kind === 'opaque' || kind === 'native';
  return {
    nonce,
    headers: {
      'content-security-policy': contentSecurityPolicy(kind, nonce, options),
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': kind === 'return' ? 'no-referrer' : 'strict-origin-when-cross-origin',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'unsafe-none',
      // A bank may ask for a passkey wherever its page is shown, even from a frame inside that page.
      'permissions-policy': `camera=(), microphone=(), geolocation=(), publickey-credentials-get=*${runs ? NO_LOCAL_NETWORK : ''}`,
      'x-robots-tag': 'noindex',
    },
  };
}
