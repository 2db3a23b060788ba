// Remembers in this process only: for development and tests.
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { AttemptId } from '@eximpe/contract';
import { holdOf, isUndelivered, type Attempt } from '../payments/attempt.ts';
import type { Clock } from '../clock.ts';
import { systemClock } from '../clock.ts';
import { limiterFrom } from './limiter.ts';
import type { Opening } from '../payments/ports/attempts.ts';
import type { Claim } from '../payments/ports/notes.ts';
import type { Limit, Limiter } from '../payments/ports/rate-limits.ts';
import type { Store } from '../payments/ports/store.ts';

/** The oldest attempts make room; a process that sees more than these needs a real store. */
const MOST_ATTEMPTS = 50_000;
const MOST_NOTES = 100_000;

interface Note {
  readonly value: string;
  readonly untilMs: number;
}

export class MemoryStore implements Store {
  readonly durable = false;
  readonly #clock: Clock;
  readonly #attempts = new Map<AttemptId, Attempt>();
  readonly #byOrder = new Map<string, AttemptId>();
  readonly #byCheckout = new Map<string, AttemptId[]>();
  readonly #notes = new Map<string, Note>();
  readonly #watchers = new Map<AttemptId, Set<() => void>>();
  readonly #limiters = new Map<string, Limiter>();
  /** Ids with a due time; spares a walk over everything. */
  readonly #due = new Map<AttemptId, number>();

  #claims = 0;
  readonly #undelivered = new Set<AttemptId>();

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
  }

  async open(attempt: Attempt): Promise<Opening> {
    const existing = this.#attempts.get(attempt.id);
    if (existing) return { kind: 'exists', attempt: existing };
    const others = this.#of(attempt.checkout);
    const holder =
      others.find((other) => holdOf(other) === 'paid') ?? others.find((other) => holdOf(other) === 'pending');
    if (holder) return { kind: 'held', attempt: holder };
    // No await stands between the look and the write: that is what makes it atomic.
    this.#write(attempt);
    return { kind: 'opened' };
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

  async replace(attempt: Attempt): Promise<boolean> {
    if (this.#attempts.get(attempt.id)?.revision !== attempt.revision - 1) return false;
    this.#write(attempt);
    for (const listener of this.#watchers.get(attempt.id) ?? []) queueMicrotask(listener);
    return true;
  }

  #write(attempt: Attempt): void {
    if (!this.#attempts.has(attempt.id)) {
      this.#byCheckout.set(attempt.checkout, [...(this.#byCheckout.get(attempt.checkout) ?? []), attempt.id]);
    }
    this.#attempts.set(attempt.id, attempt);
    if (attempt.orderId !== null) this.#byOrder.set(attempt.orderId, attempt.id);
    if (attempt.dueAtMs === null) this.#due.delete(attempt.id);
    else this.#due.set(attempt.id, attempt.dueAtMs);
    if (isUndelivered(attempt)) this.#undelivered.add(attempt.id);
    else this.#undelivered.delete(attempt.id);
    for (const oldest of this.#attempts.values()) {
      if (this.#attempts.size <= MOST_ATTEMPTS) break;
      this.#forget(oldest);
    }
  }

  #forget(attempt: Attempt): void {
    this.#attempts.delete(attempt.id);
    this.#due.delete(attempt.id);
    this.#undelivered.delete(attempt.id);
    if (attempt.orderId !== null) this.#byOrder.delete(attempt.orderId);
    const left = (this.#byCheckout.get(attempt.checkout) ?? []).filter((id) => id !== attempt.id);
    if (left.length > 0) this.#byCheckout.set(attempt.checkout, left);
    else this.#byCheckout.delete(attempt.checkout);
  }

  async due(nowMs: number, limit: number): Promise<readonly AttemptId[]> {
    return [...this.#due]
      .filter(([, dueAtMs]) => dueAtMs <= nowMs)
      .toSorted(([, a], [, b]) => a - b)
      .slice(0, limit)
      .map(([id]) => id);
  }

  async countDue(nowMs: number): Promise<number> {
    return [...this.#due.values()].filter((dueAtMs) => dueAtMs <= nowMs).length;
  }

  async countUndelivered(): Promise<number> {
    return this.#undelivered.size;
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

  async put(key: string, value: string, ttlMs: number): Promise<void> {
    this.#notes.delete(key);
    this.#notes.set(key, { value, untilMs: this.#clock.now() + ttlMs });
    for (const oldest of this.#notes.keys()) {
      if (this.#notes.size <= MOST_NOTES) break;
      this.#notes.delete(oldest);
    }
  }

  async get(key: string): Promise<string | undefined> {
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

  limiter(name: string, { points, seconds }: Limit): Limiter {
    const known =
      this.#limiters.get(name) ?? limiterFrom(new RateLimiterMemory({ keyPrefix: name, points, duration: seconds }));
    this.#limiters.set(name, known);
    return known;
  }

  async ping(): Promise<void> {}
  async close(): Promise<void> {}
}
