// What one account keeps in Redis: each checkout's attempts in one slot of a cluster, found by id, by order and by what is due.
import { createHash, randomBytes } from 'node:crypto';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { setTimeout } from 'node:timers/promises';
import type { AttemptId } from '@eximpe/contract';
import { CHORES, dueAt, holdOf, isAtRest, type Attempt, type Chore } from '../payments/attempt/attempt.ts';
import { queueOf, type Message, type Queue } from '../payments/outbox/message.ts';
import { LimiterCounters } from './limiter-counters.ts';
import { nodesOf, RedisCommands, type Argument, type RedisClient } from './redis-commands.ts';
import { faultsOf } from './redis-faults.ts';
import { RedisNews } from './redis-news.ts';
import { RedisOutbox } from './redis-outbox.ts';
import { BAR_SEEN, BIND, CORRECT_DUE, LIST_DUE, OPEN, RELEASE, REPLACE, WITHDRAW } from './redis-scripts.ts';
import { createSecurer, type SecureBy, type Securer } from './redis-secure.ts';
import { NewerRecordError, readAttempt, writeRecord } from './record.ts';
import { RedisConsents } from './redis-consents.ts';
import type { Bar, Barring, Opening } from '../payments/ports/attempts.ts';
import type { Consent, ConsentedCard } from '../payments/ports/consents.ts';
import type { Claim, Note } from '../payments/ports/notes.ts';
import type { Backlog } from '../payments/ports/outbox.ts';
import type { Count, Use } from '../payments/ports/rate-limits.ts';
import type { AccountStore, StoreFault } from '../payments/ports/store.ts';

/** How long things are kept, and how safely. */
export interface RedisKeeping {
  /** How long payments are remembered after nothing is left to be learned of them, in days. Default 90, at least 14. */
  readonly keepDays?: number;
  /** How long the proof that a shopper agreed to have a card saved is kept after it was last changed, in days. Default 2,922: eight years. */
  readonly keepConsentsDays?: number;
  /**
   * What has to have a payment before its charge leaves, so that a power cut or failover can't make the store forget one: the
   * disk (`appendfsync` of this instance, Redis 7.2 and newer) and so many replicas. Costs their delay with each charge. Where
   * they do not confirm within `timeoutMs` (default 1,000), nothing is charged. Default: neither.
   */
  readonly secureBy?: SecureBy;
}

const DAY_MS = 24 * 3_600_000;
const EIGHT_YEARS_DAYS = 2_922;
/** How long a second process waits for the first to write the attempt whose name it has reserved. */
const RESERVED_MS = 1_000;
const STEP_MS = 20;
/** Holders whose record ran out before their mark did, one after the other. */
const MOST_GHOSTS = 50;

export class RedisAccountStore implements AccountStore {
  readonly durable = true;
  readonly #client: RedisClient;
  readonly #redis: RedisCommands;
  readonly #prefix: string;
  readonly #ttlMs: number;
  readonly #secureBy: SecureBy | undefined;
  readonly #news: RedisNews;
  readonly #outbox: RedisOutbox;
  readonly #counters: LimiterCounters;
  readonly #consents: RedisConsents;
  #secured: Securer | undefined;

  constructor(
    client: RedisClient,
    prefix: string,
    { keepDays = 90, keepConsentsDays = EIGHT_YEARS_DAYS, secureBy }: RedisKeeping,
  ) {
    this.#client = client;
    this.#redis = new RedisCommands(client);
    this.#prefix = prefix;
    this.#ttlMs = keepDays * DAY_MS;
    this.#secureBy = secureBy;
    this.#news = new RedisNews(() => client.duplicate(), `${prefix}news`);
    this.#counters = new LimiterCounters(
      (limit) => new RateLimiterRedis({ storeClient: client, ...limit }),
      `${prefix}limit:`,
      this,
    );
    this.#consents = new RedisConsents(this.#redis, prefix, keepConsentsDays * DAY_MS);
    this.#outbox = new RedisOutbox(
      this.#redis,
      prefix,
      (queue) => this.#outboxKey(tagOf(queue)),
      (queue, id) => this.#attemptKey(tagOf(queue), id),
    );
  }

  #attemptKey = (tag: string, id: AttemptId): string => `${this.#prefix}{${tag}}:attempt:${id}`;
  #checkoutKey = (tag: string): string => `${this.#prefix}{${tag}}:attempts`;
  #outboxKey = (tag: string): string => `${this.#prefix}{${tag}}:outbox`;
  /** Says in which slot an attempt lives. */
  #pointerKey = (id: AttemptId): string => `${this.#prefix}where:${id}`;
  #orderKey = (orderId: string): string => `${this.#prefix}order:${orderId}`;
  #noteKey = (key: string): string => `${this.#prefix}note:${key}`;
  #lockKey = (key: string): string => `${this.#prefix}lock:${key}`;
  #dueKey = (chore: Chore): string => `${this.#prefix}due:${chore}`;

  async open(attempt: Attempt, consent?: Consent): Promise<Opening> {
    const tag = tagOf(queueOf(attempt.checkout));
    const [inTheWay] = await Promise.all([this.#reserve(attempt.id, tag), this.#markDue(attempt)]);
    if (inTheWay) return inTheWay;
    const opening = await this.#openIn(tag, attempt);
    if (opening.kind !== 'opened') return opening;
    // Once more: a Redis that lost its last second may have lost these, and not the attempt.
    const bind = this.#redis.run(BIND, [this.#pointerKey(attempt.id)], tag, BAR);
    const [bound] = await Promise.all([bind, this.#markDue(attempt)]);
    if (Number(bound) === 1) {
      if (consent) await this.keepConsent(consent);
      return opening;
    }
    // It stood still after it had reserved the id, for so long that the id was barred meanwhile.
    await this.#redis.run(WITHDRAW, [this.#attemptKey(tag, attempt.id), this.#checkoutKey(tag)], attempt.id);
    return { kind: 'barred' };
  }

  async #openIn(tag: string, attempt: Attempt): Promise<Opening> {
    const keys = [this.#attemptKey(tag, attempt.id), this.#checkoutKey(tag)];
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
        // A store that lost its last second may have lost the way to it, by which it is asked about and changed.
        if ((await this.#redis.call('SET', this.#pointerKey(holder.id), tag, 'NX')) !== null)
          await this.#markDue(holder);
        return { kind: 'held', attempt: holder };
      }
      // Its record ran out before its mark did.
      await this.#redis.call('HDEL', this.#checkoutKey(tag), what);
    }
    throw new Error('a checkout has marks of attempts that are not there');
  }

  /** Binds the id to one slot, for good. What is in the way: a bar, or the attempt that has it already, when it is another checkout's. */
  async #reserve(id: AttemptId, tag: string): Promise<Opening | undefined> {
    const key = this.#pointerKey(id);
    for (let waitedMs = 0; ; waitedMs += STEP_MS) {
      if ((await this.#redis.call('SET', key, tag, 'PX', this.#ttlMs, 'NX')) !== null) return undefined;
      const bound = (await this.#redis.call('GET', key)) as string | null;
      if (bound === tag) return undefined;
      if (barOf(bound) !== undefined) return { kind: 'barred' };
      const existing = bound === null ? undefined : await this.#read(bound, id);
      if (existing) return { kind: 'exists', attempt: existing };
      if (waitedMs >= RESERVED_MS) await this.#redis.call('DEL', key);
      else await setTimeout(STEP_MS);
    }
  }

  /** A bar stands where an id is bound to its slot: whoever opens finds it in the first step, or at the latest in the last. */
  async bar(id: AttemptId, bar: Bar, ttlMs: number): Promise<Barring> {
    const key = this.#pointerKey(id);
    for (let waitedMs = 0; ; waitedMs += STEP_MS) {
      if ((await this.#redis.call('SET', key, BAR + bar, 'PX', ttlMs, 'NX')) !== null)
        return { kind: 'barred', before: undefined };
      const bound = (await this.#redis.call('GET', key)) as string | null;
      const before = barOf(bound);
      const attempt = bound === null || before ? undefined : await this.#read(bound, id);
      if (attempt) return { kind: 'exists', attempt };
      if (before === 'uncharged' || before === bar) return { kind: 'barred', before };
      // Reserved, and not written yet: it is about to come, or its process stands still.
      const isStill = before !== undefined || waitedMs >= RESERVED_MS;
      if (isStill && bound !== null && Number(await this.#redis.run(BAR_SEEN, [key], bound, BAR + bar, ttlMs)) === 1)
        return { kind: 'barred', before };
      if (!isStill) await setTimeout(STEP_MS);
    }
  }

  async find(id: AttemptId): Promise<Attempt | undefined> {
    const tag = (await this.#redis.call('GET', this.#pointerKey(id))) as string | null;
    return tag === null || barOf(tag) !== undefined ? undefined : this.#read(tag, id);
  }

  async #read(tag: string, id: AttemptId): Promise<Attempt | undefined> {
    const json = (await this.#redis.call('GET', this.#attemptKey(tag, id))) as string | null;
    return json === null ? undefined : readAttempt(json);
  }

  async findByOrder(orderId: string): Promise<Attempt | undefined> {
    const id = (await this.#redis.call('GET', this.#orderKey(orderId))) as string | null;
    return id === null ? undefined : this.find(id);
  }

  async ofCheckout(checkout: string): Promise<readonly Attempt[]> {
    const tag = tagOf(queueOf(checkout));
    return this.#readAll(tag, (await this.#redis.call('HKEYS', this.#checkoutKey(tag))) as string[]);
  }

  /** Oldest first; without those whose record ran out. */
  async #readAll(tag: string, ids: readonly AttemptId[]): Promise<readonly Attempt[]> {
    const found = await Promise.all(ids.map((id) => this.#read(tag, id)));
    return found
      .filter((attempt) => attempt !== undefined)
      .toSorted((a, b) => a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1));
  }

  async replace(attempt: Attempt, messages: readonly Message[] = [], notes: readonly Note[] = []): Promise<boolean> {
    const tag = tagOf(queueOf(attempt.checkout));
    // Before the write, so that a crash right after it forgets nothing; after it, in case a list was corrected meanwhile.
    await Promise.all([
      this.#markDue(attempt),
      this.#outbox.list(messages),
      attempt.orderId === null ? undefined : this.#redis.call('SET', this.#orderKey(attempt.orderId), attempt.id),
      ...notes.map(({ key, value, ttlMs }) => this.put(key, value, ttlMs)),
    ]);
    const wrote = await this.#redis.run(
      REPLACE,
      [this.#attemptKey(tag, attempt.id), this.#checkoutKey(tag), this.#outboxKey(tag)],
      attempt.id,
      writeRecord(attempt),
      holdOf(attempt),
      isAtRest(attempt) ? this.#ttlMs : '',
      attempt.revision - 1,
      ...messages.flatMap((message): Argument[] => [message.id, writeRecord(message)]),
    );
    if (Number(wrote) !== 1) return false;
    await Promise.all([
      this.#markDue(attempt),
      this.#outbox.list(messages),
      isAtRest(attempt) ? this.#expire(attempt) : undefined,
      this.#redis.call('PUBLISH', this.#news.channel, attempt.id),
    ]);
    return true;
  }

  /** What leads to an attempt lives as long as the attempt. */
  async #expire({ id, orderId }: Attempt): Promise<void> {
    await this.#redis.call('PEXPIRE', this.#pointerKey(id), this.#ttlMs);
    if (orderId !== null) await this.#redis.call('PEXPIRE', this.#orderKey(orderId), this.#ttlMs);
  }

  /** Only ever moves an entry forward in time to act; `due` corrects what turns out to be too early. */
  async #markDue(attempt: Attempt): Promise<void> {
    await Promise.all(
      CHORES.map(async (chore) => {
        const atMs = dueAt(attempt, chore);
        if (atMs !== null) await this.#redis.call('ZADD', this.#dueKey(chore), 'LT', atMs, attempt.id);
      }),
    );
  }

  async due(chore: Chore, nowMs: number, limit: number): Promise<readonly AttemptId[]> {
    const listed = (await this.#redis.run(LIST_DUE, [this.#dueKey(chore)], nowMs, limit)) as string[];
    const rows = Array.from(
      { length: listed.length / 2 },
      (_, row) => [listed[2 * row] ?? '', listed[2 * row + 1] ?? ''] as const,
    );
    const looked = await Promise.all(rows.map(async ([id, score]) => this.#look(chore, id, Number(score), nowMs)));
    return looked.filter((id) => id !== undefined);
  }

  /** The attempt's id, when this work is due about it; else its entry is corrected. */
  async #look(chore: Chore, id: AttemptId, score: number, nowMs: number): Promise<AttemptId | undefined> {
    const attempt = await this.find(id).catch(ignoreNewer);
    const dueAtMs = attempt ? dueAt(attempt, chore) : null;
    if (dueAtMs !== null && dueAtMs <= nowMs) return id;
    // Listed before it is written: what is not there may be about to come.
    if (!attempt && nowMs - score < ABOUT_TO_COME_MS) return undefined;
    await this.#redis.run(CORRECT_DUE, [this.#dueKey(chore)], id, score, dueAtMs ?? '');
    // Between look and correction it was written, or Redis lost its last second: what is there by now is listed again.
    const current = await this.find(id).catch(ignoreNewer);
    if (current) await this.#markDue(current);
    return undefined;
  }

  async countDue(chore: Chore, nowMs: number): Promise<number> {
    return Number(await this.#redis.call('ZCOUNT', this.#dueKey(chore), '-inf', nowMs));
  }

  keepConsent(consent: Consent): Promise<void> {
    return this.#consents.keepConsent(consent);
  }
  withdrawConsents(card: ConsentedCard, atMs: number): Promise<void> {
    return this.#consents.withdrawConsents(card, atMs);
  }
  consentsOf(customer: string): Promise<readonly Consent[]> {
    return this.#consents.consentsOf(customer);
  }

  watch(id: AttemptId, listener: () => void): Promise<() => void> {
    return this.#news.watch(id, listener);
  }

  post(messages: readonly Message[]): Promise<void> {
    return this.#outbox.post(messages);
  }
  dueQueues(nowMs: number, limit: number): Promise<readonly Queue[]> {
    return this.#outbox.dueQueues(nowMs, limit);
  }
  waiting(queue: Queue): Promise<readonly Message[]> {
    return this.#outbox.waiting(queue);
  }
  async postpone(message: Message): Promise<void> {
    await this.#outbox.postpone(message);
    // What the shop is still to be told of does not run out meanwhile.
    const attempt = message.attempt === null ? undefined : await this.find(message.attempt);
    if (!attempt || !isAtRest(attempt)) return;
    await this.#redis.call('PEXPIRE', this.#attemptKey(tagOf(message.queue), attempt.id), this.#ttlMs);
    await this.#expire(attempt);
  }
  remove(message: Message, revision?: number): Promise<boolean> {
    return this.#outbox.remove(message, revision);
  }
  upcoming(nowMs: number, limit: number): Promise<readonly Message[]> {
    return this.#outbox.upcoming(nowMs, limit);
  }
  backlog(nowMs: number): Promise<Backlog> {
    return this.#outbox.backlog(nowMs);
  }

  async put(key: string, value: string, ttlMs: number): Promise<void> {
    await this.#redis.call('SET', this.#noteKey(key), value, 'PX', ttlMs);
  }
  async get(key: string): Promise<string | undefined> {
    return ((await this.#redis.call('GET', this.#noteKey(key))) as string | null) ?? undefined;
  }

  async claim(key: string, ttlMs: number): Promise<Claim | undefined> {
    const claim = randomBytes(12).toString('base64url');
    const answer = await this.#redis.call('SET', this.#lockKey(key), claim, 'PX', ttlMs, 'NX');
    return answer === null ? undefined : claim;
  }
  async release(key: string, claim: Claim): Promise<void> {
    await this.#redis.run(RELEASE, [this.#lockKey(key)], claim);
  }

  count(uses: readonly Use[]): Promise<readonly Count[]> {
    return this.#counters.count(uses);
  }

  async ping(): Promise<void> {
    await this.#redis.call('PING');
  }

  async time(): Promise<number> {
    const [seconds, microseconds] = (await this.#redis.call('TIME')) as [string, string];
    return Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000);
  }

  async examine(): Promise<readonly StoreFault[]> {
    const nodes = await nodesOf(this.#client);
    const found = await Promise.all(nodes.map(async (node) => faultsOf(String(await node.call('INFO')))));
    // Each fault is told once, of however many nodes.
    return [...new Map(found.flat().map((fault) => [fault.fault, fault])).values()];
  }

  async secure(): Promise<boolean> {
    if (!this.#secureBy) return false;
    this.#secured ??= createSecurer(this.#client, `${this.#prefix}secured`, this.#secureBy);
    await this.#secured.secure();
    return true;
  }

  close(): void {
    this.#secured?.close();
    this.#news.close();
  }
}

/** Between listing an attempt and writing it; far more than that takes. */
const ABOUT_TO_COME_MS = 60_000;

/** A record of a newer version is left for a process that knows it. */
function ignoreNewer(error: unknown): undefined {
  if (!(error instanceof NewerRecordError)) throw error;
}

/** In front of a bar, where else the slot of an attempt is named. */
const BAR = 'barred:';
const barOf = (bound: string | null): Bar | undefined =>
  bound?.startsWith(BAR) ? (bound.slice(BAR.length) as Bar) : undefined;

/** Hash tag of a queue: whatever the merchant's reference holds, it can't break out of the braces. */
const tagOf = (queue: Queue): string => createHash('sha256').update(queue).digest('base64url').slice(0, 22);
