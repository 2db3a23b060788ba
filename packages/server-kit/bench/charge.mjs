// `npm run bench:server`, first part: one card request through each way of passing it on, side by side in one run.
import { randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import { median, percentile, start } from './processes.mjs';

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

let serial = 0;
const body = () =>
  JSON.stringify({
    checkout: `ORDER-${(serial += 1)}`,
    card: {
      kind: 'new',
      number: '4895380110000003',
      expiryMonth: '05',
      expiryYear: '2040',
      cvc: '123',
      holderName: 'Asha Menon',
      network: 'visa',
    },
  });

async function load(url, path) {
  const pool = new Pool(url, { connections: CONNECTIONS });
  const tookMs = [];
  const untilMs = performance.now() + seconds * 1000;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() < untilMs) {
        const startedMs = performance.now();
        const answer = await pool.request({
          method: 'POST',
          path,
          headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
          body: body(),
        });
        await answer.body.dump();
        if (answer.statusCode > 299) throw new Error(`${url}${path} answered ${answer.statusCode}`);
        tookMs.push(performance.now() - startedMs);
      }
    }),
  );
  await pool.close();
  return {
    perSecond: tookMs.length / seconds,
    p50: percentile(tookMs, 0.5),
    p99: percentile(tookMs, 0.99),
    count: tookMs.length,
  };
}

const cpuMs = ({ user, system }) => (user + system) / 1000;

for (const delayMs of [0, 50]) {
  const gateway = await start('gateway-stub.mjs', delayMs);
  const servers = new Map();
  for (const name of NAMES.slice(1)) servers.set(name, await start('candidates.mjs', name, gateway.url));
  const results = new Map(NAMES.map((name) => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const name of NAMES.toSorted(() => Math.random() - 0.5)) {
      const server = servers.get(name);
      const before = await server?.ask();
      const measured = await load(server?.url ?? gateway.url, server ? '/eximpe/payments' : '/pg/orders/');
      const after = await server?.ask();
      const cpuUs = server ? ((cpuMs(after.cpu) - cpuMs(before.cpu)) * 1000) / measured.count : Number.NaN;
      // The first round warms up.
      if (round >= 0) results.get(name).push({ ...measured, cpuUs });
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
      .map(({ cpuUs }, round) => cpuUs / results.get('lean express + undici')[round].cpuUs);
    const [rate, p50, p99, cpu] = ['perSecond', 'p50', 'p99', 'cpuUs'].map((key) => of(name, key));
    const cell = (value, digits, width) => (Number.isNaN(value) ? '–' : value.toFixed(digits)).padStart(width);
    console.log(
      `${name.padEnd(26)}${cell(rate, 0, 10)}${cell(p50, 1, 10)}${cell(p99, 1, 10)}${cell(cpu, 0, 13)}${cell(median(ratios), 2, 14)}`,
    );
  }
  await Promise.all([gateway, ...servers.values()].map((one) => one.stop()));
}
