// Opens and replaces attempts as fast as it can, and prints each one's name once the store has acknowledged it: to be killed at any point.
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { openStore } from './store-of-process.mjs';

const attempt = JSON.parse(process.env.ATTEMPT);
const store = (await openStore()).ofAccount('one');

/** So many at once, as in a shop: what is written together may be committed together. */
const AT_ONCE = 4;

async function writeOn() {
  for (;;) await writeOne();
}

async function writeOne() {
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
    // Its server was killed: what was not acknowledged is nobody's loss, and it needs the processor to come back.
    await setTimeout(20);
  }
}

for (let at = 0; at < AT_ONCE; at += 1) void writeOn();
