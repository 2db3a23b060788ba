// Forgets records under keys that were kept long enough: in the background, in whichever process is first.
import type { Attempt } from '../../payments/attempt/attempt.ts';
import type { Consent } from '../../payments/ports/consents.ts';
import type { keepMs } from '../keep-days.ts';
import { readAttempt } from '../record.ts';
import { forgetBriefs } from './brief.ts';
import { attemptKey, checkoutKey, endOf, entries, idsOf, keyOf, lastOf, type KeyValues } from './key-values.ts';
import { transact, type Transaction } from './transaction.ts';

/** The time between two rounds of one process. */
const EVERY_MS = 60_000;

export class KeyValueRetention {
  readonly #place: KeyValues;
  readonly #account: string;
  readonly #keep: ReturnType<typeof keepMs>;
  #nextAtMs = 0;

  constructor(place: KeyValues, account: string, keep: ReturnType<typeof keepMs>) {
    this.#place = place;
    this.#account = account;
    this.#keep = keep;
  }

  /** Runs in the background, at most once a minute. Called when somebody asks for due work: that is not urgent. */
  soon(nowMs: number): void {
    if (nowMs < this.#nextAtMs) return;
    this.#nextAtMs = nowMs + EVERY_MS;
    this.#forget(nowMs).catch(() => undefined);
  }

  async #forget(nowMs: number): Promise<void> {
    await forgetBriefs(this.#place, this.#account, nowMs);
    await this.#forgetAttempts(nowMs - this.#keep.attempts);
    await this.#forgetConsents(nowMs - this.#keep.consents);
  }

  /** Attempts that have been at rest since before `beforeMs`, except those with a message that still waits for the shop. */
  async #forgetAttempts(beforeMs: number): Promise<void> {
    const rest = entries(this.#place, keyOf(this.#account, 'rest', 0), keyOf(this.#account, 'rest', beforeMs));
    for await (const [key, revision] of rest) {
      await transact(this.#place, async (transaction) => {
        const stored = await transaction.readOne(attemptKey(this.#account, lastOf(key)));
        const attempt = stored === null ? undefined : readAttempt(stored);
        const isTheSame = attempt?.revision === Number(revision);
        if (isTheSame && (await this.#isUntold(attempt))) return;
        transaction.write(key, null);
        if (isTheSame) await this.#remove(transaction, attempt);
      });
    }
  }

  async #isUntold({ id, checkout }: Attempt): Promise<boolean> {
    const queue = [this.#account, 'message', `checkout:${checkout}`] as const;
    for await (const [, message] of entries(this.#place, keyOf(...queue, ''), endOf(...queue))) {
      if ((JSON.parse(message) as { attempt?: unknown }).attempt === id) return true;
    }
    return false;
  }

  async #remove(transaction: Transaction, { id, checkout, orderId }: Attempt): Promise<void> {
    const listed = checkoutKey(this.#account, checkout);
    const left = idsOf(await transaction.readOne(listed)).filter((other) => other !== id);
    transaction.write(listed, left.length > 0 ? JSON.stringify(left) : null);
    transaction.write(attemptKey(this.#account, id), null);
    if (orderId !== null) transaction.write(keyOf(this.#account, 'order', orderId), null);
  }

  /** Consents that were given, and last taken back, before `beforeMs`. */
  async #forgetConsents(beforeMs: number): Promise<void> {
    const given = entries(this.#place, keyOf(this.#account, 'given', 0), keyOf(this.#account, 'given', beforeMs));
    for await (const [listed, key] of given) {
      await transact(this.#place, async (transaction) => {
        const stored = await transaction.readOne(key);
        if (stored !== null && ((JSON.parse(stored) as Consent).withdrawnAtMs ?? 0) >= beforeMs) return;
        transaction.write(listed, null);
        transaction.write(key, null);
      });
    }
  }
}
