// Attempts in Redis: those of one checkout in one slot of a cluster, with indexes by id, order and due time.
import type { AttemptId } from '@eximpe/contract';
import { holdOf, isAtRest, type Attempt, type Chore } from '../../payments/attempt/attempt.ts';
import { queueOf, type Message } from '../../payments/outbox/message.ts';
import type { Attempts, Bar, Barring, Opening } from '../../payments/ports/attempts.ts';
import type { Consent, Consents } from '../../payments/ports/consents.ts';
import type { Note, Notes } from '../../payments/ports/notes.ts';
import { readAttempt, writeRecord } from '../record.ts';
import type { Argument, RedisCommands } from './redis-commands.ts';
import { RedisDue } from './redis-due.ts';
import { tagOf, type RedisKeys, type Tag } from './redis-keys.ts';
import type { RedisNews } from './redis-news.ts';
import type { RedisOutbox } from './redis-outbox.ts';
import { RedisPointers } from './redis-pointers.ts';
import { OPEN, REPLACE, WITHDRAW } from './redis-scripts.ts';

/** The most holders in a row whose record has expired before their mark. */
const MOST_GHOSTS = 50;

/** Parts of the store that are written together with an attempt. */
export interface Beside {
  readonly outbox: RedisOutbox;
  readonly notes: Notes;
  readonly consents: Consents;
  readonly news: RedisNews;
}

export class RedisAttempts implements Attempts {
  readonly #redis: RedisCommands;
  readonly #keys: RedisKeys;
  readonly #ttlMs: number;
  readonly #beside: Beside;
  readonly #pointers: RedisPointers;
  readonly #due: RedisDue;

  /** @param ttlMs how long attempts at rest are kept */
  constructor(redis: RedisCommands, keys: RedisKeys, ttlMs: number, beside: Beside) {
    this.#redis = redis;
    this.#keys = keys;
    this.#ttlMs = ttlMs;
    this.#beside = beside;
    this.#pointers = new RedisPointers(redis, keys, ttlMs, (tag, id) => this.#read(tag, id));
    this.#due = new RedisDue(redis, keys, (id) => this.find(id));
  }

  async open(attempt: Attempt, consent?: Consent): Promise<Opening> {
    const tag = tagOf(queueOf(attempt.checkout));
    const [inTheWay] = await Promise.all([this.#pointers.reserve(attempt.id, tag), this.#due.mark(attempt)]);
    if (inTheWay) return inTheWay;
    const opening = await this.#openIn(tag, attempt);
    if (opening.kind !== 'opened') return opening;
    // Written again: a Redis that lost its last second may have lost these but kept the attempt.
    const [isBound] = await Promise.all([this.#pointers.bind(attempt.id, tag), this.#due.mark(attempt)]);
    if (isBound) {
      if (consent) await this.#beside.consents.keepConsent(consent);
      return opening;
    }
    // This process stopped after it had reserved the id, for so long that the id was barred meanwhile.
    await this.#redis.run(WITHDRAW, [this.#keys.attempt(tag, attempt.id), this.#keys.checkout(tag)], attempt.id);
    return { kind: 'barred' };
  }

  async #openIn(tag: Tag, attempt: Attempt): Promise<Opening> {
    const keys = [this.#keys.attempt(tag, attempt.id), this.#keys.checkout(tag)];
    for (let ghosts = 0; ghosts < MOST_GHOSTS; ghosts += 1) {
      const answer = await this.#redis.run(OPEN, keys, attempt.id, writeRecord(attempt), holdOf(attempt));
      const [kind, what] = answer as ['opened', string[]] | ['exists' | 'held', string];
      if (kind === 'opened') {
        const others = what.filter((id) => id !== attempt.id);
        return { kind, others: await this.#readAll(tag, others) };
      }
      if (kind === 'exists') return { kind, attempt: readAttempt(what) };
      const holder = await this.#read(tag, what);
      if (holder) {
        // A store that lost its last second may have lost the index entry that finds the attempt.
        if (await this.#pointers.restore(holder.id, tag)) await this.#due.mark(holder);
        return { kind: 'held', attempt: holder };
      }
      // Its record has expired before its mark.
      await this.#redis.call('HDEL', this.#keys.checkout(tag), what);
    }
    throw new Error('a checkout has marks of attempts that are not there');
  }

  bar(id: AttemptId, bar: Bar, ttlMs: number): Promise<Barring> {
    return this.#pointers.bar(id, bar, ttlMs);
  }

  async find(id: AttemptId): Promise<Attempt | undefined> {
    const tag = await this.#pointers.tagOf(id);
    return tag === undefined ? undefined : this.#read(tag, id);
  }

  async #read(tag: Tag, id: AttemptId): Promise<Attempt | undefined> {
    const json = (await this.#redis.call('GET', this.#keys.attempt(tag, id))) as string | null;
    return json === null ? undefined : readAttempt(json);
  }

  async findByOrder(orderId: string): Promise<Attempt | undefined> {
    const id = (await this.#redis.call('GET', this.#keys.order(orderId))) as string | null;
    return id === null ? undefined : this.find(id);
  }

  async ofCheckout(checkout: string): Promise<readonly Attempt[]> {
    const tag = tagOf(queueOf(checkout));
    return this.#readAll(tag, (await this.#redis.call('HKEYS', this.#keys.checkout(tag))) as string[]);
  }

  /** Oldest first; without those whose record has expired. */
  async #readAll(tag: Tag, ids: readonly AttemptId[]): Promise<readonly Attempt[]> {
    const found = await Promise.all(ids.map((id) => this.#read(tag, id)));
    return found
      .filter((attempt) => attempt !== undefined)
      .toSorted((a, b) => a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1));
  }

  async replace(attempt: Attempt, messages: readonly Message[] = [], notes: readonly Note[] = []): Promise<boolean> {
    const tag = tagOf(queueOf(attempt.checkout));
    const { outbox, news } = this.#beside;
    // Done before the write, so that a crash right after it loses nothing, and after it, in case a list was corrected meanwhile.
    await Promise.all([
      this.#due.mark(attempt),
      outbox.list(messages),
      attempt.orderId === null ? undefined : this.#redis.call('SET', this.#keys.order(attempt.orderId), attempt.id),
      ...notes.map(({ key, value, ttlMs }) => this.#beside.notes.put(key, value, ttlMs)),
    ]);
    const wrote = await this.#redis.run(
      REPLACE,
      [this.#keys.attempt(tag, attempt.id), this.#keys.checkout(tag), this.#keys.outbox(tag)],
      attempt.id,
      writeRecord(attempt),
      holdOf(attempt),
      isAtRest(attempt) ? this.#ttlMs : '',
      attempt.revision - 1,
      ...messages.flatMap((message): Argument[] => [message.id, writeRecord(message)]),
    );
    if (Number(wrote) !== 1) return false;
    await Promise.all([
      this.#due.mark(attempt),
      outbox.list(messages),
      isAtRest(attempt) ? this.#expire(attempt) : undefined,
      this.#redis.call('PUBLISH', news.channel, attempt.id),
    ]);
    return true;
  }

  /** Index entries of an attempt live as long as the attempt. */
  async #expire({ id, orderId }: Attempt): Promise<void> {
    await this.#pointers.expire(id);
    if (orderId !== null) await this.#redis.call('PEXPIRE', this.#keys.order(orderId), this.#ttlMs);
  }

  /** Gives an attempt at rest its full lifetime again, since a message about it still waits for the shop. */
  async keepOn(id: AttemptId): Promise<void> {
    const attempt = await this.find(id);
    if (!attempt || !isAtRest(attempt)) return;
    const tag = tagOf(queueOf(attempt.checkout));
    await this.#redis.call('PEXPIRE', this.#keys.attempt(tag, id), this.#ttlMs);
    await this.#expire(attempt);
  }

  due(chore: Chore, nowMs: number, limit: number): Promise<readonly AttemptId[]> {
    return this.#due.list(chore, nowMs, limit);
  }
  countDue(chore: Chore, nowMs: number): Promise<number> {
    return this.#due.count(chore, nowMs);
  }
  watch(id: AttemptId, listener: () => void): Promise<() => void> {
    return this.#beside.news.watch(id, listener);
  }
}
