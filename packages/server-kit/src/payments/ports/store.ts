// Everything that the kit stores: attempts, outbox, notes, rate limits and consents. Every adapter passes `store-tests`.
import type { Attempts } from './attempts.ts';
import type { Consents } from './consents.ts';
import type { Notes } from './notes.ts';
import type { Outbox } from './outbox.ts';
import type { RateLimits } from './rate-limits.ts';

/** A way in which a store can't keep a promise that the kit needs: which promise, and what to do. */
export interface StoreFault {
  /** In lower case, e.g. `evicts`. */
  readonly fault: string;
  /** What is wrong and how to correct it, in a sentence. */
  readonly says: string;
  /** Whether it matters during development, too. */
  readonly matters: 'always' | 'in production';
}

/** What a store says about itself. */
export interface StorePlace {
  /** True when stored records survive the end of this process. */
  readonly durable: boolean;
  /** Rejects when the store can't be reached. */
  ping(): Promise<void>;
  /** The store's own clock, in milliseconds since 1970; all processes on the store share it. */
  time(): Promise<number>;
  /** Faults that break the promises of a store; empty when there are none, or when it can't tell. */
  examine(): Promise<readonly StoreFault[]>;
  /**
   * Resolves once everything written before is as safe as the store's setup can make it. True when the store had to
   * ask another machine for that, so that others may have written meanwhile; false when every write is that safe at
   * once.
   */
  secure(): Promise<boolean>;
}

/** The part of a store that belongs to one account at EximPe. */
export interface AccountStore extends Attempts, Outbox, Notes, RateLimits, Consents, StorePlace {}

/** A store for any number of accounts. No account ever sees, counts or changes another's records. */
export interface Store {
  /** @param account 1 to 64 letters, digits and dashes */
  ofAccount(account: string): AccountStore;
  close(): Promise<void>;
}
