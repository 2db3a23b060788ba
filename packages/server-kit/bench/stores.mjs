// `npm run bench:server`, fourth part: the same charge with payments in each store, side by side in one run.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { load } from './load.mjs';
import { cpuUs, median, start } from './processes.mjs';

const seconds = Number(process.env.BENCH_SECONDS ?? 2);
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
/** Of EximPe; in truth it is ten times that. */
const GATEWAY_MS = 50;

const fromTests = async (file) =>
  (await runnerImport(fileURLToPath(new URL(`../test/${file}`, import.meta.url)))).module;
const { startPostgres } = await fromTests('postgres-server.ts');
const { startRedis } = await fromTests('redis-server.ts');

const folder = mkdtempSync(join(tmpdir(), 'eximpe-bench-'));
const redisIn = (name, fsync) => {
  const dir = mkdtempSync(join(folder, name));
  return startRedis('--appendonly', 'yes', '--appendfsync', fsync, '--dir', dir);
};
const [everySecond, always, postgres] = await Promise.all([
  redisIn('everysec', 'everysec'),
  redisIn('always', 'always'),
  startPostgres(),
]);

/** The first is what the others are compared with. */
const STORES = {
  'Redis, disk each second': { redis: everySecond.port },
  'Redis, disk at once': { redis: always.port },
  SQLite: { sqlite: join(folder, 'payments.sqlite') },
  Postgres: { postgres: postgres.url },
};
const NAMES = Object.keys(STORES);

const gateway = await start('gateway-stub.mjs', GATEWAY_MS);
const servers = new Map();
for (const name of NAMES) {
  process.env.STORE = JSON.stringify(STORES[name]);
  servers.set(name, await start('candidates.mjs', 'this kit, with a store', gateway.url));
}

for (const connections of [1, 20]) {
  const results = new Map(NAMES.map((name) => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const name of NAMES.toSorted(() => Math.random() - 0.5)) {
      const server = servers.get(name);
      const before = await server.ask();
      const measured = await load(server.url, '/eximpe/payments', { connections, seconds });
      const after = await server.ask();
      // The first round warms up.
      if (round >= 0) results.get(name).push({ ...measured, cpuUs: cpuUs(before, after) / measured.count });
    }
  }
  console.log(
    `\nGateway answers after ${GATEWAY_MS} ms; ${connections} at a time, ${rounds} rounds of ${seconds} s, medians; without the gateway's ${GATEWAY_MS} ms`,
  );
  console.log(
    '                               req/s    p50 ms    p99 ms   CPU µs/req   p50 of the first, with the gateway',
  );
  for (const name of NAMES) {
    const of = (key) => median(results.get(name).map((result) => result[key]));
    const ratio = median(results.get(name).map(({ p50 }, round) => p50 / results.get(NAMES[0])[round].p50));
    const cell = (value, digits, width) => value.toFixed(digits).padStart(width);
    console.log(
      `${name.padEnd(26)}${cell(of('perSecond'), 0, 10)}${cell(of('p50') - GATEWAY_MS, 1, 10)}${cell(of('p99') - GATEWAY_MS, 1, 10)}${cell(of('cpuUs'), 0, 13)}${cell(ratio, 2, 14)}`,
    );
  }
}

await Promise.all([gateway, ...servers.values()].map((one) => one.stop()));
await Promise.all([everySecond, always, postgres].map((server) => server.stop()));
rmSync(folder, { recursive: true, force: true });
