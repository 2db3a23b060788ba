// EximPe, as a process of its own: the simulator, with the accounts of the run. Counts the charges that it is asked for.
import { setTimeout } from 'node:timers/promises';
import { startSimulator } from '@eximpe/simulator';
import { ACCOUNTS } from './accounts.mjs';

const [port, postmanUrl, seed] = process.argv.slice(2);
const url = `http://127.0.0.1:${port}`;
const simulator = await startSimulator({
  port: Number(port),
  // One host for all sites: Node knows no names below localhost.
  publicUrl: url,
  aggregatorUrl: url,
  bankUrl: url,
  seed,
  accounts: ACCOUNTS.map((account) => ({ ...account, webhookUrl: `${postmanUrl}/${account.name}` })),
  mostOrders: 1_000_000,
});

/** By reference: when a charge was asked for. */
const charges = {};
/** Requests that are still under way: their content is known at their end. */
let open = [];
function countCharges() {
  open.push(...simulator.control.requests());
  simulator.control.clearRequests();
  const over = open.filter(({ body }) => body !== null);
  open = open.filter(({ body, method, path }) => body === null && method === 'POST' && path === '/pg/orders/');
  for (const { method, path, at, body } of over) {
    const reference = body.reference_id;
    if (method === 'POST' && path === '/pg/orders/' && reference) (charges[reference] ??= []).push(Date.parse(at));
  }
}

process.on('message', () => {
  countCharges();
  process.send({ charges });
});
process.once('disconnect', () => process.exit());
process.send({ ready: true });
for (;;) {
  await setTimeout(400, undefined, { ref: false });
  countCharges();
}
