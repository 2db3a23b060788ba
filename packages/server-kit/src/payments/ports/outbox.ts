// Messages that the shop must not miss: each is written with the change that causes it, and kept until the shop has taken it.
import type { Message, Queue } from '../outbox/message.ts';

export interface Outbox {
  /** Writes messages that do not come from a change to an attempt. A message that already waits with the same id and queue stays as it is. */
  post(messages: readonly Message[]): Promise<void>;
  /** Queues with a message that is due at or before `nowMs`, most overdue first. May name a queue in which nothing is due any more. */
  dueQueues(nowMs: number, limit: number): Promise<readonly Queue[]>;
  /** Everything that waits in a queue, in the order in which it was written (`createdAtMs`). */
  waiting(queue: Queue): Promise<readonly Message[]>;
  /** Writes `tries` and `dueAtMs` of a message, unless it is gone. */
  postpone(message: Message): Promise<void>;
  /**
   * Removes a message that the shop has taken, or that is no longer to be delivered. With a revision: only when the
   * store still has the message's attempt in that revision or a later one. If not, the store has forgotten a write
   * that the delivery was based on: resolves with false, and the message stays.
   */
  remove(message: Message, revision?: number): Promise<boolean>;
  /** Messages that are meant for a time after `nowMs` (`createdAtMs`), soonest first. */
  upcoming(nowMs: number, limit: number): Promise<readonly Message[]>;
  /** The number of waiting messages whose `createdAtMs` is at or before `nowMs`, and the `createdAtMs` of the oldest. */
  backlog(nowMs: number): Promise<Backlog>;
}

export interface Backlog {
  readonly count: number;
  readonly oldestAtMs: number | null;
}
