// A store on any database that keeps texts under keys: it has to provide three functions, from which everything else is derived.
import type { AccountStore, Store, StoreFault } from '../../payments/ports/store.ts';
import { accountOfParts } from '../account-of-parts.ts';
import { keepMs, type RetentionOptions } from '../keep-days.ts';
import { RevisionNews } from '../revision-news.ts';
import { KeyValueAttempts, revisionsIn } from './key-value-attempts.ts';
import { KeyValueConsents } from './key-value-consents.ts';
import { KeyValueNotes } from './key-value-notes.ts';
import { KeyValueOutbox } from './key-value-outbox.ts';
import { KeyValueRetention } from './key-value-retention.ts';
import { keyOf, type KeyValues } from './key-values.ts';

export interface KeyValueStoreOptions extends RetentionOptions {
  /** True when written values survive the end of the process, and a power cut. */
  readonly durable: boolean;
  /** The database's own clock, in milliseconds since 1970. Without it, each process uses its own clock: keep these clocks in step. */
  readonly now?: () => number | Promise<number>;
  /** Faults of the database that break the promises of a store. */
  readonly examine?: () => Promise<readonly StoreFault[]>;
  /** Closes what was opened only for the store. */
  readonly close?: () => Promise<void>;
}

/**
 * Payments in any database that keeps texts under keys. `storeTests` of `@eximpe/server-kit/store-tests` check that
 * its three functions work as they must. Throws an EximpeKitError for invalid options.
 */
export function createKeyValueStore(place: KeyValues, options: KeyValueStoreOptions): Store {
  const keep = keepMs(options);
  const news = new RevisionNews({
    listens: false,
    listen: () => Promise.resolve(undefined),
    tell: () => Promise.resolve(),
    revisionsOf: (keys) => revisionsIn(place, keys),
  });
  const accounts = new Map<string, AccountStore>();
  return {
    ofAccount(account) {
      const store = accounts.get(account) ?? openAccount(place, account, options, keep, news);
      accounts.set(account, store);
      return store;
    },
    async close() {
      news.close();
      await options.close?.();
    },
  };
}

function openAccount(
  place: KeyValues,
  account: string,
  { durable, now = () => Date.now(), examine = async () => [] }: KeyValueStoreOptions,
  keep: ReturnType<typeof keepMs>,
  news: RevisionNews,
): AccountStore {
  const time = async (): Promise<number> => now();
  const notes = new KeyValueNotes(place, account, time);
  return accountOfParts({
    attempts: new KeyValueAttempts(place, account, time, news, new KeyValueRetention(place, account, keep)),
    outbox: new KeyValueOutbox(place, account),
    notes,
    limits: notes,
    consents: new KeyValueConsents(place, account),
    place: {
      durable,
      ping: async () => void (await place.get([keyOf(account, 'ping')])),
      time,
      examine,
      // An acknowledged write is already safe.
      secure: async () => false,
    },
  });
}
