// Lets normal use through and stops the rest, before anything is charged or asked.
import { explained } from '../payments/explain.ts';
import type { Ports } from '../payments/ports/ports.ts';
import type { Limit } from '../payments/ports/rate-limits.ts';
import { LIMITS, type LimitName } from './limits.ts';

export interface Guards {
  /** A request that carries a card. */
  address(ipAddress: string): Promise<void>;
  /** A new attempt to pay; `cardHash` is null for a saved card. */
  payment(about: {
    readonly checkout: string;
    readonly customer: string;
    readonly cardHash: string | null;
  }): Promise<void>;
  bin(ipAddress: string): Promise<void>;
  unknownAttempt(ipAddress: string): Promise<void>;
}

const DAY_MS = 86_400_000;
const pass = (): Promise<void> => Promise.resolve();
const OPEN: Guards = { address: pass, payment: pass, bin: pass, unknownAttempt: pass };

/**
 * @param changes to the usual limits; false for none at all
 * @param testCards PANs that the `card` limit does not count
 */
export function createGuards(
  ports: Ports,
  changes: Readonly<Partial<Record<LimitName, Limit>>> | false,
  testCards: readonly string[] = [],
): Guards {
  if (changes === false) return OPEN;
  const limits: Record<LimitName, Limit> = { ...LIMITS, ...changes };
  const limiters = Object.fromEntries(
    Object.entries(limits).map(([name, limit]) => [name, ports.store.limiter(name, limit)]),
  ) as Record<LimitName, ReturnType<Ports['store']['limiter']>>;
  const uncounted = new Set(testCards.map((pan) => ports.keys.hash('card', pan)));

  const spend = async (name: LimitName, key: string): Promise<void> => {
    const waitMs = await limiters[name].spend(key);
    if (waitMs === 0) return;
    ports.emit({ type: 'limit.reached', limit: name });
    const option = `limits.${name}`;
    const { points, seconds } = limits[name];
    ports.log.warn({ limit: name, option, points, seconds }, `a limit was reached: ${points} in ${seconds} seconds`);
    throw explained(ports, 'too_many_attempts', `More than ${points} in ${seconds} seconds: option ${option}.`, {
      retryAfterSeconds: Math.ceil(waitMs / 1000),
    });
  };

  return {
    address: (ipAddress) => spend('address', ipAddress),
    bin: (ipAddress) => spend('bin', ipAddress),
    unknownAttempt: (ipAddress) => spend('attempt', ipAddress),
    async payment({ checkout, customer, cardHash }) {
      if (cardHash !== null) {
        if (!uncounted.has(cardHash)) await spend('card', cardHash);
        // The same card again is no further card.
        const isNew = (await ports.store.claim(`card:${checkout}:${cardHash}`, DAY_MS)) !== undefined;
        if (isNew) await spend('checkout', checkout);
      }
      await spend('customer', customer);
    },
  };
}
