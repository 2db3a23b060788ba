// Addresses of the server-kit, under the path where the shop has mounted it.
import { parseUrl } from '../url.ts';

/** Resolves against the page's own address, not against a `<base>` of the shop, which is meant for its pictures and scripts. */
export const ofPage = (path: string): string => parseUrl(path, location.href)?.href ?? path;

/**
 * `/eximpe` + `payments`, handle → `https://shop.example/eximpe/payments/…`, each part percent-encoded.
 */
export function at(endpoint: string, ...parts: readonly string[]): string {
  const path = [endpoint.replace(/\/+$/, ''), ...parts.map(encodeURIComponent)].join('/');
  return ofPage(path);
}

let questions = 0;
/** Gives every question its own address: a service worker of the shop could otherwise answer from its cache, although the request forbids it. */
export const unrepeated = (url: string): string =>
  `${url}${url.includes('?') ? '&' : '?'}question=${Date.now().toString(36)}-${(questions += 1)}`;

/** Whether requests can be sent there at all. */
export const isAddress = (endpoint: string): boolean =>
  endpoint !== '' && parseUrl(endpoint, location.href)?.protocol.startsWith('http') === true;
