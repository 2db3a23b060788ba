// Everything that is in Redis, read from outside: attempts as records, and card data, should there be any.
import { Redis } from 'ioredis';
import { readAttempt } from '../dist/stores/record.js';
import { tracesIn } from './traces.mjs';

const BATCH = 500;

const READERS = {
  string: (pipeline, key) => pipeline.get(key),
  hash: (pipeline, key) => pipeline.hgetall(key),
  zset: (pipeline, key) => pipeline.zrange(key, 0, -1),
  list: (pipeline, key) => pipeline.lrange(key, 0, -1),
  set: (pipeline, key) => pipeline.smembers(key),
};

/** @param pattern which keys */
async function readAll(port, pattern, see) {
  const client = new Redis(port);
  try {
    for await (const keys of client.scanStream({ match: pattern, count: BATCH })) {
      if (keys.length === 0) continue;
      const types = client.pipeline();
      for (const key of keys) types.type(key);
      const kinds = (await types.exec()).map(([, type]) => type);
      const values = client.pipeline();
      const readable = keys.filter((key, index) => {
        READERS[kinds[index]]?.(values, key);
        return kinds[index] in READERS;
      });
      const found = await values.exec();
      for (const [index, key] of readable.entries()) see(key, found[index][1]);
    }
  } finally {
    client.disconnect();
  }
}

export async function readAttempts(port) {
  const attempts = [];
  await readAll(port, 'eximpe:*:attempt:*', (key, json) => json && attempts.push({ key, ...readAttempt(json) }));
  return attempts;
}

export async function tracesInStore(port) {
  const traces = [];
  await readAll(port, '*', (key, value) => {
    if (traces.length < 5) traces.push(...tracesIn(`${key} ${JSON.stringify(value)}`, 'Redis'));
  });
  return traces;
}

/** Messages that wait by the list of them, and whether they are there: `[{ account, queue, id, isThere }]`. */
export async function readWaiting(port) {
  const waiting = [];
  const messages = new Set();
  await readAll(port, 'eximpe:*:outbox', (_key, hash) =>
    Object.values(hash).forEach((json) => messages.add(nameOf(JSON.parse(json)))),
  );
  const client = new Redis(port);
  try {
    for (const key of await client.keys('eximpe:*:outbox:created')) {
      for (const member of await client.zrangebyscore(key, '-inf', Date.now())) {
        const [queue, id] = JSON.parse(member);
        waiting.push({ account: key.split(':')[1], queue, id, isThere: messages.has(nameOf({ queue, id })) });
      }
    }
  } finally {
    client.disconnect();
  }
  return waiting;
}

const nameOf = ({ queue, id }) => `${queue} ${id}`;
