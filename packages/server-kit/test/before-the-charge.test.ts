// In the moment before a charge leaves: whoever has lost the right to it, or has nobody waiting any more, charges nothing.
import { expect, test } from 'vitest';
import { ProblemError } from '../src/errors/problem-error.ts';
import type { Attempt } from '../src/payments/attempt/attempt.ts';
import { changeAttempt } from '../src/payments/changes/change-attempt.ts';
import { reconcile } from '../src/payments/chores.ts';
import { initiatePayment } from '../src/payments/charging/initiate-payment.ts';
import type { Initiated, Initiation } from '../src/payments/charging/initiation.ts';
import type { Ports } from '../src/payments/ports/ports.ts';
import type { AccountStore } from '../src/payments/ports/store.ts';
import { applyRefusal } from '../src/payments/attempt/progress.ts';
import { MemoryStore } from '../src/stores/memory-store.ts';
import { anAttempt } from './attempts.ts';
import { anInitiation, POLICY, somePorts } from './ports.ts';
import { ScriptedBank } from './scripted-bank.ts';
import { cardRequest } from './shop.ts';
import { changed } from './wrapped-store.ts';

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

const end = (work: Promise<Initiated>): Promise<string> =>
  work.then(
    ({ attempt: { charge, problem } }) => `${charge} ${problem}`,
    (error: unknown) => (error instanceof ProblemError ? error.problem.code : String(error)),
  );

test.each<[string, () => Partial<Initiation>]>([
  ['whose client is gone', () => ({ isGone: () => true })],
  ['that is older than its form waits', () => ({ arrivedAt: performance.now() - 56_000 })],
])('a request %s charges nothing, and leaves its checkout free', async (_, more) => {
  const { bank, ports } = world();
  expect(await end(initiatePayment(ports, POLICY, anInitiation(more())))).toBe('refused gateway_unreachable');
  expect(bank.charges).toEqual([]);
  expect(await end(initiatePayment(ports, POLICY, anInitiation()))).toBe('answered null');
});

test.each<[string, (time: World['later']) => (inner: AccountStore) => Partial<AccountStore>]>([
  [
    'while it wrote its attempt down',
    (later) => (inner) => ({
      async open(attempt) {
        const opening = await inner.open(attempt);
        later(6_000);
        return opening;
      },
    }),
  ],
  [
    'while that was secured',
    (later) => () => ({
      async secure() {
        later(6_000);
        return true;
      },
    }),
  ],
])('a process that stood still %s charges nothing', async (_, change) => {
  let later: World['later'] = () => undefined;
  const { bank, ports, ...made } = world(change((ms) => later(ms)));
  later = made.later;
  expect(await end(initiatePayment(ports, POLICY, anInitiation()))).toBe('refused gateway_unreachable');
  expect(bank.charges).toEqual([]);
});

/** A machine that stands still, clocks and all, while another has what it wrote; it looks again before it charges. */
const frozenWhileSecuring = (meanwhile: (inner: AccountStore) => Promise<unknown>) => (inner: AccountStore) => ({
  async secure() {
    await meanwhile(inner);
    return true;
  },
});

test('a process that stood still charges nothing once another has freed its checkout', async () => {
  const freed = frozenWhileSecuring(async (inner) => {
    for (const { id } of await inner.ofCheckout('ORDER-1')) {
      await changeAttempt({ ...ports, store }, id, (current) => applyRefusal(current, 'gateway_unreachable'));
    }
  });
  const { bank, ports, store } = world(freed);
  expect(await end(initiatePayment(ports, POLICY, anInitiation()))).toBe('refused gateway_unreachable');
  expect(bank.charges).toEqual([]);
});

test('another attempt of the checkout that was captured meanwhile stops the charge', async () => {
  const paid = anAttempt({ checkout: 'ORDER-1', status: 'successful' });
  const { bank, ports } = world((inner) => ({
    secure: () => Promise.resolve(true),
    ofCheckout: async (checkout) => [...(await inner.ofCheckout(checkout)), paid],
  }));
  expect(await end(initiatePayment(ports, POLICY, anInitiation()))).toBe('already_paid');
  expect(bank.charges).toEqual([]);
});

test('a charge that the store does not promise to keep does not leave', async () => {
  const { bank, ports } = world(() => ({ secure: () => Promise.reject(new Error('no replica')) }));
  expect(await end(initiatePayment(ports, POLICY, anInitiation()))).toBe('refused gateway_unreachable');
  expect(bank.charges).toEqual([]);
});

test.each([{}, { retryAfterSeconds: 30 }])(
  'where the shop can’t say what is to be paid (%j), the attempt is barred before its form asks',
  async (more) => {
    const { bank, ports, store } = world();
    const given = anInitiation({
      resolveCheckout: () => Promise.reject(new ProblemError('checkout_unavailable', more)),
    });
    expect(await end(initiatePayment(ports, POLICY, given))).toBe('checkout_unavailable');
    expect(await store.bar(given.attempt, 'unknown', 1_000)).toEqual({ kind: 'barred', before: 'uncharged' });
    expect(await end(initiatePayment(ports, POLICY, anInitiation({ attempt: given.attempt })))).toBe('attempt_unknown');
    expect(bank.charges).toEqual([]);
  },
);

/** As a process leaves it that died after it wrote an attempt down; nobody knows whether its charge had left. */
async function leftBehind({ ports, store }: World): Promise<Attempt> {
  const nowMs = ports.clock.now();
  const attempt = anAttempt({ createdAtMs: nowMs, chargeEndsAtMs: nowMs + 35_000, askAtMs: nowMs + 35_000 });
  await store.open(attempt);
  return attempt;
}

test('an attempt whose process died frees its checkout once EximPe says, a good while later, that it has none', async () => {
  const at = world();
  const { ports, later, bank } = at;
  await leftBehind(at);
  const other = (): Promise<string> => end(initiatePayment(ports, POLICY, anInitiation()));
  expect(await other()).toBe('attempt_pending');
  // The charge may be under way, and EximPe may need a moment to show it.
  for (const ms of [34_000, 2_000, 28_000]) {
    later(ms);
    expect(await other()).toBe('attempt_pending');
  }
  later(2_000);
  bank.reachable = false;
  expect(await other()).toBe('attempt_pending');
  later(2_000);
  bank.reachable = true;
  expect(await other()).toBe('answered null');
});

test('when EximPe does not say, a person is asked to look, and the checkout stays closed meanwhile', async () => {
  const at = world();
  const { ports, store, later, bank } = at;
  const { id } = await leftBehind(at);
  bank.reachable = false;
  for (let minute = 0; minute < 20; minute += 1) {
    later(60_000);
    await reconcile(ports);
  }
  expect(await store.find(id)).toMatchObject({ charge: 'sent', status: 'pending', needsAttention: true });
  expect(await end(initiatePayment(ports, POLICY, anInitiation()))).toBe('attempt_pending');
});

test('a guest who comes back with another card may go on after two minutes; the first one has not failed, and still counts', async () => {
  const { ports, store, later, bank } = world();
  const { attempt: first } = await initiatePayment(ports, POLICY, anInitiation());
  const other = anInitiation({ request: cardRequest('4012001037141112') as never });
  const refused = await initiatePayment(ports, POLICY, other).catch((error: unknown) => error);
  expect(refused).toMatchObject({ problem: { code: 'attempt_pending', retryAfterSeconds: 120 } });
  later(121_000);
  expect(await end(initiatePayment(ports, POLICY, anInitiation({ request: other.request })))).toBe('answered null');
  expect(await store.find(first.id)).toMatchObject({ status: 'pending', problem: 'attempt_superseded' });
  expect(bank.charges).toHaveLength(2);
});

test('while EximPe can’t be asked, no attempt takes another’s place', async () => {
  const { ports, later, bank } = world();
  await initiatePayment(ports, POLICY, anInitiation());
  bank.reachable = false;
  later(200_000);
  const other = anInitiation({ request: cardRequest('4012001037141112') as never });
  expect(await end(initiatePayment(ports, POLICY, other))).toBe('attempt_pending');
});
