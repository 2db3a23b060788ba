// In the moment before a charge leaves: whoever has lost the right to it, or has nobody waiting any more, charges nothing.
import { expect, test } from 'vitest';
import { ProblemError } from '../src/errors/problem-error.ts';
import type { Attempt } from '../src/payments/attempt/attempt.ts';
import { changeAttempt } from '../src/payments/attempt/change-attempt.ts';
import { reconcile } from '../src/payments/chores.ts';
import { initiatePayment } from '../src/payments/charging/initiate-payment.ts';
import type { Initiation } from '../src/payments/charging/initiation.ts';
import type { Ports } from '../src/payments/ports/ports.ts';
import type { AccountStore } from '../src/payments/ports/store.ts';
import { applyRefusal } from '../src/payments/attempt/progress.ts';
import { MemoryStore } from '../src/stores/memory-store.ts';
import { anAttempt } from './attempts.ts';
import { POLICY, somePorts } from './ports.ts';
import { ScriptedBank } from './scripted-bank.ts';
import { cardRequest, CHECKOUT, newAttemptId, VISA_DEBIT } from './shop.ts';
import { changed } from './wrapped-store.ts';

const request = (more: Partial<Initiation> = {}): Initiation => ({
  attempt: newAttemptId(),
  request: cardRequest(VISA_DEBIT) as never,
  shopper: { ipAddress: '127.0.0.1', userAgent: 'x' },
  addressHash: 'address',
  returnUrl: 'http://localhost/return',
  isGone: () => false,
  arrivedAt: performance.now(),
  resolveCheckout: async () => CHECKOUT,
  customer: undefined,
  admit: async () => undefined,
  ...more,
});

interface World {
  readonly bank: ScriptedBank;
  readonly ports: Ports;
  readonly store: AccountStore;
  /** Lets time pass. */
  readonly later: (ms: number) => void;
}

/** @param change what is different about the store of the process that charges */
function world(change: (inner: AccountStore) => Partial<AccountStore> = () => ({})): World {
  let nowMs = 1_800_000_000_000;
  const clock = { now: () => nowMs };
  const store = new MemoryStore(clock).ofAccount('test');
  const bank = new ScriptedBank();
  return {
    bank,
    store,
    ports: somePorts({ clock, gateway: bank, store: changed(store, change) }),
    later: (ms) => void (nowMs += ms),
  };
}

const end = (work: Promise<Attempt>): Promise<string> =>
  work.then(
    ({ charge, problem }) => `${charge} ${problem}`,
    (error: unknown) => (error instanceof ProblemError ? error.problem.code : String(error)),
  );

test.each<[string, () => Partial<Initiation>]>([
  ['whose client is gone', () => ({ isGone: () => true })],
  ['that is older than its form waits', () => ({ arrivedAt: performance.now() - 56_000 })],
])('a request %s charges nothing, and leaves its checkout free', async (_, more) => {
  const { bank, ports } = world();
  expect(await end(initiatePayment(ports, POLICY, request(more())))).toBe('refused gateway_unreachable');
  expect(bank.charges).toEqual([]);
  expect(await end(initiatePayment(ports, POLICY, request()))).toBe('answered null');
});

test('a process that stood still charges nothing once another has freed its checkout', async () => {
  const { bank, ports, store } = world((inner) => ({
    // Frozen between opening and charging, while another looks after what it left behind.
    async ofCheckout(checkout) {
      const all = await inner.ofCheckout(checkout);
      for (const { id } of all) {
        await changeAttempt({ ...ports, store }, id, (current) => applyRefusal(current, 'gateway_unreachable'));
      }
      return inner.ofCheckout(checkout);
    },
  }));
  expect(await end(initiatePayment(ports, POLICY, request()))).toBe('refused gateway_unreachable');
  expect(bank.charges).toEqual([]);
});

test('another attempt of the checkout that was captured meanwhile stops the charge', async () => {
  const paid = anAttempt({ checkout: 'ORDER-1', status: 'successful' });
  const { bank, ports } = world((inner) => ({
    ofCheckout: async (checkout) => [...(await inner.ofCheckout(checkout)), paid],
  }));
  expect(await end(initiatePayment(ports, POLICY, request()))).toBe('already_paid');
  expect(bank.charges).toEqual([]);
});

test('a charge that the store does not promise to keep does not leave', async () => {
  const { bank, ports } = world(() => ({ secure: () => Promise.reject(new Error('no replica')) }));
  expect(await end(initiatePayment(ports, POLICY, request()))).toBe('refused gateway_unreachable');
  expect(bank.charges).toEqual([]);
});

test('an attempt whose process died before its charge frees its checkout in ten seconds, once EximPe says it has none', async () => {
  const { ports, store, later, bank } = world();
  const opened = anAttempt({
    checkout: 'ORDER-1',
    createdAtMs: ports.clock.now(),
    chargeEndsAtMs: ports.clock.now() + 10_000,
  });
  await store.open({ ...opened, askAtMs: opened.chargeEndsAtMs });
  const other = (): Promise<string> => end(initiatePayment(ports, POLICY, request()));
  expect(await other()).toBe('attempt_pending');
  later(10_001);
  bank.reachable = false;
  expect(await other()).toBe('attempt_pending');
  later(2_000);
  bank.reachable = true;
  expect(await other()).toBe('answered null');
});

test('where EximPe will not say, it frees its checkout a minute later: by the record nothing has left', async () => {
  const { ports, store, later, bank } = world();
  const opened = anAttempt({
    checkout: 'ORDER-1',
    createdAtMs: ports.clock.now(),
    chargeEndsAtMs: ports.clock.now() + 10_000,
  });
  await store.open({ ...opened, askAtMs: opened.chargeEndsAtMs });
  bank.reachable = false;
  for (let round = 0; round < 30; round += 1) {
    later(5_000);
    await reconcile(ports);
  }
  expect(await store.find(opened.id)).toMatchObject({ charge: 'refused', problem: 'gateway_unreachable' });
});

test('a guest who comes back with another card may go on after two minutes; the first one has not failed, and still counts', async () => {
  const { ports, store, later, bank } = world();
  const first = await initiatePayment(ports, POLICY, request());
  const other = request({ request: cardRequest('4012001037141112') as never });
  const refused = await initiatePayment(ports, POLICY, other).catch((error: unknown) => error);
  expect(refused).toMatchObject({ problem: { code: 'attempt_pending', retryAfterSeconds: 120 } });
  later(121_000);
  expect(await end(initiatePayment(ports, POLICY, request({ request: other.request })))).toBe('answered null');
  expect(await store.find(first.id)).toMatchObject({ status: 'pending', problem: 'attempt_superseded' });
  expect(bank.charges).toHaveLength(2);
});

test('while EximPe can’t be asked, nobody takes another’s place', async () => {
  const { ports, later, bank } = world();
  await initiatePayment(ports, POLICY, request());
  bank.reachable = false;
  later(200_000);
  const other = request({ request: cardRequest('4012001037141112') as never });
  expect(await end(initiatePayment(ports, POLICY, other))).toBe('attempt_pending');
});
