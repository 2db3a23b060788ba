// `npm run bench:server`, third part: what it costs that captures are written into the outbox and told from it, beside a charge.
import { randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import { deliver } from '../dist/payments/delivery/deliver.js';
import { queueOf } from '../dist/payments/outbox/message.js';
import { recordReport } from '../dist/payments/outcome/record-report.js';
import { someAttempt } from '../dist/store-tests/samples.js';
import { MemoryStore } from '../dist/stores/memory-store.js';
import { median, start } from './processes.mjs';

const PAYMENTS = 4_000;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const nothing = () => undefined;

function portsOn(store) {
  return {
    store,
    clock: { now: () => Date.now() },
    log: { info: nothing, warn: nothing, error: nothing },
    hooks: { onPaid: nothing, onFailed: nothing, onAttention: nothing },
    duplicateCapture: 'report',
    gateway: undefined,
    emit: nothing,
    decided: async () => undefined,
    inBackground: nothing,
  };
}

const attemptOf = (checkout) => someAttempt({ checkout });

/** CPU in microseconds for each payment that is captured. */
async function captures(hasOutbox) {
  const store = new MemoryStore().ofAccount('bench');
  // Without an outbox: the same write, no message, and the hook called at once.
  const bare = Object.create(store);
  if (!hasOutbox) {
    for (const verb of ['find', 'claim', 'release', 'waiting', 'remove', 'ofCheckout'])
      bare[verb] = store[verb].bind(store);
    bare.replace = (attempt) => store.replace(attempt);
  }
  const ports = portsOn(hasOutbox ? store : bare);
  const attempts = Array.from({ length: PAYMENTS }, (_, index) => attemptOf(`ORDER-${index}`));
  for (const attempt of attempts) await store.open(attempt);
  const report = { status: 'successful', orderId: 'OD1', paymentId: 'PR1', amount: '1000.00', currency: 'INR' };
  const before = process.cpuUsage();
  for (const { id, checkout } of attempts) {
    await recordReport(ports, id, { ...report, orderId: `OD-${id}` }, 'webhook');
    if (hasOutbox) await deliver(ports, queueOf(checkout));
    else ports.hooks.onPaid();
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / PAYMENTS;
}

async function charges() {
  const gateway = await start('gateway-stub.mjs', 0);
  const kit = await start('candidates.mjs', 'this kit, bare node:http', gateway.url);
  const pool = new Pool(kit.url, { connections: 50 });
  let serial = 0;
  const run = (count) =>
    Promise.all(
      Array.from({ length: 50 }, async () => {
        for (let index = 0; index < count / 50; index += 1) {
          const card = { kind: 'new', number: '4895380110000003', expiryMonth: '05', expiryYear: '2040', cvc: '123' };
          const answer = await pool.request({
            method: 'POST',
            path: '/eximpe/payments',
            headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
            body: JSON.stringify({
              checkout: `ORDER-${(serial += 1)}`,
              card: { ...card, holderName: 'Asha Menon', network: 'visa' },
            }),
          });
          await answer.body.dump();
        }
      }),
    );
  await run(2_000);
  const before = await kit.ask();
  await run(PAYMENTS);
  const after = await kit.ask();
  await pool.close();
  await Promise.all([gateway.stop(), kit.stop()]);
  const cpu = ({ cpu: { user, system } }) => user + system;
  return (cpu(after) - cpu(before)) / PAYMENTS;
}

const rounds = [];
for (let round = -1; round < ROUNDS; round += 1) {
  const figures = { bare: await captures(false), outbox: await captures(true), charge: await charges() };
  // The first round warms up.
  if (round >= 0) rounds.push(figures);
}
const of = (key) => median(rounds.map((figures) => figures[key]));
const share = median(rounds.map(({ bare, outbox, charge }) => (outbox - bare) / charge));
console.log(`\nA capture that is told, ${PAYMENTS} of them, ${ROUNDS} rounds, medians of CPU`);
console.log(`written down and told from the outbox:  ${of('outbox').toFixed(0)} µs`);
console.log(`written down, and the hook called:      ${of('bare').toFixed(0)} µs`);
console.log(`a charge of the kit on node:http:       ${of('charge').toFixed(0)} µs`);
console.log(`the outbox costs ${(share * 100).toFixed(0)} % of a charge`);
