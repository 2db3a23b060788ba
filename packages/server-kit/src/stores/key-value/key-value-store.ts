// A store on any database that keeps texts under keys: three functions are asked of it, and everything else is derived from them.
import type { AttemptId } from '@eximpe/contract';
import type { Attempt, Chore } from '../../payments/attempt/attempt.ts';
import type { Message, Queue } from '../../payments/outbox/message.ts';
import type { Bar, Barring, Opening } from '../../payments/ports/attempts.ts';
import type { Consent, ConsentedCard } from '../../payments/ports/consents.ts';
import type { Claim, Note } from '../../payments/ports/notes.ts';
import type { Backlog } from '../../payments/ports/outbox.ts';
import type { Count, Use } from '../../payments/ports/rate-limits.ts';
import type { AccountStore, Store, StoreFault } from '../../payments/ports/store.ts';
import { keepMs, type RetentionOptions } from '../keep-days.ts';
import { RevisionNews } from '../revision-news.ts';
import { forgetBriefs } from './brief.ts';
import { KeyValueAttempts, revisionsIn } from './key-value-attempts.ts';
import { KeyValueConsents } from './key-value-consents.ts';
import { KeyValueNotes } from './key-value-notes.ts';
import { KeyValueOutbox } from './key-value-outbox.ts';
import { keyOf, type KeyValues } from './key-values.ts';

export interface KeyValueStoreOptions extends RetentionOptions {
  /** True where what was written outlives the process, and the machine's power. */
  readonly durable: boolean;
  /** The database's own clock, in milliseconds since 1970. Without it each process goes by its own: keep them in step. */
  readonly now?: () => number | Promise<number>;
  /** What about the place breaks what a store promises. */
  readonly examine?: () => Promise<readonly StoreFault[]>;
  /** Lets go of what was opened for the store alone. */
  readonly close?: () => Promise<void>;
}

/**
 * Payments in any database that keeps texts under keys. `storeTests` of `@eximpe/server-kit/store-tests` tell whether its three
 * functions do what they must. Throws an EximpeKitError for options that can't be kept.
 */
export function createKeyValueStore(place: KeyValues, options: KeyValueStoreOptions): Store {
  const keep = keepMs(options);
  const news = new RevisionNews({
    listens: false,
    listen: () => Promise.resolve(undefined),
    tell: () => Promise.resolve(),
    revisionsOf: (keys) => revisionsIn(place, keys),
  });
  const accounts = new Map<string, AccountStore>();
  return {
    ofAccount(account) {
      const store = accounts.get(account) ?? new KeyValueAccountStore(place, account, options, keep, news);
      accounts.set(account, store);
      return store;
    },
    async close() {
      news.close();
      await options.close?.();
    },
  };
}

/** Between two rounds of forgetting. */
const FORGET_EVERY_MS = 60_000;

class KeyValueAccountStore implements AccountStore {
  readonly durable: boolean;
  readonly #place: KeyValues;
  readonly #account: string;
  readonly #options: KeyValueStoreOptions;
  readonly #keep: ReturnType<typeof keepMs>;
  readonly #news: RevisionNews;
  readonly #attempts: KeyValueAttempts;
  readonly #outbox: KeyValueOutbox;
  readonly #notes: KeyValueNotes;
  readonly #consents: KeyValueConsents;
  #forgetsAtMs = 0;

  constructor(
    place: KeyValues,
    account: string,
    options: KeyValueStoreOptions,
    keep: ReturnType<typeof keepMs>,
    news: RevisionNews,
  ) {
    this.durable = options.durable;
    this.#place = place;
    this.#account = account;
    this.#options = options;
    this.#keep = keep;
    this.#news = news;
    this.#attempts = new KeyValueAttempts(place, account);
    this.#outbox = new KeyValueOutbox(place, account);
    this.#notes = new KeyValueNotes(place, account);
    this.#consents = new KeyValueConsents(place, account);
  }

  async open(attempt: Attempt, consent?: Consent): Promise<Opening> {
    return this.#attempts.open(attempt, consent, await this.time());
  }
  async bar(id: AttemptId, bar: Bar, ttlMs: number): Promise<Barring> {
    return this.#attempts.bar(id, bar, ttlMs, await this.time());
  }
  find(id: AttemptId): Promise<Attempt | undefined> {
    return this.#attempts.find(id);
  }
  findByOrder(orderId: string): Promise<Attempt | undefined> {
    return this.#attempts.findByOrder(orderId);
  }
  ofCheckout(checkout: string): Promise<readonly Attempt[]> {
    return this.#attempts.ofCheckout(checkout);
  }
  async replace(attempt: Attempt, messages: readonly Message[] = [], notes: readonly Note[] = []): Promise<boolean> {
    if (!(await this.#attempts.replace(attempt, messages, notes, await this.time()))) return false;
    this.#news.wrote(this.#account, attempt.id, attempt.revision);
    return true;
  }
  async due(chore: Chore, nowMs: number, limit: number): Promise<readonly AttemptId[]> {
    this.#forgetSoon(await this.time());
    return this.#attempts.due(chore, nowMs, limit);
  }
  countDue(chore: Chore, nowMs: number): Promise<number> {
    return this.#attempts.countDue(chore, nowMs);
  }
  watch(id: AttemptId, listener: () => void): Promise<() => void> {
    return this.#news.watch(this.#account, id, listener);
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
  postpone(message: Message): Promise<void> {
    return this.#outbox.postpone(message);
  }
  remove(message: Message, revision = 0): Promise<boolean> {
    return this.#outbox.remove(message, revision);
  }
  upcoming(nowMs: number, limit: number): Promise<readonly Message[]> {
    return this.#outbox.upcoming(nowMs, limit);
  }
  backlog(nowMs: number): Promise<Backlog> {
    return this.#outbox.backlog(nowMs);
  }

  async put(key: string, value: string, ttlMs: number): Promise<void> {
    await this.#notes.put(key, value, ttlMs, await this.time());
  }
  async get(key: string): Promise<string | undefined> {
    return this.#notes.get(key, await this.time());
  }
  async claim(key: string, ttlMs: number): Promise<Claim | undefined> {
    return this.#notes.claim(key, ttlMs, await this.time());
  }
  async release(key: string, claim: Claim): Promise<void> {
    await this.#notes.release(key, claim, await this.time());
  }
  async count(uses: readonly Use[]): Promise<readonly Count[]> {
    return this.#notes.count(uses, await this.time());
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

  async ping(): Promise<void> {
    await this.#place.get([keyOf(this.#account, 'ping')]);
  }
  async time(): Promise<number> {
    return this.#options.now?.() ?? Date.now();
  }
  async examine(): Promise<readonly StoreFault[]> {
    return this.#options.examine?.() ?? [];
  }
  /** A write is kept when it is acknowledged. */
  async secure(): Promise<boolean> {
    return false;
  }

  /** In the background, and not more than once a minute. Whoever asks what is due has time for it. */
  #forgetSoon(nowMs: number): void {
    if (nowMs < this.#forgetsAtMs) return;
    this.#forgetsAtMs = nowMs + FORGET_EVERY_MS;
    this.#forget(nowMs).catch(() => undefined);
  }

  async #forget(nowMs: number): Promise<void> {
    await forgetBriefs(this.#place, this.#account, nowMs);
    await this.#attempts.forget(nowMs - this.#keep.attempts);
    await this.#consents.forget(nowMs - this.#keep.consents);
  }
}
