// Allows normal use and stops the rest, before anything is charged or asked; counts the payments that banks decline.
import { explained } from '../payments/explain.ts';
import type { Ports } from '../payments/ports/ports.ts';
import type { Limit, Use } from '../payments/ports/rate-limits.ts';
import { addressHashOf } from './address-key.ts';
import type { Decision, Payer } from './decision.ts';
import { createDeclineRate } from './decline-rate.ts';
import { LIMITS, type LimitName } from './limits.ts';
import { keyFor } from './merchant-key.ts';

/**
 * The first five reject with `too_many_attempts` when a limit is reached. Payments are counted for each sub-merchant
 * separately.
 */
export interface Guards {
  /** A request that carries a card; counted by `addressHashOf` its address. */
  address(addressHash: string): Promise<void>;
  /** A new attempt to pay. */
  payment(payer: Payer & { readonly session?: string | undefined }): Promise<void>;
  bin(ipAddress: string): Promise<void>;
  unknownAttempt(ipAddress: string): Promise<void>;
  pageReport(ipAddress: string): Promise<void>;
  /**
   * A bank decided about an attempt. Counted once, however often it is told, and by whichever process. Never rejects:
   * a payment does not depend on it.
   */
  decided(decision: Decision): Promise<void>;
}

const DAY_MS = 86_400_000;
const pass = (): Promise<void> => Promise.resolve();

/**
 * @param changes to the usual limits; false for none at all. The alarm about the rate of declines stays on
 * @param testCards PANs that no limit on cards counts
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
      ports.log.error({ err: error, attempt: decision.attempt }, "a bank's decision could not be counted");
    }
  }

  return limits === undefined
    ? { address: pass, payment: pass, bin: pass, unknownAttempt: pass, pageReport: pass, decided }
    : { ...limits, decided };
}

function createLimits(
  ports: Ports,
  changes: Readonly<Partial<Record<LimitName, Limit>>>,
  testCards: readonly string[],
): Omit<Guards, 'decided'> & { declined(payer: Payer): Promise<void> } {
  const limits: Record<LimitName, Limit> = { ...LIMITS, ...changes };
  const uncounted = new Set(testCards.map((pan) => ports.keys.hash('card', pan)));
  const countedCard = ({ cardHash }: Payer): string | null =>
    cardHash === null || uncounted.has(cardHash) ? null : cardHash;

  const use = (name: LimitName, merchant: string | null, key: string, counts: Use['counts'] = 'use'): NamedUse => ({
    name,
    limit: limits[name],
    key: keyFor(merchant, key),
    counts,
  });

  async function demandRoom(uses: readonly NamedUse[]): Promise<void> {
    const counts = await ports.store.count(uses);
    const full = counts.findIndex(({ waitMs }) => waitMs > 0);
    const [stopped, count] = [uses[full], counts[full]];
    if (!stopped || !count) return;
    const { name } = stopped;
    ports.emit({ type: 'limit.reached', limit: name });
    const option = `limits.${name}`;
    const { points, seconds } = limits[name];
    ports.log.warn({ limit: name, option, points, seconds }, `a limit was reached: ${points} in ${seconds} seconds`);
    throw explained(ports, 'too_many_attempts', `More than ${points} in ${seconds} seconds: option ${option}.`, {
      retryAfterSeconds: Math.ceil(count.waitMs / 1000),
    });
  }

  const byAddress =
    (name: LimitName) =>
    (ipAddress: string): Promise<void> =>
      demandRoom([use(name, null, addressHashOf(ports.keys, ipAddress))]);

  /** The limits that a declined payment of this payer counts against. */
  function declineUses(payer: Payer, counts: 'use' | 'look'): NamedUse[] {
    const { merchantId, addressHash, customer } = payer;
    const card = countedCard(payer);
    return [
      use('addressDeclines', merchantId, addressHash, counts),
      ...(card === null ? [] : [use('card', merchantId, card, counts)]),
      use('customerDeclines', merchantId, customer, counts),
    ];
  }

  return {
    address: (addressHash) => demandRoom([use('address', null, addressHash)]),
    bin: byAddress('bin'),
    unknownAttempt: byAddress('attempt'),
    pageReport: byAddress('pageReports'),

    payment(payer) {
      const { merchantId, addressHash, checkout, customer, session } = payer;
      const card = countedCard(payer);
      return demandRoom([
        ...declineUses(payer, 'look'),
        use('addressCards', merchantId, addressHash, 'look'),
        // The same card again does not count as another card.
        ...(card === null ? [] : [use('checkout', merchantId, checkout, { once: card })]),
        ...(card === null || session === undefined ? [] : [use('session', merchantId, session, { once: card })]),
        use('customer', merchantId, customer),
      ]);
    },

    async declined(payer) {
      const { merchantId, addressHash } = payer;
      const card = countedCard(payer);
      const cards = card === null ? [] : [use('addressCards', merchantId, addressHash, { once: card })];
      await ports.store.count([...declineUses(payer, 'use'), ...cards]);
    },
  };
}

interface NamedUse extends Use {
  readonly name: LimitName;
}
