// The outbox in Redis: a hash of messages for each queue, in the slot of the checkout, and two lists over all of them.
import type { AttemptId } from '@eximpe/contract';
import type { Message, Queue } from '../payments/message.ts';
import type { Backlog } from '../payments/ports/outbox.ts';
import { readMessage, writeRecord } from './record.ts';
import { CORRECT_DUE, LIST_DUE, POSTPONE, REMOVE } from './redis-scripts.ts';
import type { RedisCommands } from './redis-commands.ts';

/** An entry without its message is a message to be, or one just taken, for so long; after that it leads nowhere. */
const GHOST_AFTER_MS = 10_000;
const MOST_GHOSTS = 20;

export class RedisOutbox {
  readonly #redis: RedisCommands;
  readonly #prefix: string;
  readonly #keyOf: (queue: Queue) => string;
  readonly #attemptKeyOf: (queue: Queue, attempt: AttemptId) => string;

  /** @param keyOf key of a queue's hash @param attemptKeyOf key of an attempt of that queue, in the same slot */
  constructor(
    redis: RedisCommands,
    prefix: string,
    keyOf: (queue: Queue) => string,
    attemptKeyOf: (queue: Queue, attempt: AttemptId) => string,
  ) {
    this.#redis = redis;
    this.#prefix = prefix;
    this.#keyOf = keyOf;
    this.#attemptKeyOf = attemptKeyOf;
  }

  /** When each message is due: only ever moved forward here; `dueQueues` corrects what turns out to be too early. */
  get #dueKey(): string {
    return `${this.#prefix}outbox:due`;
  }
  get #createdKey(): string {
    return `${this.#prefix}outbox:created`;
  }

  /** To be called before and after the write of messages: a crash in between, or a correction meanwhile, loses none. */
  async list(messages: readonly Message[]): Promise<void> {
    for (const message of messages) {
      await this.#redis.call('ZADD', this.#dueKey, 'LT', message.dueAtMs, memberOf(message));
      await this.#redis.call('ZADD', this.#createdKey, 'NX', message.createdAtMs, memberOf(message));
    }
  }

  async post(messages: readonly Message[]): Promise<void> {
    await this.list(messages);
    for (const message of messages) {
      await this.#redis.call('HSETNX', this.#keyOf(message.queue), message.id, writeRecord(message));
    }
    await this.list(messages);
  }

  async dueQueues(nowMs: number, limit: number): Promise<readonly Queue[]> {
    const listed = (await this.#redis.run(LIST_DUE, [this.#dueKey], nowMs, limit)) as string[];
    const queues = new Set<Queue>();
    for (let index = 0; index + 1 < listed.length; index += 2) {
      const [member = '', score = ''] = listed.slice(index, index + 2);
      const [queue, id] = JSON.parse(member) as [Queue, string];
      const message = await this.#find(queue, id);
      if (!message && Number(score) > nowMs - GHOST_AFTER_MS) continue;
      if (message && message.dueAtMs <= nowMs) queues.add(queue);
      else await this.#redis.run(CORRECT_DUE, [this.#dueKey], member, score, message?.dueAtMs ?? '');
    }
    await this.#forgetGhosts(nowMs);
    return [...queues];
  }

  /** Where one process listed a message while another took it, or died between two steps: it would be counted for ever. */
  async #forgetGhosts(nowMs: number): Promise<void> {
    const args = [this.#createdKey, '-inf', nowMs - GHOST_AFTER_MS, 'LIMIT', 0, MOST_GHOSTS] as const;
    for (const member of (await this.#redis.call('ZRANGEBYSCORE', ...args)) as string[]) {
      const [queue, id] = JSON.parse(member) as [Queue, string];
      if (!(await this.#find(queue, id))) await this.#redis.call('ZREM', this.#createdKey, member);
    }
  }

  async #find(queue: Queue, id: string): Promise<Message | undefined> {
    const json = (await this.#redis.call('HGET', this.#keyOf(queue), id)) as string | null;
    return json === null ? undefined : readMessage(json);
  }

  async waiting(queue: Queue): Promise<readonly Message[]> {
    const all = (await this.#redis.call('HVALS', this.#keyOf(queue))) as string[];
    return all.map(readMessage).toSorted((a, b) => a.createdAtMs - b.createdAtMs);
  }

  async postpone(message: Message): Promise<void> {
    await this.#redis.run(POSTPONE, [this.#keyOf(message.queue)], message.id, writeRecord(message));
    await this.#redis.call('ZADD', this.#dueKey, message.dueAtMs, memberOf(message));
  }

  async remove(message: Message, revision = 0): Promise<boolean> {
    const { queue, id, attempt } = message;
    if (attempt === null) await this.#redis.call('HDEL', this.#keyOf(queue), id);
    else {
      const keys = [this.#keyOf(queue), this.#attemptKeyOf(queue, attempt)];
      if (Number(await this.#redis.run(REMOVE, keys, id, revision)) !== 1) return false;
    }
    await this.#redis.call('ZREM', this.#dueKey, memberOf(message));
    await this.#redis.call('ZREM', this.#createdKey, memberOf(message));
    return true;
  }

  async upcoming(nowMs: number, limit: number): Promise<readonly Message[]> {
    const args = [this.#createdKey, `(${nowMs}`, '+inf', 'LIMIT', 0, limit] as const;
    const members = (await this.#redis.call('ZRANGEBYSCORE', ...args)) as string[];
    const found = await Promise.all(members.map((member) => this.#find(...(JSON.parse(member) as [Queue, string]))));
    return found.filter((message) => message !== undefined);
  }

  async backlog(nowMs: number): Promise<Backlog> {
    const count = Number(await this.#redis.call('ZCOUNT', this.#createdKey, '-inf', nowMs));
    const [, oldest] = (await this.#redis.run(LIST_DUE, [this.#createdKey], nowMs, 1)) as string[];
    return { count, oldestAtMs: oldest === undefined ? null : Number(oldest) };
  }
}

const memberOf = ({ queue, id }: Message): string => JSON.stringify([queue, id]);
