// Opens and replaces attempts as fast as it can, and prints each one's id once the store has acknowledged it. It can be killed at any point.
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { openStore } from './store-of-process.mjs';

const attempt = JSON.parse(process.env.ATTEMPT);
const store = (await openStore()).ofAccount('one');

/** Concurrent writers, as in a shop: concurrent writes may be committed together. */
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
    // Its server was killed: unacknowledged writes don't matter, and it needs the CPU to restart.
    await setTimeout(20);
  }
}

for (let at = 0; at < AT_ONCE; at += 1) void writeOn();
