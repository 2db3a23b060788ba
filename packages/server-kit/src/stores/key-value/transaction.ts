// A transaction over keys: if a value that it has read has changed before it writes, it starts again.
import { setTimeout } from 'node:timers/promises';
import type { KeyValues } from './key-values.ts';

const MOST_TRIES = 20;
/** A transaction that was too late waits for others, longer each time. */
const STEP_BACK_MS = 10;

export class Transaction {
  readonly #place: KeyValues;
  readonly #read = new Map<string, string | null>();
  readonly #changes = new Map<string, string | null>();

  constructor(place: KeyValues) {
    this.#place = place;
  }

  async read(...keys: readonly string[]): Promise<readonly (string | null)[]> {
    const values = keys.length === 0 ? [] : await this.#place.get(keys);
    keys.forEach((key, at) => this.#read.set(key, values[at] ?? null));
    return keys.map((key) => this.#read.get(key) ?? null);
  }

  async readOne(key: string): Promise<string | null> {
    return (await this.read(key))[0] ?? null;
  }

  /** @param value null removes it */
  write(key: string, value: string | null): void {
    this.#changes.set(key, value);
  }

  /** False when a value that was read has changed. */
  async commit(): Promise<boolean> {
    return this.#changes.size === 0 || this.#place.write([...this.#read], [...this.#changes]);
  }
}

/** Repeats `work` until nobody else writes in between. Rejects when others were first too often. */
export async function transact<Value>(
  place: KeyValues,
  work: (transaction: Transaction) => Promise<Value>,
): Promise<Value> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const transaction = new Transaction(place);
    const value = await work(transaction);
    if (await transaction.commit()) return value;
    await setTimeout(Math.random() * STEP_BACK_MS * tries);
  }
  throw new Error('other processes kept writing the same records at the same time');
}
