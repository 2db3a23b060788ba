// What the kit remembers, and what it may rely on. Every adapter passes `store.law.ts`.
import type { AttemptId } from '@eximpe/contract';
import type { Limit } from '../velocity/limits.ts';
import type { Attempt } from '../payments/attempt.ts';

/** What came of trying to open an attempt. `attempt` is the one that was found in the way. */
export type Opening =
  | { readonly kind: 'opened' }
  | { readonly kind: 'exists'; readonly attempt: Attempt }
  | { readonly kind: 'held'; readonly attempt: Attempt };

/** Names one claim. */
export type Claim = string;

export interface Limiter {
  /** Counts one. Resolves to 0 when that was within the limit, else to the milliseconds until there is room again. */
  spend(key: string): Promise<number>;
}

export interface Store {
  /** True when what is stored outlives this process. */
  readonly durable: boolean;

  /**
   * Atomically, among all processes on this store: `exists` when this id was opened before; `held` when another attempt
   * of the same checkout holds it (`holdOf` is not `none`; a paid one before a pending one); else stores it, findable at once.
   */
  open(attempt: Attempt): Promise<Opening>;
  find(id: AttemptId): Promise<Attempt | undefined>;
  /** The attempt whose `orderId` this is. */
  findByOrder(orderId: string): Promise<Attempt | undefined>;
  /** All attempts of a checkout, oldest first. */
  ofCheckout(checkout: string): Promise<readonly Attempt[]>;
  /**
   * Writes the next revision. False, and nothing written, unless the stored revision is exactly one less: of two
   * concurrent writers one wins. Once it resolves with true, the write survives what the adapter promises to survive, and
   * watchers on every process are told soon.
   */
  replace(attempt: Attempt): Promise<boolean>;
  /** Ids of attempts whose `dueAtMs` is at or before `nowMs`, most overdue first. May name one that is no longer due. */
  due(nowMs: number, limit: number): Promise<readonly AttemptId[]>;
  /** How many attempts are due at or before `nowMs`. */
  countDue(nowMs: number): Promise<number>;
  /** How many attempts are `isUndelivered`, written by whichever process. */
  countUndelivered(): Promise<number>;

  /** Calls `listener` after each write to the attempt, by any process. Resolves once listening; call the answer to stop. */
  watch(id: AttemptId, listener: () => void): Promise<() => void>;

  /** A small note that is forgotten after `ttlMs`. */
  put(key: string, value: string, ttlMs: number): Promise<void>;
  get(key: string): Promise<string | undefined>;
  /** Reads a note and removes it; of two takers, one gets it. */
  take(key: string): Promise<string | undefined>;
  /** A claim for exactly one caller until `ttlMs` passed or it was released; undefined for everyone else meanwhile. */
  claim(key: string, ttlMs: number): Promise<Claim | undefined>;
  /** Does nothing when the claim ran out: by then it may be another's. */
  release(key: string, claim: Claim): Promise<void>;

  /** Counts uses by name and key, among all processes on this store. */
  limiter(name: string, limit: Limit): Limiter;

  /** Rejects when the store can't be reached. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
