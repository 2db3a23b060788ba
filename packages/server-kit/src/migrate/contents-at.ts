// What is to be copied, at an address: of any store, through whichever client the shop has installed.
import { installed } from '../installed.ts';
import type { Contents } from '../stores/contents.ts';
import type { RedisClient } from '../stores/redis/redis-commands.ts';
import { redisContents } from '../stores/redis/redis-contents.ts';
import { storeAt } from './store-at.ts';

export interface ContentsAt extends Contents {
  readonly close: () => Promise<void>;
}

/** What is used of ioredis. */
interface Ioredis {
  readonly Redis: new (url: string, options: object) => Client & { readonly options: Access; connect(): Promise<void> };
  readonly Cluster: new (nodes: readonly string[], options: { redisOptions: Access }) => Client;
}
type Client = RedisClient & { on(event: 'error', listener: () => void): unknown; disconnect(): void };
/** What every node of a cluster asks for. */
interface Access {
  readonly username?: string | null;
  readonly password?: string | null;
  readonly tls?: object;
}

/** Rejects with an Error that says what to install, or with what is wrong with the address. */
export async function contentsAt(
  address: string,
  { schema, prefix = 'eximpe:' }: { readonly schema?: string | undefined; readonly prefix?: string | undefined },
): Promise<ContentsAt> {
  if (!/^rediss?:\/\//.test(address)) {
    const { store, close } = storeAt(address, schema);
    return { contents: () => store.contents(), close };
  }
  const ioredis = installed('ioredis') as Ioredis | undefined;
  if (!ioredis)
    throw new Error('there is no client of Redis here: run `npm install ioredis`, in the folder of your shop');
  const client = await connected(ioredis, address);
  return { ...redisContents(client, prefix), close: async () => client.disconnect() };
}

/** To the Redis at this address, or to the whole of the cluster that it is a node of. */
async function connected({ Redis, Cluster }: Ioredis, address: string): Promise<Client> {
  // Once: whoever has mistyped an address is told so.
  const one = new Redis(address, { lazyConnect: true, retryStrategy: () => null });
  one.on('error', () => undefined);
  await one.connect();
  const isOne = await isAlone(one).catch((error: unknown) => {
    one.disconnect();
    throw error;
  });
  if (isOne) return one;
  const { username = null, password = null, tls } = one.options;
  one.disconnect();
  const all = new Cluster([address], { redisOptions: { username, password, ...(tls && { tls }) } });
  all.on('error', () => undefined);
  return all;
}

/** Whether no other node has keys: to read one of many would leave the others' payments behind, and nothing would say so. */
async function isAlone(one: Client): Promise<boolean> {
  const info = await one.call('INFO', 'cluster').then(String, () => undefined);
  if (info !== undefined) return !info.includes('cluster_enabled:1');
  // INFO is kept from a user with `-@dangerous`. CLUSTER INFO is not, and a Redis that is no cluster refuses it by itself.
  try {
    await one.call('CLUSTER', 'INFO');
    return false;
  } catch (cause) {
    if (!String(cause).includes('NOPERM')) return true;
    const says = 'its user may ask neither INFO nor CLUSTER INFO: nothing tells whether other nodes have payments, too';
    throw new Error(`${says}. Allow one of them, e.g. by ACL SETUSER <user> +info`, { cause });
  }
}
