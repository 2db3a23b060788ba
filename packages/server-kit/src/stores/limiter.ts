// A counter of a well-kept limiter, seen through the store's port.
import { RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Limiter } from '../payments/ports/rate-limits.ts';

export function limiterFrom(limiter: RateLimiterAbstract): Limiter {
  return {
    async spend(key) {
      try {
        await limiter.consume(key);
        return 0;
      } catch (stopped) {
        if (stopped instanceof RateLimiterRes) return Math.max(1, stopped.msBeforeNext);
        throw stopped;
      }
    },
  };
}
