// Addresses of the server-kit, where the shop has mounted it.
import { parseUrl } from '../url.ts';

/** By the page's own address: a `<base>` of the shop is for its pictures and scripts. */
export const ofPage = (path: string): string => parseUrl(path, location.href)?.href ?? path;

/**
 * `/eximpe` + `payments`, handle → `https://shop.example/eximpe/payments/…`, each part percent-encoded.
 */
export function at(endpoint: string, ...parts: readonly string[]): string {
  const path = [endpoint.replace(/\/+$/, ''), ...parts.map(encodeURIComponent)].join('/');
  return ofPage(path);
}

let questions = 0;
/** No two questions have the same address: a service worker of the shop may answer from its cache whatever it was told. */
export const unrepeated = (url: string): string =>
  `${url}${url.includes('?') ? '&' : '?'}question=${Date.now().toString(36)}-${(questions += 1)}`;

/** Whether requests can be sent there at all. */
export const isAddress = (endpoint: string): boolean =>
  endpoint !== '' && parseUrl(endpoint, location.href)?.protocol.startsWith('http') === true;
