// The contents of the store at an address, of any kind, read through the client that the shop has installed.
import { installed } from '../installed.ts';
import type { Contents } from '../stores/contents.ts';
import type { RedisClient } from '../stores/redis/redis-commands.ts';
import { redisContents } from '../stores/redis/redis-contents.ts';
import { storeAt } from './store-at.ts';

export interface ContentsAt extends Contents {
  readonly close: () => Promise<void>;
}

/** The part of ioredis that we use. */
interface Ioredis {
  readonly Redis: new (url: string, options: object) => Client & { readonly options: Access; connect(): Promise<void> };
  readonly Cluster: new (nodes: readonly string[], options: { redisOptions: Access }) => Client;
}
type Client = RedisClient & { on(event: 'error', listener: () => void): unknown; disconnect(): void };
/** The login that every node of a cluster asks for. */
interface Access {
  readonly username?: string | null;
  readonly password?: string | null;
  readonly tls?: object;
}

/** Rejects with an Error that says what to install, or what is wrong with the address. */
export async function contentsAt(
  address: string,
  { schema, prefix = 'eximpe:' }: { readonly schema?: string | undefined; readonly prefix?: string | undefined },
): Promise<ContentsAt> {
  if (!/^rediss?:\/\//.test(address)) {
    const { store, close } = storeAt(address, schema);
    return { contents: () => store.contents(), close };
  }
  const ioredis = installed('ioredis') as Ioredis | undefined;
  if (!ioredis) throw new Error("there is no Redis client here: run `npm install ioredis` in your shop's folder");
  const client = await connected(ioredis, address);
  return { ...redisContents(client, prefix), close: async () => client.disconnect() };
}

/** Connects to the Redis at this address; if it is a node of a cluster, to the whole cluster. */
async function connected({ Redis, Cluster }: Ioredis, address: string): Promise<Client> {
  // Tries once: a person who has mistyped the address gets an error.
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

/** Whether this node is no part of a cluster: reading one node of many would silently leave out the others' payments. */
async function isAlone(one: Client): Promise<boolean> {
  const info = await one.call('INFO', 'cluster').then(String, () => undefined);
  if (info !== undefined) return !info.includes('cluster_enabled:1');
  // A user with `-@dangerous` may not call INFO, but may call CLUSTER INFO, which a Redis without a cluster refuses anyway.
  try {
    await one.call('CLUSTER', 'INFO');
    return false;
  } catch (cause) {
    if (!String(cause).includes('NOPERM')) return true;
    const says = 'its user may call neither INFO nor CLUSTER INFO: nothing shows whether other nodes have payments';
    throw new Error(`${says}. Allow one of them, e.g. by ACL SETUSER <user> +info`, { cause });
  }
}
