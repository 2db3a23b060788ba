// The addresses of the card server, besides those of the kit below its mount.

import { queryOf, type Wishes } from './wishes.ts';

/** Where the kit is mounted; EximPe's webhooks come to `/eximpe/webhook`. */
export const MOUNT = '/eximpe';
export const HEALTH = '/healthz';
/** The form, to be shown in a frame of the shop's page. */
export const FRAME = '/frame';
/** The pay page's own script. */
export const SCRIPT = '/pay-page.js';

export const payPath = (reference: string, wishes: Wishes): string =>
  `/pay/${encodeURIComponent(reference)}${queryOf(wishes)}`;
/** The reference in an address of a pay page; undefined for other addresses, and for one that can't be decoded. */
export function referenceIn(path: string): string | undefined {
  const found = /^\/pay\/([^/]+)\/?$/.exec(path)?.[1];
  try {
    return found === undefined ? undefined : decodeURIComponent(found);
  } catch {
    return undefined;
  }
}
