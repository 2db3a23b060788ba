// The shopper: a guest, or somebody whom the shop knows by a cookie. A real shop uses its own session.
import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';

const COOKIE = 'shopper';
const THIRTY_DAYS_MS = 30 * 86_400_000;

/** The shopper's id, which only this browser knows, from its Cookie header; undefined for guests. */
export function shopperOf(cookies: string | null | undefined): string | undefined {
  return new RegExp(`(?:^|; )${COOKIE}=(shopper-[0-9a-f]{32})(?:;|$)`).exec(cookies ?? '')?.[1];
}

/** Signs the shopper in or out when the address says so; returns their id if the shop now knows them. */
export function greetShopper(request: Request, response: Response, secure: boolean): string | undefined {
  const known = shopperOf(request.headers.cookie);
  const wanted = request.query['shopper'];
  const settings = { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const;
  if (wanted === 'guest') {
    response.clearCookie(COOKIE, settings);
    return undefined;
  }
  if (known !== undefined || wanted !== 'known') return known;
  const id = `shopper-${randomBytes(16).toString('hex')}`;
  response.cookie(COOKIE, id, { ...settings, maxAge: THIRTY_DAYS_MS });
  return id;
}
