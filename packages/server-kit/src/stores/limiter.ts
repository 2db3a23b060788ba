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
    async peek(key) {
      const found = await limiter.get(key);
      if (found === null) return { used: 0, waitMs: 0 };
      const { consumedPoints: used, msBeforeNext } = found;
      return { used, waitMs: used < limiter.points ? 0 : Math.max(1, msBeforeNext) };
    },
  };
}
