// The names of keys in Redis: each begins with the store's prefix and the account; all keys that one script writes have the same hash tag.
import { createHash } from 'node:crypto';
import type { AttemptId } from '@eximpe/contract';
import type { Chore } from '../../payments/attempt/attempt.ts';
import type { Queue } from '../../payments/outbox/message.ts';

/** The hash tag of a queue: it puts a checkout's attempts and messages into one slot of a cluster. */
export type Tag = string;

export class RedisKeys {
  readonly #prefix: string;

  /** @param prefix the account's */
  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  attempt = (tag: Tag, id: AttemptId): string => `${this.#prefix}{${tag}}:attempt:${id}`;
  /** Ids of a checkout's attempts, and whether they hold it. */
  checkout = (tag: Tag): string => `${this.#prefix}{${tag}}:attempts`;
  outbox = (tag: Tag): string => `${this.#prefix}{${tag}}:outbox`;
  /** The key that tells an attempt's tag. */
  pointer = (id: AttemptId): string => `${this.#prefix}where:${id}`;
  order = (orderId: string): string => `${this.#prefix}order:${orderId}`;
  /** Ids of attempts, by the time when this work is due. */
  due = (chore: Chore): string => `${this.#prefix}due:${chore}`;
  /** Queues, by the time when their first message is due. */
  outboxDue = (): string => `${this.#prefix}outbox:due`;
  /** Messages, by the time when they were written. */
  outboxCreated = (): string => `${this.#prefix}outbox:created`;
  consents = (customer: string): string => `${this.#prefix}consents:${hashed(customer)}`;
  note = (key: string): string => `${this.#prefix}note:${key}`;
  lock = (key: string): string => `${this.#prefix}lock:${key}`;
  limits = (): string => `${this.#prefix}limit:`;
  news = (): string => `${this.#prefix}news`;
  secured = (): string => `${this.#prefix}secured`;
}

/** A hash, so that no character of the merchant's reference can end the braces. */
export const tagOf = (queue: Queue): Tag => hashed(queue);

const hashed = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);
