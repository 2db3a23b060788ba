// Lets normal use through and stops the rest, before anything is charged or asked; counts what banks decline.
import { explained } from '../payments/explain.ts';
import type { Ports } from '../payments/ports/ports.ts';
import type { Limit, Limiter } from '../payments/ports/rate-limits.ts';
import { addressHashOf } from './address-key.ts';
import type { Decision, Payer } from './decision.ts';
import { createDeclineRate } from './decline-rate.ts';
import { LIMITS, type LimitName } from './limits.ts';
import { keyFor } from './merchant-key.ts';

/**
 * The first four reject with `too_many_attempts` where a limit is reached. Payments are counted for each sub-merchant by itself.
 */
export interface Guards {
  /** A request that carries a card, by `addressHashOf` its address. */
  address(addressHash: string): Promise<void>;
  /** A new attempt to pay. */
  payment(payer: Payer): Promise<void>;
  bin(ipAddress: string): Promise<void>;
  unknownAttempt(ipAddress: string): Promise<void>;
  /**
   * A bank decided about an attempt. Counted once, however often and by whichever process it is told. Never rejects: a payment
   * does not depend on it.
   */
  decided(decision: Decision): Promise<void>;
}

const DAY_MS = 86_400_000;
const pass = (): Promise<void> => Promise.resolve();

/**
 * @param changes to the usual limits; false for none at all. The alarm about the rate of declines stands all the same
 * @param testCards PANs that the `card` limit does not count
 */
export function createGuards(
  ports: Ports,
  changes: Readonly<Partial<Record<LimitName, Limit>>> | false,
  testCards: readonly string[] = [],
): Guards {
  const countRate = createDeclineRate(ports);
  const limits = changes === false ? undefined : createLimits(ports, changes, testCards);

  async function decided(decision: Decision): Promise<void> {
    try {
      if ((await ports.store.claim(`decided:${decision.attempt}`, DAY_MS)) === undefined) return;
      if (decision.outcome === 'declined') await limits?.declined(decision);
      await countRate(decision.outcome, decision.merchantId);
    } catch (error) {
      ports.log.error({ err: error, attempt: decision.attempt }, 'what a bank decided could not be counted');
    }
  }

  return limits === undefined
    ? { address: pass, payment: pass, bin: pass, unknownAttempt: pass, decided }
    : { ...limits, decided };
}

function createLimits(
  ports: Ports,
  changes: Readonly<Partial<Record<LimitName, Limit>>>,
  testCards: readonly string[],
): Omit<Guards, 'decided'> & { declined(payer: Payer): Promise<void> } {
  const limits: Record<LimitName, Limit> = { ...LIMITS, ...changes };
  const limiters = Object.fromEntries(
    Object.entries(limits).map(([name, limit]) => [name, ports.store.limiter(name, limit)]),
  ) as Record<LimitName, Limiter>;
  const uncounted = new Set(testCards.map((pan) => ports.keys.hash('card', pan)));

  function demandRoom(name: LimitName, waitMs: number): void {
    if (waitMs === 0) return;
    ports.emit({ type: 'limit.reached', limit: name });
    const option = `limits.${name}`;
    const { points, seconds } = limits[name];
    ports.log.warn({ limit: name, option, points, seconds }, `a limit was reached: ${points} in ${seconds} seconds`);
    throw explained(ports, 'too_many_attempts', `More than ${points} in ${seconds} seconds: option ${option}.`, {
      retryAfterSeconds: Math.ceil(waitMs / 1000),
    });
  }

  const spend = async (name: LimitName, merchant: string | null, key: string): Promise<void> =>
    demandRoom(name, await limiters[name].spend(keyFor(merchant, key)));

  const byAddress =
    (name: LimitName) =>
    (ipAddress: string): Promise<void> =>
      spend(name, null, addressHashOf(ports.keys, ipAddress));

  /** True for whoever says so first, for as long as the limit counts. */
  const isFirst = async (what: string, seconds: number): Promise<boolean> =>
    (await ports.store.claim(what, seconds * 1000)) !== undefined;

  /** What a declined payment of this payer counts against. */
  function declineKeys({
    merchantId: merchant,
    addressHash,
    customer,
    cardHash,
  }: Payer): (readonly [LimitName, string])[] {
    const isCounted = cardHash !== null && !uncounted.has(cardHash);
    return [
      ['addressDeclines', keyFor(merchant, addressHash)],
      ...(isCounted ? [['card', keyFor(merchant, cardHash)] as const] : []),
      ['customerDeclines', keyFor(merchant, customer)],
    ];
  }

  return {
    address: (addressHash) => spend('address', null, addressHash),
    bin: byAddress('bin'),
    unknownAttempt: byAddress('attempt'),

    async payment(payer) {
      const { merchantId: merchant, addressHash, checkout, customer, cardHash } = payer;
      const looks = [...declineKeys(payer), ['addressCards', keyFor(merchant, addressHash)] as const];
      const found = await Promise.all(
        looks.map(async ([name, key]) => [name, (await limiters[name].peek(key)).waitMs] as const),
      );
      for (const [name, waitMs] of found) demandRoom(name, waitMs);
      // The same card again is no further card.
      const card = cardHash === null ? undefined : `card:${keyFor(merchant, `${checkout}:${cardHash}`)}`;
      if (card !== undefined && (await isFirst(card, limits.checkout.seconds)))
        await spend('checkout', merchant, checkout);
      await spend('customer', merchant, customer);
    },

    async declined(payer) {
      const { merchantId: merchant, addressHash, cardHash } = payer;
      await Promise.all(declineKeys(payer).map(([name, key]) => limiters[name].spend(key)));
      if (cardHash === null) return;
      const card = `declined:${keyFor(merchant, `${addressHash}:${cardHash}`)}`;
      if (!(await isFirst(card, limits.addressCards.seconds))) return;
      await limiters.addressCards.spend(keyFor(merchant, addressHash));
    },
  };
}
