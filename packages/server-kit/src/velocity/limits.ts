// How much is normal for one address, checkout, shopper or card; more is carding.
import type { Limit } from '../payments/ports/rate-limits.ts';

/**
 * Carding shows in declined payments and in the number of different cards: the limits count these. They do not count mere requests,
 * since thousands of phones of one network share an IPv4 address; `address`, `bin`, `attempt` and `pageReports` only keep floods out.
 * An address is an IPv4 address, or a /64 network of IPv6.
 *
 * - `addressDeclines`, `addressCards`: declined payments from one address, and different cards among them.
 * - `card`: declined payments with one card, from any address.
 * - `checkout`: different cards for one checkout. `session`: for one of its sessions, if the kit asks for sessions.
 * - `customerDeclines`, `customer`: declined payments of one shopper, and all their attempts.
 * - `address`: requests that carry a card. `bin`: BIN questions. `attempt`: questions about unknown attempts. `pageReports`: requests
 *   with browsers' reports of what the checkout page's policy blocked; each may hold several. All per address.
 *
 * In the sandbox, `addressCards`, `card`, `checkout` and `session` do not count the documents' test cards.
 */
export const LIMITS = {
  addressDeclines: { points: 30, seconds: 600 },
  addressCards: { points: 20, seconds: 600 },
  card: { points: 8, seconds: 3_600 },
  checkout: { points: 8, seconds: 86_400 },
  session: { points: 5, seconds: 86_400 },
  customerDeclines: { points: 15, seconds: 3_600 },
  customer: { points: 60, seconds: 3_600 },
  address: { points: 3_000, seconds: 600 },
  bin: { points: 3_000, seconds: 600 },
  attempt: { points: 600, seconds: 600 },
  pageReports: { points: 600, seconds: 600 },
} as const satisfies Readonly<Record<string, Limit>>;

/** The names that the option `limits` accepts. */
export type LimitName = keyof typeof LIMITS;
export const LIMIT_NAMES = Object.keys(LIMITS) as LimitName[];
