// A real Redis with an append-only file, which can be killed, frozen, and robbed of its last second as a power cut does.
import { readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { end, freePort, freeze, start } from './processes.mjs';
import { tracesInFile } from './traces.mjs';

const PROGRAM = process.env.REDIS_SERVER_PATH ?? 'redis-server';
const LOOK_EVERY_MS = 50;
/** `appendfsync everysec`. */
const LONGEST_LOSS_MS = 1_000;

export async function startRedis(folder) {
  const port = await freePort();
  const files = join(folder, 'appendonlydir');
  /** Sizes that the newest file had, so that it can be cut back to one. */
  let sizes = [];
  let child;
  /** Card data that was found in files before Redis wrote them anew. */
  const traces = [];

  const newest = () =>
    readdirSync(files)
      .filter((name) => name.endsWith('.incr.aof'))
      .toSorted((a, b) => Number(/\.(\d+)\.incr/.exec(a)[1]) - Number(/\.(\d+)\.incr/.exec(b)[1]))
      .at(-1);
  const looking = setInterval(() => {
    try {
      const name = newest();
      if (!name) return;
      const atMs = Date.now();
      sizes = sizes.filter((size) => size.name === name && size.atMs > atMs - 2 * LONGEST_LOSS_MS);
      sizes.push({ name, atMs, bytes: statSync(join(files, name)).size });
    } catch {
      // It is being written anew.
    }
  }, LOOK_EVERY_MS);
  looking.unref();

  async function boot() {
    const options = {
      port,
      bind: '127.0.0.1',
      dir: folder,
      save: '',
      appendonly: 'yes',
      appendfsync: 'everysec',
      // So that card data in it could be found.
      rdbcompression: 'no',
      'auto-aof-rewrite-percentage': 0,
      'aof-load-truncated': 'yes',
    };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
    child = start(PROGRAM, args, { stdio: 'ignore' });
    await untilReady(port);
  }

  const look = () => {
    for (const name of readdirSync(files)) traces.push(...tracesInFile(join(files, name), `append-only file ${name}`));
    return traces;
  };

  /** Keeps the file short: its content once, instead of every change. */
  async function rewrite() {
    look();
    const client = new Redis(port);
    await client.call('BGREWRITEAOF').catch(() => undefined);
    client.disconnect();
  }

  await boot();
  return {
    port,
    /** The process dies; what it wrote is with the operating system. */
    async restart(pauseMs) {
      await end(child);
      await setTimeout(pauseMs);
      await boot();
      await rewrite();
    },
    /** The machine dies: what was not on disk is gone. Resolves with the moments between which writes were lost. */
    async losePower(chance) {
      const untilMs = Date.now();
      const keptMs = untilMs - chance.between(50, LONGEST_LOSS_MS - LOOK_EVERY_MS);
      await end(child);
      const kept = sizes.filter(({ atMs }) => atMs <= keptMs).at(-1) ?? sizes[0];
      if (kept && kept.name === newest()) truncateSync(join(files, kept.name), kept.bytes);
      await setTimeout(chance.between(100, 1_500));
      await boot();
      await rewrite();
      return { fromMs: kept?.atMs ?? untilMs, untilMs: Date.now() };
    },
    freeze: (forMs) => freeze(child, forMs),
    look,
    async stop() {
      clearInterval(looking);
      await end(child);
    },
  };
}

async function untilReady(port) {
  const client = new Redis(port, { retryStrategy: () => 30, maxRetriesPerRequest: null });
  client.on('error', () => undefined);
  await client.ping();
  client.disconnect();
}
