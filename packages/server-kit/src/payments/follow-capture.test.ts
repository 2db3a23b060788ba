import { beforeEach, expect, test } from 'vitest';
import { anAttempt } from '../../test/attempts.ts';
import { somePorts } from '../../test/ports.ts';
import { MemoryStore } from '../stores/memory-store.ts';
import { recordReport } from './record-report.ts';
import type { Attempt } from './attempt.ts';
import type { Ports } from './ports/ports.ts';
import { reconcile } from './reconcile.ts';

const clock = { now: () => 1_800_000_000_000 };
const attempt = (more: Partial<Attempt>): Attempt =>
  anAttempt({ dueAtMs: null, delivery: 'done', charge: 'answered', ...more });

/** A process that dies with a write does not get to anything that follows from it: all of that begins with a claim. */
class Mortal extends MemoryStore {
  isDying = false;
  override claim(key: string, ttlMs: number): ReturnType<MemoryStore['claim']> {
    return this.isDying ? Promise.resolve(undefined) : super.claim(key, ttlMs);
  }
}

let store: Mortal;
let told: string[];
let ports: Ports;
beforeEach(() => {
  store = new Mortal(clock);
  told = [];
  ports = somePorts({
    store,
    clock,
    onSettled: ({ attempt: id, status }) => void told.push(`settled ${id} ${status}`),
    onDuplicateCapture: (later, first) => void told.push(`duplicate ${later.attempt} of ${first.attempt}`),
    emit: ({ type }) => void told.push(type),
    inBackground: (work) => void work,
  });
});

async function captureAndDie(id: string): Promise<void> {
  store.isDying = true;
  await recordReport(ports, id, { status: 'successful' }, 'webhook');
  store.isDying = false;
  told = [];
}

test('a capture after a failure is told, and looked into, by the next process when the first one died', async () => {
  const failed = attempt({ status: 'failed', settledAtMs: 5 });
  await store.open(failed);
  const paid = attempt({ status: 'successful', settledAtMs: 6, captureFollowUp: 'done' });
  await store.open(paid);
  await captureAndDie(failed.id);
  await reconcile(ports);
  await reconcile(ports);
  expect(told).toEqual([
    'payment.captured_after_failure',
    'payment.duplicate_capture',
    `duplicate ${failed.id} of ${paid.id}`,
  ]);
});

test('a second capture is looked for by the next process when the first one died', async () => {
  const paid = attempt({ status: 'successful', settledAtMs: 5, captureFollowUp: 'done' });
  const second = attempt({ delivery: 'none', problem: 'challenge_cancelled' });
  await store.open(second);
  await store.replace({ ...second, revision: 2 });
  // The other was let in because the shopper had cancelled this one.
  await store.open(paid);
  await captureAndDie(second.id);
  await reconcile(ports);
  await reconcile(ports);
  expect(told).toEqual([
    `settled ${second.id} successful`,
    'payment.duplicate_capture',
    `duplicate ${second.id} of ${paid.id}`,
  ]);
});
