// Reads everything in a Redis store from end to end.
import type { Consent } from '../../payments/ports/consents.ts';
import type { Contents, Kept, OfAccount } from '../contents.ts';
import { nodesOf, type RedisClient } from './redis-commands.ts';
import { barOf } from './redis-pointers.ts';
import { readAttempt, readMessage } from '../record.ts';

const PER_SCAN = 500;

type Read = (client: RedisClient, key: string, name: string) => Promise<readonly Kept[]>;

const text = async (client: RedisClient, key: string): Promise<string | null> =>
  (await client.call('GET', key)) as string | null;
const values = async (client: RedisClient, key: string): Promise<readonly string[]> =>
  (await client.call('HVALS', key)) as string[];

/** Tells kinds apart by the part of a key after the account; the first group is the record's own name. A key may expire while it is read. */
const KINDS: readonly (readonly [RegExp, Read])[] = [
  [
    /^\{[^}]*\}:attempt:(.+)$/,
    async (client, key) => {
      const json = await text(client, key);
      return json === null ? [] : [{ kind: 'attempt', attempt: readAttempt(json) }];
    },
  ],
  [
    /^\{[^}]*\}:outbox()$/,
    async (client, key) => (await values(client, key)).map((json) => ({ kind: 'message', message: readMessage(json) })),
  ],
  [
    /^consents:(.+)$/,
    async (client, key) =>
      (await values(client, key)).map((json) => ({ kind: 'consent', consent: JSON.parse(json) as Consent })),
  ],
  [
    /^note:(.+)$/s,
    async (client, key, name) => {
      const [value, ttlMs] = [await text(client, key), Number(await client.call('PTTL', key))];
      return value === null || ttlMs <= 0 ? [] : [{ kind: 'note', note: { key: name, value, ttlMs } }];
    },
  ],
  [
    /^where:(.+)$/,
    async (client, key, name) => {
      const [value, ttlMs] = [await text(client, key), Number(await client.call('PTTL', key))];
      const bar = barOf(value);
      return bar === undefined || ttlMs <= 0 ? [] : [{ kind: 'bar', id: name, bar, ttlMs }];
    },
  ],
];

/** @param client for a Redis, or for a cluster, whose nodes are read one after the other @param prefix the store's option */
export const redisContents = (client: RedisClient, prefix: string): Contents => ({
  async *contents(): AsyncIterable<OfAccount> {
    for (const node of await nodesOf(client)) yield* contentsOfNode(node, prefix);
  },
});

async function* contentsOfNode(client: RedisClient, prefix: string): AsyncIterable<OfAccount> {
  const pattern = `${prefix.replaceAll(/[[\]*?\\]/g, '\\$&')}*`;
  let cursor = '0';
  do {
    const [next, keys] = (await client.call('SCAN', cursor, 'MATCH', pattern, 'COUNT', PER_SCAN)) as [string, string[]];
    cursor = next;
    for (const key of keys) {
      const [, account = '', rest = ''] = /^([^:]+):(.*)$/s.exec(key.slice(prefix.length)) ?? [];
      for (const [form, read] of KINDS) {
        const name = form.exec(rest)?.[1];
        if (name === undefined) continue;
        for (const kept of await read(client, key, name)) yield { account, kept };
      }
    }
  } while (cursor !== '0');
}
