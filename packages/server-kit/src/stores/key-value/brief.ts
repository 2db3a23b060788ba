// What runs out: notes, claims, bars and counters, each with its time, and a list by which they are forgotten.
import { entries, keyOf, type KeyValues } from './key-values.ts';
import { transact, type Transaction } from './transaction.ts';

interface Brief {
  readonly value: string;
  readonly untilMs: number;
}

export const noteKey = (account: string, key: string): string => keyOf(account, 'note', key);

export function writeBrief(
  transaction: Transaction,
  account: string,
  key: string,
  value: string,
  untilMs: number,
): void {
  transaction.write(key, JSON.stringify({ value, untilMs } satisfies Brief));
  transaction.write(keyOf(account, 'until', untilMs, key), key);
}

/** Undefined where there is nothing, or its time is over. */
export function readBrief(stored: string | null | undefined, nowMs: number): string | undefined {
  if (!stored) return undefined;
  const { value, untilMs } = JSON.parse(stored) as Brief;
  return untilMs > nowMs ? value : undefined;
}

export async function forgetBriefs(place: KeyValues, account: string, nowMs: number): Promise<void> {
  for await (const [listed, key] of entries(place, keyOf(account, 'until', 0), keyOf(account, 'until', nowMs))) {
    await transact(place, async (transaction) => {
      const stored = await transaction.readOne(key);
      transaction.write(listed, null);
      // It may have been written anew meanwhile.
      if (stored !== null && readBrief(stored, nowMs) === undefined) transaction.write(key, null);
    });
  }
}
