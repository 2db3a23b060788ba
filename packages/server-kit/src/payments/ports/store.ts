// What the kit remembers, in one place: attempts, outbox, notes, rate limits and consents. Every adapter passes `store-tests`.
import type { Attempts } from './attempts.ts';
import type { Consents } from './consents.ts';
import type { Notes } from './notes.ts';
import type { Outbox } from './outbox.ts';
import type { RateLimits } from './rate-limits.ts';

/** A place that can't keep what the kit relies on: which promise, and what to do. */
export interface StoreFault {
  /** In lower case, e.g. `evicts`. */
  readonly fault: string;
  /** What is wrong and how to mend it, in a sentence. */
  readonly says: string;
  /** Whether it matters while one develops, too. */
  readonly matters: 'always' | 'in production';
}

/** The place itself. */
export interface StorePlace {
  /** True when what is stored outlives this process. */
  readonly durable: boolean;
  /** Rejects when the store can't be reached. */
  ping(): Promise<void>;
  /** The store's own clock, in milliseconds since 1970: the one that all processes on it share. */
  time(): Promise<number>;
  /** What about it breaks the promises of a store; empty when all is well, or can't be told. */
  examine(): Promise<readonly StoreFault[]>;
  /**
   * Resolves once everything written before is as safe as the store was set up to make it: with true where that took a word with
   * somebody else, so that others may have written meanwhile; with false where every write is that safe at once.
   */
  secure(): Promise<boolean>;
}

/** What one account at EximPe has in a store. */
export interface AccountStore extends Attempts, Outbox, Notes, RateLimits, Consents, StorePlace {}

/** A store for any number of accounts. None ever sees, counts or changes what is another's. */
export interface Store {
  /** @param account 1 to 64 letters, digits and dashes */
  ofAccount(account: string): AccountStore;
  close(): Promise<void>;
}
