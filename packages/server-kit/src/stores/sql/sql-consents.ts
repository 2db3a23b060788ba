// Proof of consent in SQL: one row for each consent, with a column for each property.
import { byTime, type Consent, type ConsentedCard, type Consents } from '../../payments/ports/consents.ts';
import { placeholders, statement, type Row, type SqlDatabase, type SqlValue, type Statement } from './sql-database.ts';

/** For each column, the property that it holds. */
const COLUMNS = {
  id: 'id',
  customer: 'customer',
  sub_merchant: 'merchantId',
  attempt: 'attempt',
  network: 'network',
  last4: 'last4',
  text_version: 'textVersion',
  text_hash: 'textHash',
  locale: 'locale',
  ip_address: 'ipAddress',
  given_at_ms: 'givenAtMs',
  withdrawn_at_ms: 'withdrawnAtMs',
} as const satisfies Record<string, keyof Consent>;

const columnsOf = (account: string, consent: Consent): Readonly<Record<string, SqlValue>> => ({
  account,
  ...Object.fromEntries(
    Object.entries(COLUMNS).map(([column, property]) => {
      const value = consent[property];
      return [column, typeof value === 'number' ? Math.floor(value) : value];
    }),
  ),
});

export const consentOf = (row: Row): Consent =>
  Object.fromEntries(
    Object.entries(COLUMNS).map(([column, property]) => {
      const value = row[column];
      return [property, value !== null && column.endsWith('_ms') ? Number(value) : value];
    }),
  ) as unknown as Consent;

/** A statement for the second or later place in a step. */
export function insertConsent(account: string, consent: Consent): Statement {
  const columns = columnsOf(account, consent);
  return statement(
    `insert into {consents} (${Object.keys(columns).join(', ')})
     select * from (values (${placeholders(columns)})) as given {if first} on conflict do nothing`,
    ...Object.values(columns),
  );
}

export class SqlConsents implements Consents {
  readonly #database: SqlDatabase;
  readonly #account: string;

  constructor(database: SqlDatabase, account: string) {
    this.#database = database;
    this.#account = account;
  }

  async keepConsent(consent: Consent): Promise<void> {
    const { text, values } = insertConsent(this.#account, consent);
    await this.#database.query(statement(text.replace('{if first}', 'where true'), ...values));
  }

  async withdrawConsents({ customer, merchantId, network, last4 }: ConsentedCard, atMs: number): Promise<void> {
    await this.#database.query(
      statement(
        `update {consents} set withdrawn_at_ms = ? where account = ? and customer = ? and network = ? and last4 = ?
         and coalesce(sub_merchant, '') = ? and withdrawn_at_ms is null`,
        Math.floor(atMs),
        this.#account,
        customer,
        network,
        last4,
        merchantId ?? '',
      ),
    );
  }

  /** Writes the consent as it is, even if it exists already. */
  async putConsent(consent: Consent): Promise<void> {
    await this.keepConsent(consent);
    await this.#database.query(
      statement(
        'update {consents} set withdrawn_at_ms = cast(? as bigint) where account = ? and id = ?',
        consent.withdrawnAtMs,
        this.#account,
        consent.id,
      ),
    );
  }

  async consentsOf(customer: string): Promise<readonly Consent[]> {
    const rows = await this.#database.query(
      statement('select * from {consents} where account = ? and customer = ?', this.#account, customer),
    );
    return rows.map(consentOf).toSorted(byTime);
  }
}
