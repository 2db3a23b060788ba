// A real Redis for tests, or a cluster of them, on its own ports, removed with the test.
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Redis } from 'ioredis';

export interface RedisServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Below those that systems give to connections and to `listen(0)`, so that none is taken before its server starts. */
const PORTS = { from: 20_000, to: 32_000 };

export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(PORTS.from, PORTS.to);
    if (await isFree(port)) return port;
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    );
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

/** @param more further arguments for redis-server */
export async function startRedis(...more: readonly string[]): Promise<RedisServer> {
  const port = await freePort();
  const program = process.env['REDIS_SERVER_PATH'] ?? 'redis-server';
  // A test may turn its append-only file on.
  const dir = await mkdtemp(join(tmpdir(), 'eximpe-redis-'));
  const usual = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', dir];
  const child = spawn(program, [...usual, ...more]);
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`redis-server ended with ${code}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      if (/ready to accept connections/i.test(chunk.toString())) resolve();
    });
  });
  return {
    port,
    async stop() {
      await new Promise<void>((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      });
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** All slots of a cluster. */
const SLOTS = 16_384;

export interface RedisCluster {
  readonly ports: readonly number[];
  stop(): Promise<void>;
}

/** The given number of nodes, each with its share of the slots. */
export async function startRedisCluster(size: number): Promise<RedisCluster> {
  const busPorts = await Promise.all(Array.from({ length: size }, freePort));
  const servers = await Promise.all(
    busPorts.map((bus) => startRedis('--cluster-enabled', 'yes', '--cluster-port', String(bus))),
  );
  const clients = servers.map(({ port }) => new Redis(port));
  const firstOf = (node: number): number => Math.ceil((SLOTS * node) / size);
  for (const [node, client] of clients.entries()) {
    await client.call('CLUSTER', 'SET-CONFIG-EPOCH', node + 1);
    await client.call('CLUSTER', 'ADDSLOTSRANGE', firstOf(node), firstOf(node + 1) - 1);
    await clients[0]?.call('CLUSTER', 'MEET', '127.0.0.1', servers[node]?.port ?? 0, busPorts[node] ?? 0);
  }
  const isWhole = async (client: Redis): Promise<boolean> => {
    const info = String(await client.call('CLUSTER', 'INFO'));
    return info.includes('cluster_state:ok') && info.includes(`cluster_known_nodes:${size}`);
  };
  while (!(await Promise.all(clients.map(isWhole))).every(Boolean)) await setTimeout(20);
  for (const client of clients) client.disconnect();
  return {
    ports: servers.map(({ port }) => port),
    stop: async () => void (await Promise.all(servers.map((server) => server.stop()))),
  };
}
