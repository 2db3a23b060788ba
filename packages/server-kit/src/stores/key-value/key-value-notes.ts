// Notes, claims and counters of rate limits under keys, each until its time is over.
import { randomUUID } from 'node:crypto';
import type { Claim, Notes } from '../../payments/ports/notes.ts';
import type { Count, RateLimits, Use } from '../../payments/ports/rate-limits.ts';
import { counterKeyOf, countUses, type Counter } from '../counting.ts';
import { noteKey, readBrief, writeBrief } from './brief.ts';
import { keyOf, type KeyValues } from './key-values.ts';
import { transact } from './transaction.ts';

export class KeyValueNotes implements Notes, RateLimits {
  readonly #place: KeyValues;
  readonly #account: string;
  readonly #time: () => Promise<number>;

  /** @param time reads the store's clock */
  constructor(place: KeyValues, account: string, time: () => Promise<number>) {
    this.#place = place;
    this.#account = account;
    this.#time = time;
  }

  async put(key: string, value: string, ttlMs: number): Promise<void> {
    const nowMs = await this.#time();
    await transact(this.#place, async (transaction) =>
      writeBrief(transaction, this.#account, noteKey(this.#account, key), value, nowMs + ttlMs),
    );
  }

  async get(key: string): Promise<string | undefined> {
    const nowMs = await this.#time();
    return readBrief((await this.#place.get([noteKey(this.#account, key)]))[0], nowMs);
  }

  async claim(name: string, ttlMs: number): Promise<Claim | undefined> {
    const nowMs = await this.#time();
    const key = keyOf(this.#account, 'claim', name);
    return transact(this.#place, async (transaction) => {
      if (readBrief(await transaction.readOne(key), nowMs) !== undefined) return undefined;
      const claim = randomUUID();
      writeBrief(transaction, this.#account, key, claim, nowMs + ttlMs);
      return claim;
    });
  }

  async release(name: string, claim: Claim): Promise<void> {
    const nowMs = await this.#time();
    const key = keyOf(this.#account, 'claim', name);
    await transact(this.#place, async (transaction) => {
      if (readBrief(await transaction.readOne(key), nowMs) === claim) transaction.write(key, null);
    });
  }

  async count(uses: readonly Use[]): Promise<readonly Count[]> {
    const nowMs = await this.#time();
    const names = [...new Set(uses.map(counterKeyOf))];
    const keyNamed = (name: string): string => keyOf(this.#account, 'limit', name);
    return transact(this.#place, async (transaction) => {
      const stored = await transaction.read(...names.map(keyNamed));
      const counters = new Map(names.map((name, at) => [name, readBrief(stored[at], nowMs)]));
      const counterOf = (name: string): Counter | undefined => {
        const counter = counters.get(name);
        return counter === undefined ? undefined : (JSON.parse(counter) as Counter);
      };
      const { counts, changed } = countUses(uses, counterOf, nowMs);
      for (const [name, counter] of changed) {
        writeBrief(transaction, this.#account, keyNamed(name), JSON.stringify(counter), counter.untilMs);
      }
      return counts;
    });
  }
}
