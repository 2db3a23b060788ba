// Alarm when banks decline most of what a shop sends: somebody is testing cards there, or the banks have an outage.
import { helpFor } from '../errors/kit-error.ts';
import type { Ports } from '../payments/ports/ports.ts';
import { keyFor } from './merchant-key.ts';

const WINDOW_SECONDS = 600;
/** Fewer decisions say nothing. */
const LEAST_DECIDED = 20;
/** The share of declined payments, from 0 to 1, above which it is said. */
const HIGHEST_SHARE = 0.8;
/** Counted, never limited. */
const COUNTER = { points: 1_000_000_000, seconds: 2 * WINDOW_SECONDS };

/**
 * Counts what banks decide, in windows of ten minutes by the clock, for all processes together and each sub-merchant by itself.
 * When over 80 % of 20 or more were declined: EXIMPE_DECLINE_RATE in the log and event `decline_rate.high`, once in ten minutes.
 */
export function createDeclineRate(ports: Ports) {
  const decidedCounter = ports.store.limiter('decline-rate-decided', COUNTER);
  const declinedCounter = ports.store.limiter('decline-rate-declined', COUNTER);

  return async (outcome: 'paid' | 'declined', merchant: string | null): Promise<void> => {
    const window = Math.floor(ports.clock.now() / (WINDOW_SECONDS * 1000));
    const key = keyFor(merchant, String(window));
    await decidedCounter.spend(key);
    if (outcome === 'paid') return;
    await declinedCounter.spend(key);
    const [{ used: decided }, { used: declined }] = await Promise.all([
      decidedCounter.peek(key),
      declinedCounter.peek(key),
    ]);
    if (decided < LEAST_DECIDED || declined <= decided * HIGHEST_SHARE) return;
    if ((await ports.store.claim(keyFor(merchant, 'decline-rate'), WINDOW_SECONDS * 1000)) === undefined) return;
    const code = 'EXIMPE_DECLINE_RATE';
    ports.log.error(
      { code, help: helpFor(code), declined, decided, merchant },
      `banks declined ${declined} of ${decided} payments within ten minutes: somebody may be testing stolen cards here, or banks have an outage`,
    );
    ports.emit({ type: 'decline_rate.high', declined, decided, merchant });
  };
}
