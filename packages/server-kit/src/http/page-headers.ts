// The headers of our own pages, exactly.
import { randomBytes } from 'node:crypto';

/** `opaque` and `native` are the bank's own page: in an origin of no one's, and on the challenge origin. */
export type PageKind = 'wait' | 'launch' | 'opaque' | 'native' | 'return' | 'message';

export interface PageHeaderOptions {
  /** Origins besides our own that may frame our pages. */
  readonly frameAncestors: readonly string[];
  /** Forms may go to plain HTTP on this machine: for the simulator. */
  readonly allowLoopbackHttp: boolean;
  /** The shop's, on our own pages. */
  readonly logo: URL | null;
}

/**
 * Fetches, pictures, scripts and frames of a page that runs must not reach the shopper's machine or network, however it wrote the address:
 * Chromium asks the shopper otherwise, and other engines will. As if it came from the public network: a shop's test stage may not.
 */
const NO_LOCAL_NETWORK = ', local-network-access=(), local-network=(), loopback-network=()';
const AS_FROM_OUTSIDE = '; treat-as-public-address';

const LOOPBACK = 'http://localhost:* http://*.localhost:* http://127.0.0.1:*';

function contentSecurityPolicy(kind: PageKind, nonce: string, options: PageHeaderOptions): string {
  const loopback = options.allowLoopbackHttp ? ` ${LOOPBACK}` : '';
  // Where the simulator is the bank, that is this machine.
  const asFrom = options.allowLoopbackHttp ? '' : AS_FROM_OUTSIDE;
  const ancestors = `frame-ancestors ${["'self'", ...options.frameAncestors].join(' ')}`;
  const style = `style-src 'nonce-${nonce}'${options.logo ? `; img-src ${options.logo.origin}` : ''}`;
  switch (kind) {
    case 'wait':
    case 'launch': {
      // A first step of the bank's, before its page, is answered in a hidden frame.
      const frames = kind === 'launch' ? ` frame-src https:${loopback};` : '';
      return `default-src 'none'; script-src 'self' 'nonce-${nonce}'; ${style};${frames} form-action https:${loopback}; base-uri 'none'; ${ancestors}`;
    }
    case 'opaque':
      // Code as text gives a page nothing that a script of its own does not have.
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
  /** All of them; they win over whatever an upstream helmet or session set. */
  readonly headers: Readonly<Record<string, string>>;
  /** What the page's own script and style carry. */
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
      // A bank that asks for a passkey does so from wherever it is shown, also from a frame within its own page.
      'permissions-policy': `camera=(), microphone=(), geolocation=(), publickey-credentials-get=*${runs ? NO_LOCAL_NETWORK : ''}`,
      'x-robots-tag': 'noindex',
    },
  };
}
