// How the tables are made: each row is a step that runs once, in this order, and never changes after a release.
import type { SqlDatabase } from './sql-database.ts';
import { MissingTableError, statement } from './sql-database.ts';

/**
 * Both dialects read `bigint` and `text`. Times are milliseconds since 1970. The kit itself reads only `record`,
 * which is JSON; the other columns are for finding a row, by the kit and by people. An id that is barred has a row
 * without a record. No card data: a network and four digits.
 */
const FIRST = `
create table {attempts} (
  account text not null,
  id text not null,
  bar text,
  bar_until_ms bigint,
  checkout text,
  number bigint,
  reference text,
  eximpe_order text,
  eximpe_payment text,
  sub_merchant text,
  customer text,
  status text,
  charge text,
  problem text,
  role text,
  refund text,
  amount text,
  currency text,
  network text,
  mop text,
  last4 text,
  issuing_bank text,
  bank_reference text,
  created_at_ms bigint,
  decided_at_ms bigint,
  hold text,
  ask_at_ms bigint,
  refund_at_ms bigint,
  rest_at_ms bigint,
  revision bigint not null,
  readable_by bigint not null,
  record text,
  primary key (account, id),
  check ((bar is null) = (record is not null))
);
create unique index eximpe_attempts_checkout on {attempts} (checkout, account, number);
create index eximpe_attempts_order on {attempts} (eximpe_order) where eximpe_order is not null;
create index eximpe_attempts_ask on {attempts} (account, ask_at_ms) where ask_at_ms is not null;
create index eximpe_attempts_refund on {attempts} (account, refund_at_ms) where refund_at_ms is not null;
create index eximpe_attempts_rest on {attempts} (rest_at_ms) where rest_at_ms is not null;
create index eximpe_attempts_barred on {attempts} (bar_until_ms) where bar is not null;
create index eximpe_attempts_created on {attempts} (created_at_ms);
create index eximpe_attempts_reference on {attempts} (reference);
create index eximpe_attempts_last4 on {attempts} (last4, created_at_ms);

create table {outbox} (
  account text not null,
  queue text not null,
  id text not null,
  attempt text,
  topic text not null,
  tries bigint not null,
  created_at_ms bigint not null,
  due_at_ms bigint not null,
  readable_by bigint not null,
  record text not null,
  primary key (account, queue, id)
);
create index eximpe_outbox_due on {outbox} (account, due_at_ms);
create index eximpe_outbox_attempt on {outbox} (attempt);
create index eximpe_outbox_created on {outbox} (account, created_at_ms);

create table {notes} (
  account text not null,
  key text not null,
  value text not null,
  until_ms bigint not null,
  primary key (account, key)
);
create index eximpe_notes_until on {notes} (until_ms);

create table {claims} (
  account text not null,
  key text not null,
  token text not null,
  until_ms bigint not null,
  primary key (account, key)
);
create index eximpe_claims_until on {claims} (until_ms);

create table {counters} (
  account text not null,
  key text not null,
  points bigint not null,
  used bigint not null,
  until_ms bigint not null,
  seen text not null,
  primary key (account, key)
);
create index eximpe_counters_until on {counters} (until_ms);

create table {consents} (
  account text not null,
  id text not null,
  customer text not null,
  sub_merchant text,
  attempt text,
  network text not null,
  last4 text not null,
  text_version text not null,
  text_hash text not null,
  locale text not null,
  ip_address text not null,
  given_at_ms bigint not null,
  withdrawn_at_ms bigint,
  primary key (account, id)
);
create index eximpe_consents_customer on {consents} (customer, account);
create index eximpe_consents_given on {consents} (given_at_ms);

create view {payments} as select
  account, checkout, reference, eximpe_order, eximpe_payment, sub_merchant, customer, status, charge, problem, role, refund,
  cast(amount as numeric) as amount, currency, network, mop, last4, issuing_bank, bank_reference,
  {time of created_at_ms} as created_at, {time of decided_at_ms} as decided_at, created_at_ms, id as attempt
from {attempts} where bar is null;

create view {untold} as select
  account, queue, topic, attempt, tries, {time of created_at_ms} as created_at, {time of due_at_ms} as due_at
from {outbox};
`;

/** For people who look for messages that a hook keeps refusing. It costs nothing for messages that are delivered at once. */
const REFUSED = 'create index eximpe_outbox_refused on {outbox} (tries) where tries > 3;';

export const MIGRATIONS: readonly string[] = [FIRST, REFUSED];

/** The number of the last step that has run; 0 when there are no tables yet. */
export async function migratedTo(database: SqlDatabase): Promise<number> {
  try {
    const [row] = await database.query(statement('select max(version) as version from {migrations}'));
    return Number(row?.['version'] ?? 0);
  } catch (error) {
    if (error instanceof MissingTableError) return 0;
    throw error;
  }
}

/** Brings the tables up to this version of the kit; among several processes, one does it. Changes nothing when that is already done. */
export async function migrate(database: SqlDatabase): Promise<void> {
  for (let version = await migratedTo(database); version < MIGRATIONS.length; version = await migratedTo(database)) {
    const step = version + 1;
    try {
      await database.script(`${version === 0 ? VERSIONS : ''}${MIGRATIONS[version]}
        insert into {migrations} (version, at_ms) values (${step}, {now});`);
    } catch (error) {
      // Another process was quicker, and this one's step was undone.
      if ((await migratedTo(database)) < step) throw error;
    }
  }
}

const VERSIONS = 'create table {migrations} (version bigint not null primary key, at_ms bigint not null);';

/** The same database; it is migrated before its first use. */
export function migrating(database: SqlDatabase): SqlDatabase {
  let ready: Promise<void> | undefined;
  const isReady = (): Promise<void> =>
    (ready ??= migrate(database).catch((error: unknown) => {
      ready = undefined;
      throw error;
    }));
  return {
    listens: database.listens,
    query: async (asked) => {
      await isReady();
      return database.query(asked);
    },
    step: async (step) => {
      await isReady();
      return database.step(step);
    },
    script: (text) => database.script(text),
    listen: (heard, lost) => database.listen(heard, lost),
    tell: (news) => database.tell(news),
    examine: () => database.examine(),
    close: () => database.close(),
  };
}
