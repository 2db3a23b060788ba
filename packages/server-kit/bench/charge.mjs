// `npm run bench:server`, first part: one card request through each way of passing it on, side by side in one run.
import { load } from './load.mjs';
import { cpuUs, median, start } from './processes.mjs';

const NAMES = [
  'direct call',
  'bare http proxy',
  'lean express + undici',
  'this kit, bare node:http',
  'this kit, in Express',
  'express.json + axios',
];
const CONNECTIONS = 50;
const seconds = Number(process.env.BENCH_SECONDS ?? 2);
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);

for (const delayMs of [0, 50]) {
  const gateway = await start('gateway-stub.mjs', delayMs);
  const servers = new Map();
  for (const name of NAMES.slice(1)) servers.set(name, await start('candidates.mjs', name, gateway.url));
  const results = new Map(NAMES.map((name) => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const name of NAMES.toSorted(() => Math.random() - 0.5)) {
      const server = servers.get(name);
      const before = await server?.ask();
      const measured = await load(server?.url ?? gateway.url, server ? '/eximpe/payments' : '/pg/orders/', {
        connections: CONNECTIONS,
        seconds,
      });
      const after = await server?.ask();
      const cpu = server ? cpuUs(before, after) / measured.count : Number.NaN;
      // The first round warms up.
      if (round >= 0) results.get(name).push({ ...measured, cpuUs: cpu });
    }
  }
  console.log(
    `\nGateway answers after ${delayMs} ms; ${CONNECTIONS} connections, ${rounds} rounds of ${seconds} s, medians`,
  );
  console.log('                               req/s    p50 ms    p99 ms   CPU µs/req   CPU of lean');
  const of = (name, key) => median(results.get(name).map((result) => result[key]));
  for (const name of NAMES) {
    const ratios = results
      .get(name)
      .map((result, round) => result.cpuUs / results.get('lean express + undici')[round].cpuUs);
    const [rate, p50, p99, cpu] = ['perSecond', 'p50', 'p99', 'cpuUs'].map((key) => of(name, key));
    const cell = (value, digits, width) => (Number.isNaN(value) ? '–' : value.toFixed(digits)).padStart(width);
    console.log(
      `${name.padEnd(26)}${cell(rate, 0, 10)}${cell(p50, 1, 10)}${cell(p99, 1, 10)}${cell(cpu, 0, 13)}${cell(median(ratios), 2, 14)}`,
    );
  }
  await Promise.all([gateway, ...servers.values()].map((one) => one.stop()));
}
