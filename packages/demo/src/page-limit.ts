// How many pages one address may ask for: a public demonstration is for looking, not for filling its database.
import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';

/** What one IPv6 line has, at least, as the kit's own limits count: its devices choose the rest, and anew as often as they like. */
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
