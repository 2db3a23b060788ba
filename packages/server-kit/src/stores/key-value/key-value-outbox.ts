// The outbox under keys: each message by queue and id, and index entries by the times when it is due and when it was written.
import type { Message, Queue } from '../../payments/outbox/message.ts';
import type { Backlog, Outbox } from '../../payments/ports/outbox.ts';
import { readAttempt, readMessage, READABLE_BY, SCHEMA, writeRecord } from '../record.ts';
import { attemptKey, endOf, entries, keyOf, type KeyValues } from './key-values.ts';
import { transact, type Transaction } from './transaction.ts';

/** The value of each index entry of a message. */
interface Listed {
  readonly key: string;
  readonly queue: Queue;
  readonly readableBy: number;
}

const messageKey = (account: string, { queue, id }: Pick<Message, 'queue' | 'id'>): string =>
  keyOf(account, 'message', queue, id);
const dueKey = (account: string, { dueAtMs, queue, id }: Message): string => keyOf(account, 'told', dueAtMs, queue, id);
const writtenKey = (account: string, { createdAtMs, queue, id }: Message): string =>
  keyOf(account, 'written', createdAtMs, queue, id);

const listed = (account: string, message: Message): string =>
  JSON.stringify({
    key: messageKey(account, message),
    queue: message.queue,
    readableBy: READABLE_BY,
  } satisfies Listed);

/** A message that already waits stays as it is. */
export async function writeMessages(
  transaction: Transaction,
  account: string,
  messages: readonly Message[],
): Promise<void> {
  const known = await transaction.read(...messages.map((message) => messageKey(account, message)));
  // Of two messages with one key, the first counts.
  const fresh = new Map(
    messages
      .filter((_, at) => known[at] === null)
      .toReversed()
      .map((message) => [messageKey(account, message), message]),
  );
  for (const [key, message] of fresh) {
    transaction.write(key, writeRecord(message));
    transaction.write(dueKey(account, message), listed(account, message));
    transaction.write(writtenKey(account, message), listed(account, message));
  }
}

export class KeyValueOutbox implements Outbox {
  readonly #place: KeyValues;
  readonly #account: string;

  constructor(place: KeyValues, account: string) {
    this.#place = place;
    this.#account = account;
  }

  async post(messages: readonly Message[]): Promise<void> {
    await transact(this.#place, (transaction) => writeMessages(transaction, this.#account, messages));
  }

  async dueQueues(nowMs: number, limit: number): Promise<readonly Queue[]> {
    const queues = new Set<Queue>();
    for await (const { queue, readableBy } of this.#listed('told', 0, nowMs + 1)) {
      if (queues.size >= limit) break;
      // A message of a newer version is left for a process that can read it.
      if (readableBy <= SCHEMA) queues.add(queue);
    }
    return [...queues];
  }

  async waiting(queue: Queue): Promise<readonly Message[]> {
    const messages: Message[] = [];
    const of = [this.#account, 'message', queue] as const;
    for await (const [, stored] of entries(this.#place, keyOf(...of, ''), endOf(...of))) {
      if ((JSON.parse(stored) as Listed).readableBy <= SCHEMA) messages.push(readMessage(stored));
    }
    return messages.toSorted((a, b) => a.createdAtMs - b.createdAtMs);
  }

  async postpone(message: Message): Promise<void> {
    await transact(this.#place, async (transaction) => {
      const key = messageKey(this.#account, message);
      const stored = await transaction.readOne(key);
      if (stored === null) return;
      transaction.write(key, writeRecord(message));
      transaction.write(dueKey(this.#account, readMessage(stored)), null);
      transaction.write(dueKey(this.#account, message), listed(this.#account, message));
    });
  }

  remove(message: Message, revision: number): Promise<boolean> {
    return transact(this.#place, async (transaction) => {
      const key = messageKey(this.#account, message);
      const [stored, about] = await transaction.read(key, attemptKey(this.#account, message.attempt ?? ''));
      if (about && readAttempt(about).revision < revision) return false;
      if (!stored) return true;
      const waiting = readMessage(stored);
      transaction.write(key, null);
      transaction.write(dueKey(this.#account, waiting), null);
      transaction.write(writtenKey(this.#account, waiting), null);
      return true;
    });
  }

  async upcoming(nowMs: number, limit: number): Promise<readonly Message[]> {
    const keys: string[] = [];
    for await (const { key, readableBy } of this.#listed('written', nowMs + 1)) {
      if (keys.length >= limit) break;
      if (readableBy <= SCHEMA) keys.push(key);
    }
    const stored = keys.length === 0 ? [] : await this.#place.get(keys);
    return stored.flatMap((message) => (message === null ? [] : [readMessage(message)]));
  }

  async backlog(nowMs: number): Promise<Backlog> {
    const written = entries(
      this.#place,
      keyOf(this.#account, 'written', 0),
      keyOf(this.#account, 'written', nowMs + 1),
    );
    let count = 0;
    let oldestAtMs: number | null = null;
    for await (const [key] of written) {
      oldestAtMs ??= Number(key.split('/')[2]);
      count += 1;
    }
    return { count, oldestAtMs };
  }

  async *#listed(by: 'told' | 'written', fromMs: number, toMs = Number.MAX_SAFE_INTEGER): AsyncIterable<Listed> {
    const [from, to] = [keyOf(this.#account, by, fromMs), keyOf(this.#account, by, toMs)];
    for await (const [, value] of entries(this.#place, from, to)) yield JSON.parse(value) as Listed;
  }
}
