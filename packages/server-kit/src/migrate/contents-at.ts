// What is to be copied, at an address: of any store, through whichever client the shop has installed.
import { installed } from '../installed.ts';
import type { Contents } from '../stores/contents.ts';
import type { RedisClient } from '../stores/redis-commands.ts';
import { redisContents } from '../stores/redis-contents.ts';
import { storeAt } from './store-at.ts';

export interface ContentsAt extends Contents {
  readonly close: () => Promise<void>;
}

type Redis = new (
  url: string,
  options: object,
) => RedisClient & { connect(): Promise<void>; on(event: 'error', listener: () => void): unknown; disconnect(): void };

/** Rejects with an Error that says what to install, or with what is wrong with the address. */
export async function contentsAt(
  address: string,
  { schema, prefix = 'eximpe:' }: { readonly schema?: string | undefined; readonly prefix?: string | undefined },
): Promise<ContentsAt> {
  if (!/^rediss?:\/\//.test(address)) {
    const { store, close } = storeAt(address, schema);
    return { contents: () => store.contents(), close };
  }
  const ioredis = installed('ioredis') as { Redis: Redis } | undefined;
  if (!ioredis)
    throw new Error('there is no client of Redis here: run `npm install ioredis`, in the folder of your shop');
  // Once: whoever has mistyped an address is told so.
  const client = new ioredis.Redis(address, { lazyConnect: true, retryStrategy: () => null });
  client.on('error', () => undefined);
  await client.connect();
  return { ...redisContents(client, prefix), close: async () => client.disconnect() };
}
