// The exact headers of the pay page and of the frame: our scripts, one style, one host to connect to.
import { FORM_POLICY } from '@eximpe/contract';

export interface HeaderOptions {
  readonly nonce: string;
  /** Address of a picture on the page. */
  readonly logoUrl?: string | undefined;
  /** Origins whose pages may show this page in a frame; none may when the list is empty. */
  readonly ancestors: readonly string[];
  /** Plain HTTP is only for the developer's own machine: browsers should not remember to avoid it there. */
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
    // 'self' is for the tab's icon, which browsers always ask for. A logo's query, or letters outside ASCII, can't stand here.
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
    // The address names the checkout, or the shop's page: other sites must not learn it.
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    // This header can't name the origins that may frame the page.
    ...(isFramed ? {} : { 'x-frame-options': 'DENY' }),
    'x-robots-tag': 'noindex',
    'origin-agent-cluster': '?1',
    // The bank's window keeps its link to the form, but a page that opened this one loses its link.
    'cross-origin-opener-policy': 'same-origin-allow-popups',
    // Pages that are isolated, or would be, show only frames that say both. All that the frame loads is of its own origin.
    ...(isFramed ? { 'cross-origin-embedder-policy': 'require-corp' } : {}),
    'cross-origin-resource-policy': isFramed ? 'cross-origin' : 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), display-capture=(), clipboard-read=()',
    ...(isHttps ? { 'strict-transport-security': 'max-age=63072000' } : {}),
  };
}
