// The headers of the pay page and of the frame, exactly: scripts of ours, one style, one address to talk to.
import { FORM_POLICY } from '@eximpe/contract';

export interface HeaderOptions {
  readonly nonce: string;
  /** Of a picture on the page. */
  readonly logoUrl?: string | undefined;
  /** Origins whose pages may have it in a frame; nobody's where there are none. */
  readonly ancestors: readonly string[];
  /** Plain HTTP is for one's own machine, where browsers should not remember to avoid it. */
  readonly isHttps: boolean;
}

export function pageHeaders({ nonce, logoUrl, ancestors, isHttps }: HeaderOptions): Readonly<Record<string, string>> {
  const isFramed = ancestors.length > 0;
  const policy = [
    "default-src 'none'",
    // The form's own files and the page's: nothing else is served on this host.
    "script-src 'self'",
    `style-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    // Its own for the sign on the tab, which browsers look for unasked. A logo's query can't be named here, nor letters beyond ASCII.
    `img-src 'self'${logoUrl === undefined ? '' : ` ${new URL(logoUrl).origin}`}`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${isFramed ? ancestors.join(' ') : "'none'"}`,
    "require-trusted-types-for 'script'",
    `trusted-types ${FORM_POLICY}`,
  ];
  return {
    'content-security-policy': policy.join('; '),
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    // The address names the checkout, or the shop's page: it is nobody else's business.
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    // It can't name who may.
    ...(isFramed ? {} : { 'x-frame-options': 'DENY' }),
    'x-robots-tag': 'noindex',
    'origin-agent-cluster': '?1',
    // The bank's window keeps its tie to the form, and nobody who opened this page keeps theirs.
    'cross-origin-opener-policy': 'same-origin-allow-popups',
    // Pages that are isolated, or would be, show only frames that say both. All that the frame loads is of its own origin.
    ...(isFramed ? { 'cross-origin-embedder-policy': 'require-corp' } : {}),
    'cross-origin-resource-policy': isFramed ? 'cross-origin' : 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), display-capture=(), clipboard-read=()',
    ...(isHttps ? { 'strict-transport-security': 'max-age=63072000' } : {}),
  };
}
