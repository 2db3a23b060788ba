// Attempts under keys: the record under its id, and index entries by order, checkout, and the time when something is due.
import type { AttemptId } from '@eximpe/contract';
import { CHORES, dueAt, holdOf, isAtRest, type Attempt, type Chore } from '../../payments/attempt/attempt.ts';
import type { Message } from '../../payments/outbox/message.ts';
import type { Attempts, Bar, Barring, Opening } from '../../payments/ports/attempts.ts';
import type { Consent } from '../../payments/ports/consents.ts';
import type { Note } from '../../payments/ports/notes.ts';
import type { RevisionNews, WatchedKey } from '../revision-news.ts';
import { READABLE_BY, readAttempt, SCHEMA, writeRecord } from '../record.ts';
import { writeConsent } from './key-value-consents.ts';
import { noteKey, readBrief, writeBrief } from './brief.ts';
import { writeMessages } from './key-value-outbox.ts';
import type { KeyValueRetention } from './key-value-retention.ts';
import { attemptKey, checkoutKey, entries, idsOf, keyOf, lastOf, type KeyValues } from './key-values.ts';
import { transact, type Transaction } from './transaction.ts';

export class KeyValueAttempts implements Attempts {
  readonly #place: KeyValues;
  readonly #account: string;
  readonly #time: () => Promise<number>;
  readonly #news: RevisionNews;
  readonly #retention: KeyValueRetention;

  /** @param time reads the store's clock */
  constructor(
    place: KeyValues,
    account: string,
    time: () => Promise<number>,
    news: RevisionNews,
    retention: KeyValueRetention,
  ) {
    this.#place = place;
    this.#account = account;
    this.#time = time;
    this.#news = news;
    this.#retention = retention;
  }

  async open(attempt: Attempt, consent?: Consent): Promise<Opening> {
    const nowMs = await this.#time();
    const checkout = this.#checkoutKey(attempt.checkout);
    return transact(this.#place, async (transaction): Promise<Opening> => {
      const [own, bar, listed] = await transaction.read(this.#key(attempt.id), this.#barKey(attempt.id), checkout);
      if (own) return { kind: 'exists', attempt: readAttempt(own) };
      if (readBrief(bar, nowMs) !== undefined) return { kind: 'barred' };
      const ids = idsOf(listed);
      const others = readAll(await transaction.read(...ids.map((id) => this.#key(id))));
      const holder =
        others.find((other) => holdOf(other) === 'paid') ?? others.find((other) => holdOf(other) === 'pending');
      if (holder) return { kind: 'held', attempt: holder };
      transaction.write(checkout, JSON.stringify([...ids, attempt.id]));
      this.#write(transaction, undefined, attempt, nowMs);
      if (consent) writeConsent(transaction, this.#account, consent);
      return { kind: 'opened', others };
    });
  }

  async bar(id: AttemptId, bar: Bar, ttlMs: number): Promise<Barring> {
    const nowMs = await this.#time();
    return transact(this.#place, async (transaction): Promise<Barring> => {
      const [own, barred] = await transaction.read(this.#key(id), this.#barKey(id));
      if (own) return { kind: 'exists', attempt: readAttempt(own) };
      const before = readBrief(barred, nowMs) as Bar | undefined;
      if (before !== 'uncharged') writeBrief(transaction, this.#account, this.#barKey(id), bar, nowMs + ttlMs);
      return { kind: 'barred', before };
    });
  }

  async find(id: AttemptId): Promise<Attempt | undefined> {
    return readAll(await this.#place.get([this.#key(id)]))[0];
  }

  async findByOrder(orderId: string): Promise<Attempt | undefined> {
    const [id] = await this.#place.get([keyOf(this.#account, 'order', orderId)]);
    return id ? this.find(id) : undefined;
  }

  async ofCheckout(checkout: string): Promise<readonly Attempt[]> {
    const [listed] = await this.#place.get([this.#checkoutKey(checkout)]);
    const ids = idsOf(listed);
    return ids.length === 0 ? [] : readAll(await this.#place.get(ids.map((id) => this.#key(id))));
  }

  async replace(attempt: Attempt, messages: readonly Message[] = [], notes: readonly Note[] = []): Promise<boolean> {
    const nowMs = await this.#time();
    const isWritten = await transact(this.#place, async (transaction) => {
      const stored = await transaction.readOne(this.#key(attempt.id));
      const before = stored === null ? undefined : readAttempt(stored);
      if (before?.revision !== attempt.revision - 1) return false;
      this.#write(transaction, before, attempt, nowMs);
      await writeMessages(transaction, this.#account, messages);
      for (const { key, value, ttlMs } of notes) {
        writeBrief(transaction, this.#account, noteKey(this.#account, key), value, nowMs + ttlMs);
      }
      return true;
    });
    if (isWritten) this.#news.wrote(this.#account, attempt.id, attempt.revision);
    return isWritten;
  }

  watch(id: AttemptId, listener: () => void): Promise<() => void> {
    return this.#news.watch(this.#account, id, listener);
  }

  async due(chore: Chore, nowMs: number, limit: number): Promise<readonly AttemptId[]> {
    this.#retention.soon(await this.#time());
    const ids: AttemptId[] = [];
    for await (const [key, readableBy] of this.#dueUntil(chore, nowMs)) {
      if (ids.length >= limit) break;
      // A record of a newer version is left for a process that can read it.
      if (Number(readableBy) <= SCHEMA) ids.push(lastOf(key));
    }
    return ids;
  }

  async countDue(chore: Chore, nowMs: number): Promise<number> {
    let count = 0;
    for await (const _ of this.#dueUntil(chore, nowMs)) count += 1;
    return count;
  }

  #write(transaction: Transaction, before: Attempt | undefined, after: Attempt, nowMs: number): void {
    transaction.write(this.#key(after.id), writeRecord(after));
    if (after.orderId !== null) transaction.write(keyOf(this.#account, 'order', after.orderId), after.id);
    for (const chore of CHORES) {
      const [was, is] = [before ? dueAt(before, chore) : null, dueAt(after, chore)];
      if (was !== null) transaction.write(keyOf(this.#account, chore, was, after.id), null);
      if (is !== null) transaction.write(keyOf(this.#account, chore, is, after.id), String(READABLE_BY));
    }
    if (isAtRest(after)) transaction.write(keyOf(this.#account, 'rest', nowMs, after.id), String(after.revision));
  }

  #dueUntil(chore: Chore, nowMs: number): AsyncIterable<readonly [key: string, value: string]> {
    return entries(this.#place, keyOf(this.#account, chore, 0), keyOf(this.#account, chore, nowMs + 1));
  }

  #key(id: AttemptId): string {
    return attemptKey(this.#account, id);
  }
  #barKey(id: AttemptId): string {
    return keyOf(this.#account, 'bar', id);
  }
  #checkoutKey(checkout: string): string {
    return checkoutKey(this.#account, checkout);
  }
}

/** The stored revisions of these attempts. */
export async function revisionsIn(
  place: KeyValues,
  keys: readonly WatchedKey[],
): Promise<ReadonlyMap<WatchedKey, number>> {
  if (keys.length === 0) return new Map();
  const stored = await place.get(keys.map((key) => attemptKey(...(key.split(' ') as [string, AttemptId]))));
  return new Map(
    keys.flatMap((key, at) => {
      const record = stored[at];
      return record ? [[key, (JSON.parse(record) as Attempt).revision] as const] : [];
    }),
  );
}

/** Oldest first. */
const readAll = (records: readonly (string | null)[]): readonly Attempt[] =>
  records
    .flatMap((record) => (record === null ? [] : [readAttempt(record)]))
    .toSorted((a, b) => a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1));
