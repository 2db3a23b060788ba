// The outbox in Redis: a hash of messages for each queue, in the slot of the checkout, and two lists over all of them.
import type { AttemptId } from '@eximpe/contract';
import type { Message, Queue } from '../../payments/outbox/message.ts';
import type { Backlog, Outbox } from '../../payments/ports/outbox.ts';
import { NewerRecordError, readMessage, writeRecord } from '../record.ts';
import type { RedisCommands } from './redis-commands.ts';
import { ABOUT_TO_COME_MS, listDue } from './redis-due.ts';
import { tagOf, type RedisKeys } from './redis-keys.ts';
import { CORRECT_DUE, POSTPONE, REMOVE } from './redis-scripts.ts';

export class RedisOutbox implements Outbox {
  readonly #redis: RedisCommands;
  readonly #keys: RedisKeys;
  readonly #keepOn: (attempt: AttemptId) => Promise<void>;

  /** @param keepOn prolongs the life of an attempt while a message about it waits */
  constructor(redis: RedisCommands, keys: RedisKeys, keepOn: (attempt: AttemptId) => Promise<void>) {
    this.#redis = redis;
    this.#keys = keys;
    this.#keepOn = keepOn;
  }

  #keyOf = (queue: Queue): string => this.#keys.outbox(tagOf(queue));

  /** Call it before and after messages are written: then a crash in between, or a correction meanwhile, loses none. */
  async list(messages: readonly Message[]): Promise<void> {
    await Promise.all(
      messages.flatMap((message) => [
        this.#redis.call('ZADD', this.#keys.outboxDue(), 'LT', message.dueAtMs, message.queue),
        this.#redis.call('ZADD', this.#keys.outboxCreated(), 'NX', message.createdAtMs, memberOf(message)),
      ]),
    );
  }

  async post(messages: readonly Message[]): Promise<void> {
    await this.list(messages);
    for (const message of messages) {
      await this.#redis.call('HSETNX', this.#keyOf(message.queue), message.id, writeRecord(message));
    }
    await this.list(messages);
  }

  async dueQueues(nowMs: number, limit: number): Promise<readonly Queue[]> {
    const listed = await listDue(this.#redis, this.#keys.outboxDue(), nowMs, limit);
    const looked = await Promise.all(listed.map(async ([queue, score]) => this.#look(queue, score, nowMs)));
    return looked.filter((queue) => queue !== undefined);
  }

  /** The queue, when a message in it is due; else corrects its entry. */
  async #look(queue: Queue, score: number, nowMs: number): Promise<Queue | undefined> {
    const dueAtMs = await this.#dueAt(queue);
    if (dueAtMs !== null && dueAtMs <= nowMs) return queue;
    // A message is listed before it is written: a missing one may be about to come.
    if (dueAtMs === null && nowMs - score < ABOUT_TO_COME_MS) return undefined;
    await this.#redis.run(CORRECT_DUE, [this.#keys.outboxDue()], queue, score, dueAtMs ?? '');
    // A message may have been written between look and correction, or Redis may have lost its last second: lists the queue again as it is now.
    const laterMs = await this.#dueAt(queue);
    if (laterMs !== null) await this.#redis.call('ZADD', this.#keys.outboxDue(), 'LT', laterMs, queue);
    return undefined;
  }

  /** When the first of a queue's messages is due; null when there is none. */
  async #dueAt(queue: Queue): Promise<number | null> {
    const waiting = await this.waiting(queue);
    return waiting.length === 0 ? null : Math.min(...waiting.map(({ dueAtMs }) => dueAtMs));
  }

  async #find(queue: Queue, id: string): Promise<Message | undefined> {
    const json = (await this.#redis.call('HGET', this.#keyOf(queue), id)) as string | null;
    return json === null ? undefined : readMessage(json);
  }

  async waiting(queue: Queue): Promise<readonly Message[]> {
    const all = (await this.#redis.call('HVALS', this.#keyOf(queue))) as string[];
    return all.flatMap(readable).toSorted((a, b) => a.createdAtMs - b.createdAtMs);
  }

  async postpone(message: Message): Promise<void> {
    await this.#redis.run(POSTPONE, [this.#keyOf(message.queue)], message.id, writeRecord(message));
    if (message.attempt !== null) await this.#keepOn(message.attempt);
  }

  async remove(message: Message, revision = 0): Promise<boolean> {
    const { queue, id, attempt } = message;
    if (attempt === null) await this.#redis.call('HDEL', this.#keyOf(queue), id);
    else {
      const keys = [this.#keyOf(queue), this.#keys.attempt(tagOf(queue), attempt)];
      if (Number(await this.#redis.run(REMOVE, keys, id, revision)) !== 1) return false;
    }
    await this.#redis.call('ZREM', this.#keys.outboxCreated(), memberOf(message));
    return true;
  }

  async upcoming(nowMs: number, limit: number): Promise<readonly Message[]> {
    const args = [this.#keys.outboxCreated(), `(${nowMs}`, '+inf', 'LIMIT', 0, limit] as const;
    const members = (await this.#redis.call('ZRANGEBYSCORE', ...args)) as string[];
    const found = await Promise.all(members.map((member) => this.#find(...(JSON.parse(member) as [Queue, string]))));
    return found.filter((message) => message !== undefined);
  }

  async backlog(nowMs: number): Promise<Backlog> {
    for (let ghosts = 0; ghosts < MOST_GHOSTS; ghosts += 1) {
      const [oldest] = await listDue(this.#redis, this.#keys.outboxCreated(), nowMs, 1);
      if (!oldest) return { count: 0, oldestAtMs: null };
      const [member, oldestAtMs] = oldest;
      if (nowMs - oldestAtMs < ABOUT_TO_COME_MS || (await this.#isThere(member))) {
        const count = Number(await this.#redis.call('ZCOUNT', this.#keys.outboxCreated(), '-inf', nowMs));
        return { count, oldestAtMs };
      }
      await this.#redis.call('ZREM', this.#keys.outboxCreated(), member);
      if (await this.#isThere(member))
        await this.#redis.call('ZADD', this.#keys.outboxCreated(), 'NX', oldestAtMs, member);
    }
    throw new Error('the list of waiting messages names many that are not there');
  }

  async #isThere(member: string): Promise<boolean> {
    const [queue, id] = JSON.parse(member) as [Queue, string];
    return Number(await this.#redis.call('HEXISTS', this.#keyOf(queue), id)) === 1;
  }
}

/** The most entries of removed messages that one look checks. */
const MOST_GHOSTS = 100;

/** A message of a newer version is left for a process that can read it. */
function readable(json: string): Message[] {
  try {
    return [readMessage(json)];
  } catch (error) {
    if (error instanceof NewerRecordError) return [];
    throw error;
  }
}

const memberOf = ({ queue, id }: Message): string => JSON.stringify([queue, id]);
