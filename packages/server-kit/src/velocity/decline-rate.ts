// Raises an alarm when banks decline most of a shop's payments: somebody is testing cards there, or the banks have an outage.
import { helpFor } from '../errors/kit-error.ts';
import type { Ports } from '../payments/ports/ports.ts';
import type { Use } from '../payments/ports/rate-limits.ts';
import { keyFor } from './merchant-key.ts';

const WINDOW_SECONDS = 600;
/** Fewer decisions are no evidence. */
const LEAST_DECIDED = 20;
/** The share of declined payments, from 0 to 1, above which the alarm is raised. */
const HIGHEST_SHARE = 0.8;
/** Counted, never limited. */
const COUNTER = { points: 1_000_000_000, seconds: 2 * WINDOW_SECONDS };

/**
 * Counts the banks' decisions, in windows of ten minutes by the clock, for all processes together and for each sub-merchant
 * separately. When over 80 % of 20 or more were declined: EXIMPE_DECLINE_RATE in the log and event `decline_rate.high`, once in
 * ten minutes.
 */
export function createDeclineRate(ports: Ports) {
  return async (outcome: 'paid' | 'declined', merchant: string | null): Promise<void> => {
    const window = Math.floor(ports.clock.now() / (WINDOW_SECONDS * 1000));
    const use = (name: string): Use => ({
      name: `decline-rate-${name}`,
      limit: COUNTER,
      key: keyFor(merchant, String(window)),
      counts: 'use',
    });
    const counts = await ports.store.count([use('decided'), ...(outcome === 'declined' ? [use('declined')] : [])]);
    const [decided = 0, declined = 0] = counts.map(({ used }) => used);
    if (decided < LEAST_DECIDED || declined <= decided * HIGHEST_SHARE) return;
    if ((await ports.store.claim(keyFor(merchant, 'decline-rate'), WINDOW_SECONDS * 1000)) === undefined) return;
    const code = 'EXIMPE_DECLINE_RATE';
    ports.log.error(
      { code, help: helpFor(code), declined, decided, merchant },
      `banks declined ${declined} of ${decided} payments within ten minutes: somebody may be testing stolen cards in this shop, or banks have an outage`,
    );
    ports.emit({ type: 'decline_rate.high', declined, decided, merchant });
  };
}
