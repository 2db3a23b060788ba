// How things are called in Redis: in front of each name the store's prefix and the account; what one script writes has one hash tag.
import { createHash } from 'node:crypto';
import type { AttemptId } from '@eximpe/contract';
import type { Chore } from '../../payments/attempt/attempt.ts';
import type { Queue } from '../../payments/outbox/message.ts';

/** Of a queue: with it a checkout's attempts and messages lie in one slot of a cluster. */
export type Tag = string;

export class RedisKeys {
  readonly #prefix: string;

  /** @param prefix of one account */
  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  attempt = (tag: Tag, id: AttemptId): string => `${this.#prefix}{${tag}}:attempt:${id}`;
  /** Ids of a checkout's attempts, and whether they hold it. */
  checkout = (tag: Tag): string => `${this.#prefix}{${tag}}:attempts`;
  outbox = (tag: Tag): string => `${this.#prefix}{${tag}}:outbox`;
  /** Says under which tag an attempt lies. */
  pointer = (id: AttemptId): string => `${this.#prefix}where:${id}`;
  order = (orderId: string): string => `${this.#prefix}order:${orderId}`;
  /** Ids of attempts, by when this work is due. */
  due = (chore: Chore): string => `${this.#prefix}due:${chore}`;
  /** Queues, by when a message of theirs is due. */
  outboxDue = (): string => `${this.#prefix}outbox:due`;
  /** Messages, by when they were written. */
  outboxCreated = (): string => `${this.#prefix}outbox:created`;
  consents = (customer: string): string => `${this.#prefix}consents:${hashed(customer)}`;
  note = (key: string): string => `${this.#prefix}note:${key}`;
  lock = (key: string): string => `${this.#prefix}lock:${key}`;
  limits = (): string => `${this.#prefix}limit:`;
  news = (): string => `${this.#prefix}news`;
  secured = (): string => `${this.#prefix}secured`;
}

/** Whatever the merchant's reference holds, it can't break out of the braces. */
export const tagOf = (queue: Queue): Tag => hashed(queue);

const hashed = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);
