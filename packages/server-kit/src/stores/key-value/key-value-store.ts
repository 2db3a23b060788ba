// A store on any database that keeps texts under keys: three functions are asked of it, and everything else is derived from them.
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
  /** True where what was written outlives the process, and the machine's power. */
  readonly durable: boolean;
  /** The database's own clock, in milliseconds since 1970. Without it each process goes by its own: keep them in step. */
  readonly now?: () => number | Promise<number>;
  /** What about the place breaks what a store promises. */
  readonly examine?: () => Promise<readonly StoreFault[]>;
  /** Lets go of what was opened for the store alone. */
  readonly close?: () => Promise<void>;
}

/**
 * Payments in any database that keeps texts under keys. `storeTests` of `@eximpe/server-kit/store-tests` tell whether its three
 * functions do what they must. Throws an EximpeKitError for options that can't be kept.
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
      // A write is kept when it is acknowledged.
      secure: async () => false,
    },
  });
}
