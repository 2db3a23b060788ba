// Limits how many pages one address may request: visitors of a public demonstration should look, not fill its database.
import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';

/** An IPv6 line gets at least this prefix, as the kit's own limits assume: its devices choose the remaining bits, and change them at will. */
const IPV6_PREFIX_BITS = 64;

export function atMost(pagesPerMinute: number): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: pagesPerMinute,
    ipv6Subnet: IPV6_PREFIX_BITS,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_, response) =>
      void response.status(429).type('text').send('Too many pages from your address. Try again in a minute.'),
  });
}
