// Sends card requests for a while, and says how long each took.
import { randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import { percentile } from './processes.mjs';

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

export async function load(url, path, { connections, seconds }) {
  const pool = new Pool(url, { connections });
  const tookMs = [];
  const untilMs = performance.now() + seconds * 1000;
  await Promise.all(
    Array.from({ length: connections }, async () => {
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
