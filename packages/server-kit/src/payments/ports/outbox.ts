// What the shop must not miss, waiting to be told: written with the change that causes it, kept until the shop has taken it.
import type { Message, Queue } from '../outbox/message.ts';

export interface Outbox {
  /** Writes messages that follow from no change of an attempt. One that waits under the same id and queue already stays as it is. */
  post(messages: readonly Message[]): Promise<void>;
  /** Queues with a message that is due at or before `nowMs`, most overdue first. May name one where nothing is due any more. */
  dueQueues(nowMs: number, limit: number): Promise<readonly Queue[]>;
  /** Everything that waits in a queue, in the order in which it was written (`createdAtMs`). */
  waiting(queue: Queue): Promise<readonly Message[]>;
  /** Writes `tries` and `dueAtMs` of a message, unless it is gone. */
  postpone(message: Message): Promise<void>;
  /**
   * The shop has taken it, or it is not to be told any more. With a revision: only where the message's attempt is still stored in
   * that revision or a later one. False where it is not, since the place forgot a write that the telling rests on: it stays.
   */
  remove(message: Message, revision?: number): Promise<boolean>;
  /** Messages that are for a time after `nowMs` (`createdAtMs`), soonest first. */
  upcoming(nowMs: number, limit: number): Promise<readonly Message[]>;
  /** How many messages wait whose `createdAtMs` is at or before `nowMs`, and that of the oldest. */
  backlog(nowMs: number): Promise<Backlog>;
}

export interface Backlog {
  readonly count: number;
  readonly oldestAtMs: number | null;
}
