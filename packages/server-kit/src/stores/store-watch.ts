// Looks now and then at the place where payments are kept: its clock, and whether it can keep what it promises.
import type { Misconfiguration } from '../misconfiguration.ts';
import type { AccountStore, StoreFault } from '../payments/ports/store.ts';
import type { StoreClock } from './store-clock.ts';

export interface StoreWatch {
  /** Looks once; never rejects. A store that can't be reached is told elsewhere. */
  look(): Promise<void>;
  /** What was found at the last look. */
  faults(): readonly StoreFault[];
}

/** Beyond this, what one process wrote down another may judge wrongly, were it not timed by the store's clock. */
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
        // A cold connection's first answer says too little.
        for (let again = 0; again < MOST_COMPARISONS && behindMs === undefined; again += 1) {
          behindMs = await clock.compare();
        }
        if (behindMs !== undefined && Math.abs(behindMs) >= MOST_SKEW_MS) misconfiguration.storeClockSkew(behindMs);
        const all = await store.examine();
        found = all.filter(({ matters }) => isProduction || matters === 'always');
        for (const fault of found) misconfiguration.storeFault(fault);
      } catch {
        // Whoever needs the store is told that it is not there.
      }
    },
  };
}
