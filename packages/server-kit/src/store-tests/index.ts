// `@eximpe/server-kit/store-tests`: what every store promises, as tests for any test runner.
import { ATTEMPTS } from './attempts.ts';
import { CLOCK } from './clock.ts';
import { CONSENTS } from './consents.ts';
import { COUNTERS } from './counters.ts';
import { DUE } from './due.ts';
import { NOTES } from './notes.ts';
import { OUTBOX } from './outbox.ts';
import type { StoreTests, StoreUnderTest } from './store-test.ts';

export type { StoreUnderTest } from './store-test.ts';

export interface StoreTest {
  readonly name: string;
  /** Rejects when the promise is not kept. Leaves records under unique names, so any number of runs may use one store. */
  readonly run: (places: StoreUnderTest) => Promise<void>;
}

const ALL: readonly StoreTests[] = [ATTEMPTS, DUE, OUTBOX, NOTES, COUNTERS, CONSENTS, CLOCK];

/**
 * Tests of every promise of a store. Run them one after another, on a store that nothing else takes work from. One of
 * them makes `Date.now` of this process wrong for a moment.
 * @example for (const { name, run } of storeTests) test(name, () => run({ store, again, foreign }));
 */
export const storeTests: readonly StoreTest[] = ALL.flatMap((tests) =>
  Object.entries(tests).map(([name, run]) => ({ name, run })),
);
