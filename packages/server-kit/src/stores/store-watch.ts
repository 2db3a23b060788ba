// Checks the store now and then: its clock, and whether it can keep its promises.
import type { Misconfiguration } from '../misconfiguration.ts';
import type { AccountStore, StoreFault } from '../payments/ports/store.ts';
import type { StoreClock } from './store-clock.ts';

export interface StoreWatch {
  /** Looks once; never rejects. A store that can't be reached is reported elsewhere. */
  look(): Promise<void>;
  /** The faults from the last look. */
  faults(): readonly StoreFault[];
}

/** With a larger difference, one process could misjudge another's records if they were not timed by the store's clock. */
const MOST_SKEW_MS = 20_000;

const MOST_COMPARISONS = 3;

export function createStoreWatch(
  store: AccountStore,
  clock: StoreClock,
  misconfiguration: Pick<Misconfiguration, 'storeFault' | 'storeClockSkew'>,
  isProduction: boolean,
): StoreWatch {
  let found: readonly StoreFault[] = [];
  return {
    faults: () => found,
    async look() {
      try {
        let behindMs = await clock.compare();
        // The first answer on a new connection takes too long to be exact.
        for (let again = 0; again < MOST_COMPARISONS && behindMs === undefined; again += 1) {
          behindMs = await clock.compare();
        }
        if (behindMs !== undefined && Math.abs(behindMs) >= MOST_SKEW_MS) misconfiguration.storeClockSkew(behindMs);
        const all = await store.examine();
        found = all.filter(({ matters }) => isProduction || matters === 'always');
        for (const fault of found) misconfiguration.storeFault(fault);
      } catch {
        // Any caller that needs the store gets an error.
      }
    },
  };
}
