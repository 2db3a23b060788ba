// Stores attempts: each is opened once, changed by one writer at a time, and found by id, order or checkout.
import type { AttemptId } from '@eximpe/contract';
import type { Attempt, Chore } from '../attempt/attempt.ts';
import type { Message } from '../outbox/message.ts';
import type { Consent } from './consents.ts';
import type { Note } from './notes.ts';

/** Why an id may no longer be opened. `unknown`: its form asked about it, and it was unknown. `uncharged`: it is certain that no charge was sent for it. */
export type Bar = 'unknown' | 'uncharged';

/** The result of opening an attempt. `attempt` is the existing one that prevented it. */
export type Opening =
  /** `others`: all other attempts of the checkout, oldest first, as they were at that moment. */
  | { readonly kind: 'opened'; readonly others: readonly Attempt[] }
  | { readonly kind: 'exists'; readonly attempt: Attempt }
  | { readonly kind: 'held'; readonly attempt: Attempt }
  | { readonly kind: 'barred' };

/** The result of barring an id. `before`: the bar that it already had. */
export type Barring =
  | { readonly kind: 'exists'; readonly attempt: Attempt }
  | { readonly kind: 'barred'; readonly before: Bar | undefined };

export interface Attempts {
  /**
   * Atomically, among all processes on this store: `exists` when this id was opened before; `barred` when it was barred; `held`
   * when another attempt of the same checkout holds it (`holdOf` is not `none`; a paid one before a pending one); else stores
   * it, so that it can be found at once, and in the same step the consent that was given with it.
   */
  open(attempt: Attempt, consent?: Consent): Promise<Opening>;
  /**
   * Atomically: returns the attempt when this id was opened; else bars the id, so that nobody can open it for
   * `ttlMs`. An id that was barred as `uncharged` stays `uncharged`.
   */
  bar(id: AttemptId, bar: Bar, ttlMs: number): Promise<Barring>;
  find(id: AttemptId): Promise<Attempt | undefined>;
  /** The attempt with this `orderId`. */
  findByOrder(orderId: string): Promise<Attempt | undefined>;
  /** All attempts of a checkout, oldest first. */
  ofCheckout(checkout: string): Promise<readonly Attempt[]>;
  /**
   * Writes the next revision and, in the same atomic step, its messages into the outbox, all of them in the queue of
   * this attempt's checkout. Resolves with false, without writing, unless the stored revision is exactly one less: of
   * two concurrent writers one wins. After true, the write survives what the adapter promises to survive, the notes
   * are stored, and watchers in every process are notified soon. After false, the notes may be stored all the same.
   */
  replace(attempt: Attempt, messages?: readonly Message[], notes?: readonly Note[]): Promise<boolean>;
  /** Ids of attempts for which this work is due at or before `nowMs`, most overdue first. May name an attempt that is no longer due. */
  due(chore: Chore, nowMs: number, limit: number): Promise<readonly AttemptId[]>;
  /** The number of attempts for which this work is due at or before `nowMs`. */
  countDue(chore: Chore, nowMs: number): Promise<number>;
  /** Calls `listener` after each write to the attempt, by any process. Resolves once it listens, with a function that stops it. */
  watch(id: AttemptId, listener: () => void): Promise<() => void>;
}
