// Records that expire: notes, claims, bars and counters. Each has its time, and a list tells which ones to forget.
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

/** Undefined when there is no value, or when its time is over. */
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
      // It may have been written again meanwhile.
      if (stored !== null && readBrief(stored, nowMs) === undefined) transaction.write(key, null);
    });
  }
}
