import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { anAttempt } from '../../test/attempts.ts';
import { somePorts } from '../../test/ports.ts';
import { MemoryStore } from '../stores/memory-store.ts';
import type { Attempt } from './attempt.ts';
import { deliverSettled } from './deliver-settled.ts';
import type { Ports } from './ports/ports.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const clock = { now: () => Date.now() };
const settled = (): Attempt =>
  anAttempt({ createdAtMs: clock.now(), dueAtMs: clock.now(), status: 'successful', delivery: 'due' });

function portsWith(store: MemoryStore, onSettled: Ports['onSettled'], logged: string[]): Ports {
  const log = (_details: object, message: string): void => void logged.push(message);
  return somePorts({ store, clock, onSettled, log: { info: log, warn: log, error: log } });
}

test('a hook that hangs counts as one that threw: nobody else calls it meanwhile, and it is called again later', async () => {
  const [store, attempt, logged] = [new MemoryStore(clock), settled(), [] as string[]];
  await store.open(attempt);
  let calls = 0;
  const hangsOnce = (): Promise<void> => {
    calls += 1;
    return calls === 1 ? new Promise(() => undefined) : Promise.resolve();
  };
  const ports = portsWith(store, hangsOnce, logged);

  const first = deliverSettled(ports, attempt.id);
  await vi.advanceTimersByTimeAsync(50_000);
  await deliverSettled(ports, attempt.id);
  expect(calls).toBe(1);
  await vi.advanceTimersByTimeAsync(6_000);
  await first;
  expect(await store.find(attempt.id)).toMatchObject({ delivery: 'due', deliveryTries: 1 });
  expect(await store.countUndelivered()).toBe(1);
  expect(logged).toEqual(['onSettled threw; it will be called again']);

  await deliverSettled(ports, attempt.id);
  expect(await store.find(attempt.id)).toMatchObject({ delivery: 'done', dueAtMs: null });
  expect({ calls, undelivered: await store.countUndelivered() }).toEqual({ calls: 2, undelivered: 0 });
});
