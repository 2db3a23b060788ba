// Where attempts are kept: opened once, changed one writer at a time, found by id, order and checkout.
import type { AttemptId } from '@eximpe/contract';
import type { Attempt, Chore } from '../attempt/attempt.ts';
import type { Message } from '../outbox/message.ts';
import type { Consent } from './consents.ts';
import type { Note } from './notes.ts';

/** Why an id may not be opened any more: its form asked what became of it, and nobody knew; or it is certain that nothing left for it. */
export type Bar = 'unknown' | 'uncharged';

/** What came of trying to open an attempt. `attempt` is the one that was found in the way. */
export type Opening =
  /** `others`: all other attempts of the checkout, oldest first, as they were in the same step. */
  | { readonly kind: 'opened'; readonly others: readonly Attempt[] }
  | { readonly kind: 'exists'; readonly attempt: Attempt }
  | { readonly kind: 'held'; readonly attempt: Attempt }
  | { readonly kind: 'barred' };

/** What came of barring an id. `before`: the bar that it had already. */
export type Barring =
  | { readonly kind: 'exists'; readonly attempt: Attempt }
  | { readonly kind: 'barred'; readonly before: Bar | undefined };

export interface Attempts {
  /**
   * Atomically, among all processes on this store: `exists` when this id was opened before; `barred` when it was barred; `held`
   * when another attempt of the same checkout holds it (`holdOf` is not `none`; a paid one before a pending one); else stores it,
   * findable at once, and in the same step the consent that was given with it.
   */
  open(attempt: Attempt, consent?: Consent): Promise<Opening>;
  /**
   * Atomically: the attempt, when this id was opened; else nobody can open it for `ttlMs`. An id that was barred as `uncharged`
   * stays that.
   */
  bar(id: AttemptId, bar: Bar, ttlMs: number): Promise<Barring>;
  find(id: AttemptId): Promise<Attempt | undefined>;
  /** The attempt whose `orderId` this is. */
  findByOrder(orderId: string): Promise<Attempt | undefined>;
  /** All attempts of a checkout, oldest first. */
  ofCheckout(checkout: string): Promise<readonly Attempt[]>;
  /**
   * Writes the next revision, and in the same atomic step the messages that follow from it into the outbox, all of them in
   * the queue of this attempt's checkout. False, and nothing written, unless the stored revision is exactly one less: of two
   * concurrent writers one wins. Once it resolves with true, the write survives what the adapter promises to survive, the
   * notes are there, and watchers on every process are told soon. Where it is false, notes may be there all the same.
   */
  replace(attempt: Attempt, messages?: readonly Message[], notes?: readonly Note[]): Promise<boolean>;
  /** Ids of attempts for which this work is due at or before `nowMs`, most overdue first. May name one that is no longer due. */
  due(chore: Chore, nowMs: number, limit: number): Promise<readonly AttemptId[]>;
  /** For how many attempts this work is due at or before `nowMs`. */
  countDue(chore: Chore, nowMs: number): Promise<number>;
  /** Calls `listener` after each write to the attempt, by any process. Resolves once listening; call the answer to stop. */
  watch(id: AttemptId, listener: () => void): Promise<() => void>;
}
