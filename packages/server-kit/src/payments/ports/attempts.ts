// Where attempts are kept: opened once, changed one writer at a time, found by id, order and checkout.
import type { AttemptId } from '@eximpe/contract';
import type { Attempt, Chore } from '../attempt/attempt.ts';
import type { Message } from '../outbox/message.ts';

/** What came of trying to open an attempt. `attempt` is the one that was found in the way. */
export type Opening =
  | { readonly kind: 'opened' }
  | { readonly kind: 'exists'; readonly attempt: Attempt }
  | { readonly kind: 'held'; readonly attempt: Attempt };

export interface Attempts {
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
   * Writes the next revision, and in the same atomic step the messages that follow from it into the outbox, all of them in
   * the queue of this attempt's checkout. False, and nothing written, unless the stored revision is exactly one less: of two
   * concurrent writers one wins. Once it resolves with true, the write survives what the adapter promises to survive, and
   * watchers on every process are told soon.
   */
  replace(attempt: Attempt, messages?: readonly Message[]): Promise<boolean>;
  /** Ids of attempts for which this work is due at or before `nowMs`, most overdue first. May name one that is no longer due. */
  due(chore: Chore, nowMs: number, limit: number): Promise<readonly AttemptId[]>;
  /** For how many attempts this work is due at or before `nowMs`. */
  countDue(chore: Chore, nowMs: number): Promise<number>;
  /** Calls `listener` after each write to the attempt, by any process. Resolves once listening; call the answer to stop. */
  watch(id: AttemptId, listener: () => void): Promise<() => void>;
}
