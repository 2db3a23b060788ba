// What is to be copied, at an address: of any store, through whichever client the shop has installed.
import { installed } from '../installed.ts';
import type { Contents } from '../stores/contents.ts';
import type { RedisClient } from '../stores/redis-commands.ts';
import { redisContents } from '../stores/redis-contents.ts';
import { storeAt } from './store-at.ts';

export interface ContentsAt extends Contents {
  readonly close: () => Promise<void>;
}

type Redis = new (url: string) => RedisClient & { disconnect(): void };

/** Throws an Error that says what to install. */
export function contentsAt(
  address: string,
  { schema, prefix = 'eximpe:' }: { readonly schema?: string | undefined; readonly prefix?: string | undefined },
): ContentsAt {
  if (!/^rediss?:\/\//.test(address)) {
    const { store, close } = storeAt(address, schema);
    return { contents: () => store.contents(), close };
  }
  const ioredis = installed('ioredis') as { Redis: Redis } | undefined;
  if (!ioredis)
    throw new Error('there is no client of Redis here: run `npm install ioredis`, in the folder of your shop');
  const client = new ioredis.Redis(address);
  return { ...redisContents(client, prefix), close: async () => client.disconnect() };
}
