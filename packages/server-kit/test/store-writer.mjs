// Opens and replaces attempts as fast as it can, and prints each one's name once the store has acknowledged it: to be killed at any point.
import { randomUUID } from 'node:crypto';
import { openStore } from './store-of-process.mjs';

const attempt = JSON.parse(process.env.ATTEMPT);
const store = (await openStore()).ofAccount('one');

for (;;) {
  const id = randomUUID();
  const opened = { ...attempt, id, checkout: `ORDER ${id}`, orderId: `OD${id}` };
  const paid = { ...opened, status: 'successful', askAtMs: null, revision: opened.revision + 1 };
  const message = {
    topic: 'captured',
    id,
    queue: `checkout:${opened.checkout}`,
    attempt: id,
    createdAtMs: 1,
    dueAtMs: 1,
    tries: 0,
  };
  try {
    await store.open(opened);
    process.stdout.write(`opened ${id}\n`);
    await store.replace(paid, [message]);
    process.stdout.write(`paid ${id}\n`);
  } catch {
    // Its server was killed: what was not acknowledged is nobody's loss.
  }
}
