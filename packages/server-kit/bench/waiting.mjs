// `npm run bench:server`, second part: many shoppers waiting at once. What it costs upstream, in memory, and in time.
import { randomUUID } from 'node:crypto';
import { Agent, get } from 'node:http';
import { Pool } from 'undici';
import { signForTest } from '../dist/index.js';
import { percentile, start } from './processes.mjs';

const PAYMENTS = Number(process.env.BENCH_PAYMENTS ?? 2_000);
const GATEWAY_MS = 50;
/** Banks take this long from the charge on, evenly spread; EximPe's webhook follows a little later. */
const [EARLIEST_MS, LATEST_MS] = (process.env.BENCH_DECIDED_MS ?? '8000-30000').split('-').map(Number);
const WEBHOOK_AFTER_MS = 300;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const gateway = await start('gateway-stub.mjs', GATEWAY_MS);
const shop = await start('candidates.mjs', 'this kit, bare node:http', gateway.url);
const pool = new Pool(shop.url, { connections: 50 });

async function pay(index) {
  const attempt = randomUUID();
  const card = {
    kind: 'new',
    number: '4895380110000003',
    expiryMonth: '05',
    expiryYear: '2040',
    cvc: '123',
    holderName: 'A',
    network: 'visa',
  };
  const { body } = await pool.request({
    method: 'POST',
    path: '/eximpe/payments',
    headers: { 'content-type': 'application/json', 'idempotency-key': attempt },
    body: JSON.stringify({ checkout: `WAIT-${index}`, card }),
  });
  const { handle, orderId } = await body.json();
  // Asking goes by the time since the charge: were it counted from when the last of all is charged, a slow machine would ask more.
  return { attempt, handle, orderId, chargedMs: performance.now() };
}

const agent = new Agent({ maxSockets: Infinity });
const follow = ({ handle }) =>
  new Promise((resolve, reject) => {
    get(`${shop.url}/eximpe/payments/${handle}/events`, { agent }, (stream) => {
      stream.setEncoding('utf8');
      stream.on('data', (text) => text.includes('"successful"') && resolve(performance.now()));
      stream.on('error', reject);
    }).on('error', reject);
  });

async function webhook({ orderId, attempt }) {
  const body = JSON.stringify({
    event_type: 'PAYMENT_SUCCESSFUL',
    sequence_number: randomUUID(),
    data: {
      status: 'CAPTURED',
      amount: 1000,
      order_id: orderId,
      payment_id: `PR-${orderId}`,
      merchant_reference_id: `CF-${attempt}`,
    },
  });
  const answer = await pool.request({
    method: 'POST',
    path: '/eximpe/webhook',
    headers: signForTest(body, 'bench_key'),
    body,
  });
  await answer.body.dump();
}

const payments = [];
for (let index = 0; index < PAYMENTS; index += 50) {
  payments.push(
    ...(await Promise.all(Array.from({ length: Math.min(50, PAYMENTS - index) }, (_, offset) => pay(index + offset)))),
  );
}
const before = await shop.ask();
const started = payments.map((payment) => ({ payment, seenMs: follow(payment) }));
await pause(1_000);
const waiting = await shop.ask();
const asksBefore = await gateway.ask();

const lags = await Promise.all(
  started.map(async ({ payment, seenMs }, index) => {
    const tookMs = EARLIEST_MS + Math.random() * (LATEST_MS - EARLIEST_MS);
    await pause(payment.chargedMs + tookMs - performance.now());
    gateway.tell({ decide: payment.orderId });
    const decidedMs = performance.now();
    // Every other shopper comes back through the return page; the others close the bank's window at once.
    const returns = index % 2 === 0;
    if (returns) {
      const page = await pool.request({ method: 'GET', path: `/eximpe/return/${payment.attempt}` });
      await page.body.dump();
    }
    await pause(WEBHOOK_AFTER_MS - (performance.now() - decidedMs));
    const sentMs = performance.now();
    await webhook(payment);
    const toldMs = await seenMs;
    return returns ? { returned: toldMs - decidedMs } : { webhook: toldMs - sentMs };
  }),
);
const asks = await gateway.ask();
const after = await shop.ask();
const cpuMs = (after.cpu.user + after.cpu.system - waiting.cpu.user - waiting.cpu.system) / 1000;
const ms = (numbers, share) => `${percentile(numbers, share).toFixed(0)} ms`;
const byReturn = lags.flatMap(({ returned }) => returned ?? []);
const byWebhook = lags.flatMap(({ webhook: lag }) => lag ?? []);
console.log(
  `\n${PAYMENTS} payments waiting at once, decided after ${EARLIEST_MS / 1000}–${LATEST_MS / 1000} s; half of the shoppers return; gateway ${GATEWAY_MS} ms`,
);
const perPayment = (kind) => ((asks[kind] - asksBefore[kind]) / PAYMENTS).toFixed(2);
console.log(`status calls to EximPe per payment: ${perPayment('asked')}`);
console.log(`orders looked at for what was captured, per payment: ${perPayment('described')}`);
console.log(`CPU of the kit per payment, from waiting to told: ${(cpuMs / PAYMENTS).toFixed(2)} ms`);
console.log(`memory per waiting client: ${((waiting.rss - before.rss) / PAYMENTS / 1024).toFixed(1)} KB`);
console.log(`from the webhook's sending to the client: p50 ${ms(byWebhook, 0.5)}, p99 ${ms(byWebhook, 0.99)}`);
console.log(`from the shopper's return to the client:  p50 ${ms(byReturn, 0.5)}, p99 ${ms(byReturn, 0.99)}`);
agent.destroy();
await pool.destroy();
await Promise.all([gateway.stop(), shop.stop()]);
