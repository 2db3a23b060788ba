// The store of a shop in these tests: in memory, or in the Redis of its project.
import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { inject } from 'vitest';
import type { Clock } from '../src/clock.ts';
import { createRedisStore, MemoryStore, type Store } from '../src/index.ts';
import { wrapped } from './wrapped-store.ts';

export interface TestStore {
  readonly store: Store;
  /** Lets time pass for stored records; the caller moves the clock. */
  later(ms: number): Promise<void>;
  close(): void;
}

export function openStore(clock: Clock): TestStore {
  const port = inject('redisPort');
  return port === undefined ? inMemory(clock) : inRedis(clock, port);
}

const inMemory = (clock: Clock): TestStore => ({
  store: new MemoryStore(clock),
  later: () => Promise.resolve(),
  close: () => undefined,
});

/** A store has its own clock, which a test can't move, so the kit gets the clock of the test. */
export const timedBy = (clock: Clock, store: Store): Store =>
  wrapped(store, () => ({ time: () => Promise.resolve(clock.now()) }));

function inRedis(clock: Clock, port: number): TestStore {
  const client = new Redis(port);
  const prefix = `${randomUUID()}:`;
  return {
    store: timedBy(clock, createRedisStore(client, { prefix })),
    // Redis has its own clock, so the remaining lifetimes are shortened.
    async later(ms) {
      for (const key of await client.keys(`${prefix}*`)) {
        const leftMs = await client.pttl(key);
        if (leftMs > 0) await client.pexpire(key, Math.max(0, leftMs - ms));
      }
    },
    close: () => client.disconnect(),
  };
}
