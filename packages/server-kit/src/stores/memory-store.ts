// Stores payments in this process only: for development and tests.
import type { AttemptId } from '@eximpe/contract';
import { CHORES, dueAt, holdOf, isAtRest, type Attempt, type Chore } from '../payments/attempt/attempt.ts';
import type { Clock } from '../clock.ts';
import { systemClock } from '../clock.ts';
import { queueOf, type Message, type Queue } from '../payments/outbox/message.ts';
import { MemoryCounters } from './memory-counters.ts';
import type { Bar, Barring, Opening } from '../payments/ports/attempts.ts';
import { byTime, isAbout, type Consent, type ConsentedCard } from '../payments/ports/consents.ts';
import type { Claim, Note } from '../payments/ports/notes.ts';
import type { Backlog } from '../payments/ports/outbox.ts';
import type { Count, Use } from '../payments/ports/rate-limits.ts';
import type { AccountStore, Store, StoreFault } from '../payments/ports/store.ts';

/** When there are more, the oldest attempts at rest are dropped; a shop with so many needs a real store. */
const MOST_ATTEMPTS = 50_000;
const MOST_NOTES = 100_000;

interface Kept {
  readonly value: string;
  readonly untilMs: number;
}

export class MemoryStore implements Store {
  readonly #clock: Clock;
  readonly #accounts = new Map<string, MemoryAccountStore>();

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
  }

  ofAccount(account: string): AccountStore {
    const store = this.#accounts.get(account) ?? new MemoryAccountStore(this.#clock);
    this.#accounts.set(account, store);
    return store;
  }

  async close(): Promise<void> {}
}

class MemoryAccountStore implements AccountStore {
  readonly durable = false;
  readonly #clock: Clock;
  readonly #attempts = new Map<AttemptId, Attempt>();
  /** Attempts that may be forgotten, oldest first. */
  readonly #atRest = new Set<AttemptId>();
  readonly #byOrder = new Map<string, AttemptId>();
  readonly #byCheckout = new Map<string, AttemptId[]>();
  readonly #queues = new Map<Queue, Map<string, Message>>();
  readonly #notes = new Map<string, Kept>();
  readonly #watchers = new Map<AttemptId, Set<() => void>>();
  readonly #consents = new Map<string, Consent>();
  readonly #counters: MemoryCounters;
  /** Ids with a due time; saves a search through all attempts. */
  readonly #due: Readonly<Record<Chore, Map<AttemptId, number>>> = { ask: new Map(), refund: new Map() };

  #claims = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#counters = new MemoryCounters(clock);
  }

  async open(attempt: Attempt, consent?: Consent): Promise<Opening> {
    const existing = this.#attempts.get(attempt.id);
    if (existing) return { kind: 'exists', attempt: existing };
    if (this.#get(barKey(attempt.id)) !== undefined) return { kind: 'barred' };
    const others = this.#of(attempt.checkout);
    const holder =
      others.find((other) => holdOf(other) === 'paid') ?? others.find((other) => holdOf(other) === 'pending');
    if (holder) return { kind: 'held', attempt: holder };
    // There is no await between the look and the write: this makes it atomic.
    this.#write(attempt);
    if (consent) this.#consents.set(consent.id, consent);
    return { kind: 'opened', others };
  }

  async bar(id: AttemptId, bar: Bar, ttlMs: number): Promise<Barring> {
    const attempt = this.#attempts.get(id);
    if (attempt) return { kind: 'exists', attempt };
    const before = this.#get(barKey(id)) as Bar | undefined;
    if (before !== 'uncharged') this.#put({ key: barKey(id), value: bar, ttlMs });
    return { kind: 'barred', before };
  }

  async find(id: AttemptId): Promise<Attempt | undefined> {
    return this.#attempts.get(id);
  }

  async findByOrder(orderId: string): Promise<Attempt | undefined> {
    const id = this.#byOrder.get(orderId);
    return id === undefined ? undefined : this.#attempts.get(id);
  }

  async ofCheckout(checkout: string): Promise<readonly Attempt[]> {
    return this.#of(checkout);
  }

  #of(checkout: string): readonly Attempt[] {
    return this.#byCheckout.get(checkout)?.flatMap((id) => this.#attempts.get(id) ?? []) ?? [];
  }

  async replace(attempt: Attempt, messages: readonly Message[] = [], notes: readonly Note[] = []): Promise<boolean> {
    if (this.#attempts.get(attempt.id)?.revision !== attempt.revision - 1) return false;
    this.#write(attempt);
    this.#post(messages);
    for (const note of notes) this.#put(note);
    for (const listener of this.#watchers.get(attempt.id) ?? []) queueMicrotask(listener);
    return true;
  }

  #write(attempt: Attempt): void {
    if (!this.#attempts.has(attempt.id)) {
      this.#byCheckout.set(attempt.checkout, [...(this.#byCheckout.get(attempt.checkout) ?? []), attempt.id]);
    }
    this.#attempts.set(attempt.id, attempt);
    if (attempt.orderId !== null) this.#byOrder.set(attempt.orderId, attempt.id);
    for (const chore of CHORES) {
      const atMs = dueAt(attempt, chore);
      if (atMs === null) this.#due[chore].delete(attempt.id);
      else this.#due[chore].set(attempt.id, atMs);
    }
    if (isAtRest(attempt)) this.#atRest.add(attempt.id);
    else this.#atRest.delete(attempt.id);
    for (const id of this.#atRest) {
      if (this.#attempts.size <= MOST_ATTEMPTS) break;
      const oldest = this.#attempts.get(id);
      // Keeps an attempt while its checkout has messages for the shop.
      if (oldest && !this.#queues.has(queueOf(oldest.checkout))) this.#forget(oldest);
    }
  }

  #forget(attempt: Attempt): void {
    this.#attempts.delete(attempt.id);
    this.#atRest.delete(attempt.id);
    for (const chore of CHORES) this.#due[chore].delete(attempt.id);
    if (attempt.orderId !== null) this.#byOrder.delete(attempt.orderId);
    const left = (this.#byCheckout.get(attempt.checkout) ?? []).filter((id) => id !== attempt.id);
    if (left.length > 0) this.#byCheckout.set(attempt.checkout, left);
    else this.#byCheckout.delete(attempt.checkout);
  }

  async due(chore: Chore, nowMs: number, limit: number): Promise<readonly AttemptId[]> {
    return [...this.#due[chore]]
      .filter(([, dueAtMs]) => dueAtMs <= nowMs)
      .toSorted(([, a], [, b]) => a - b)
      .slice(0, limit)
      .map(([id]) => id);
  }

  async countDue(chore: Chore, nowMs: number): Promise<number> {
    return [...this.#due[chore].values()].filter((dueAtMs) => dueAtMs <= nowMs).length;
  }

  async watch(id: AttemptId, listener: () => void): Promise<() => void> {
    const listeners = this.#watchers.get(id) ?? new Set();
    this.#watchers.set(id, listeners);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#watchers.get(id) === listeners) this.#watchers.delete(id);
    };
  }

  async post(messages: readonly Message[]): Promise<void> {
    this.#post(messages);
  }

  #post(messages: readonly Message[]): void {
    for (const message of messages) {
      const queue = this.#queues.get(message.queue) ?? new Map<string, Message>();
      this.#queues.set(message.queue, queue);
      if (!queue.has(message.id)) queue.set(message.id, message);
    }
  }

  async dueQueues(nowMs: number, limit: number): Promise<readonly Queue[]> {
    return [...this.#queues]
      .map(([queue, waiting]) => [queue, Math.min(...[...waiting.values()].map(({ dueAtMs }) => dueAtMs))] as const)
      .filter(([, dueAtMs]) => dueAtMs <= nowMs)
      .toSorted(([, a], [, b]) => a - b)
      .slice(0, limit)
      .map(([queue]) => queue);
  }

  async waiting(queue: Queue): Promise<readonly Message[]> {
    return [...(this.#queues.get(queue)?.values() ?? [])].toSorted((a, b) => a.createdAtMs - b.createdAtMs);
  }

  async postpone(message: Message): Promise<void> {
    const queue = this.#queues.get(message.queue);
    if (queue?.has(message.id)) queue.set(message.id, message);
  }

  async remove({ queue: name, id, attempt }: Message, revision = 0): Promise<boolean> {
    const stored = attempt === null ? undefined : this.#attempts.get(attempt);
    if (stored && stored.revision < revision) return false;
    const queue = this.#queues.get(name);
    queue?.delete(id);
    if (queue?.size === 0) this.#queues.delete(name);
    return true;
  }

  async upcoming(nowMs: number, limit: number): Promise<readonly Message[]> {
    return [...this.#queues.values()]
      .flatMap((queue) => [...queue.values()])
      .filter(({ createdAtMs }) => createdAtMs > nowMs)
      .toSorted((a, b) => a.createdAtMs - b.createdAtMs)
      .slice(0, limit);
  }

  async backlog(nowMs: number): Promise<Backlog> {
    const written = [...this.#queues.values()]
      .flatMap((queue) => [...queue.values()].map(({ createdAtMs }) => createdAtMs))
      .filter((createdAtMs) => createdAtMs <= nowMs);
    return { count: written.length, oldestAtMs: written.length > 0 ? Math.min(...written) : null };
  }

  async put(key: string, value: string, ttlMs: number): Promise<void> {
    this.#put({ key, value, ttlMs });
  }

  #put({ key, value, ttlMs }: Note): void {
    this.#notes.delete(key);
    this.#notes.set(key, { value, untilMs: this.#clock.now() + ttlMs });
    for (const oldest of this.#notes.keys()) {
      if (this.#notes.size <= MOST_NOTES) break;
      this.#notes.delete(oldest);
    }
  }

  async get(key: string): Promise<string | undefined> {
    return this.#get(key);
  }

  #get(key: string): string | undefined {
    const note = this.#notes.get(key);
    if (note && note.untilMs > this.#clock.now()) return note.value;
    this.#notes.delete(key);
    return undefined;
  }

  async claim(key: string, ttlMs: number): Promise<Claim | undefined> {
    const note = this.#notes.get(`claim:${key}`);
    if (note && note.untilMs > this.#clock.now()) return undefined;
    const value = String((this.#claims += 1));
    this.#notes.set(`claim:${key}`, { value, untilMs: this.#clock.now() + ttlMs });
    return value;
  }

  async release(key: string, claim: Claim): Promise<void> {
    if (this.#notes.get(`claim:${key}`)?.value === claim) this.#notes.delete(`claim:${key}`);
  }

  async count(uses: readonly Use[]): Promise<readonly Count[]> {
    return this.#counters.count(uses);
  }

  async keepConsent(consent: Consent): Promise<void> {
    if (!this.#consents.has(consent.id)) this.#consents.set(consent.id, consent);
  }

  async withdrawConsents(card: ConsentedCard, atMs: number): Promise<void> {
    for (const consent of this.#consents.values()) {
      if (!isAbout(consent, card) || consent.withdrawnAtMs !== null) continue;
      this.#consents.set(consent.id, { ...consent, withdrawnAtMs: atMs });
    }
  }

  async consentsOf(customer: string): Promise<readonly Consent[]> {
    return [...this.#consents.values()].filter((consent) => consent.customer === customer).toSorted(byTime);
  }

  async ping(): Promise<void> {}

  async time(): Promise<number> {
    return this.#clock.now();
  }

  async examine(): Promise<readonly StoreFault[]> {
    return [];
  }

  async secure(): Promise<boolean> {
    return false;
  }
}

const barKey = (id: AttemptId): string => `bar:${id}`;
