// How much is normal for one address, checkout, shopper or card; more is carding.
import type { Limit } from '../payments/ports/rate-limits.ts';

/**
 * - `address`: requests that carry a card, per IP address. Generous: whole mobile networks share a few.
 * - `checkout`: different cards for one checkout. `customer`: attempts of one shopper.
 * - `card`: attempts with one card, wherever. The documents' test cards are not counted in the sandbox.
 * - `bin`: BIN questions per address. `attempt`: questions about attempts nobody knows, per address.
 */
export const LIMITS = {
  address: { points: 100, seconds: 600 },
  checkout: { points: 8, seconds: 86_400 },
  card: { points: 12, seconds: 3_600 },
  customer: { points: 30, seconds: 3_600 },
  bin: { points: 60, seconds: 600 },
  attempt: { points: 60, seconds: 600 },
} as const satisfies Readonly<Record<string, Limit>>;

export type LimitName = keyof typeof LIMITS;
export const LIMIT_NAMES = Object.keys(LIMITS) as LimitName[];
