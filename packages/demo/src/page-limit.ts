// How many pages one address may ask for: a public demonstration is for looking, not for filling its database.
import type { RequestHandler } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

export function atMost(pagesPerMinute: number): RequestHandler {
  const limiter = new RateLimiterMemory({ points: pagesPerMinute, duration: 60 });
  return async (request, response, next) => {
    try {
      await limiter.consume(request.ip ?? '');
      next();
    } catch (reached) {
      if (!(reached instanceof RateLimiterRes)) return next(reached);
      response
        .status(429)
        .set('Retry-After', String(Math.ceil(reached.msBeforeNext / 1_000)))
        .type('text')
        .send('Too many pages from your address. Try again in a minute.');
    }
  };
}
