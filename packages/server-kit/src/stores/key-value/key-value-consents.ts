// Proof of consent under keys: the record by customer, and an index entry by the time when it was given.
import { byTime, isAbout, type Consent, type ConsentedCard, type Consents } from '../../payments/ports/consents.ts';
import { endOf, entries, keyOf, type KeyValues } from './key-values.ts';
import { transact, type Transaction } from './transaction.ts';

/** Writes a new consent. */
export function writeConsent(transaction: Transaction, account: string, consent: Consent): void {
  const { customer, id, givenAtMs } = consent;
  transaction.write(keyOf(account, 'consent', customer, id), JSON.stringify(consent));
  transaction.write(keyOf(account, 'given', givenAtMs, customer, id), keyOf(account, 'consent', customer, id));
}

export class KeyValueConsents implements Consents {
  readonly #place: KeyValues;
  readonly #account: string;

  constructor(place: KeyValues, account: string) {
    this.#place = place;
    this.#account = account;
  }

  async keepConsent(consent: Consent): Promise<void> {
    await transact(this.#place, async (transaction) => {
      const stored = await transaction.readOne(keyOf(this.#account, 'consent', consent.customer, consent.id));
      if (stored === null) writeConsent(transaction, this.#account, consent);
    });
  }

  async withdrawConsents(card: ConsentedCard, atMs: number): Promise<void> {
    for (const { id } of (await this.consentsOf(card.customer)).filter((consent) => isAbout(consent, card))) {
      await transact(this.#place, async (transaction) => {
        const key = keyOf(this.#account, 'consent', card.customer, id);
        const stored = await transaction.readOne(key);
        const consent = stored === null ? undefined : (JSON.parse(stored) as Consent);
        if (consent?.withdrawnAtMs !== null) return;
        transaction.write(key, JSON.stringify({ ...consent, withdrawnAtMs: atMs }));
      });
    }
  }

  async consentsOf(customer: string): Promise<readonly Consent[]> {
    const consents: Consent[] = [];
    const of = [this.#account, 'consent', customer] as const;
    for await (const [, stored] of entries(this.#place, keyOf(...of, ''), endOf(...of))) {
      consents.push(JSON.parse(stored) as Consent);
    }
    return consents.toSorted(byTime);
  }
}
