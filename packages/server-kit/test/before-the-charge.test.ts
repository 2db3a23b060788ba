// Just before a charge is sent: a process that has lost its right to charge, or whose client no longer waits, charges nothing.
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

/** @param change replaced methods in the store of the process that charges */
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
  ['whose client has disconnected', () => ({ isGone: () => true })],
  ['that is older than its form’s timeout', () => ({ arrivedAt: performance.now() - 56_000 })],
])('a request %s charges nothing, and leaves its checkout free', async (_, more) => {
  const { bank, ports } = world();
  expect(await end(initiatePayment(ports, POLICY, anInitiation(more())))).toBe('refused gateway_unreachable');
  expect(bank.charges).toEqual([]);
  expect(await end(initiatePayment(ports, POLICY, anInitiation()))).toBe('answered null');
});

test.each<[string, (time: World['later']) => (inner: AccountStore) => Partial<AccountStore>]>([
  [
    'while it stored its attempt',
    (later) => (inner) => ({
      async open(attempt) {
        const opening = await inner.open(attempt);
        later(6_000);
        return opening;
      },
    }),
  ],
  [
    'while it secured its attempt',
    (later) => () => ({
      async secure() {
        later(6_000);
        return true;
      },
    }),
  ],
])('a process that was suspended %s charges nothing', async (_, change) => {
  let later: World['later'] = () => undefined;
  const { bank, ports, ...made } = world(change((ms) => later(ms)));
  later = made.later;
  expect(await end(initiatePayment(ports, POLICY, anInitiation()))).toBe('refused gateway_unreachable');
  expect(bank.charges).toEqual([]);
});

/** A machine that is suspended, with its clock, while another one reads what it wrote. It checks again before it charges. */
const frozenWhileSecuring = (meanwhile: (inner: AccountStore) => Promise<unknown>) => (inner: AccountStore) => ({
  async secure() {
    await meanwhile(inner);
    return true;
  },
});

test('a suspended process charges nothing once another one has freed its checkout', async () => {
  const freed = frozenWhileSecuring(async (inner) => {
    for (const { id } of await inner.ofCheckout('ORDER-1')) {
      await changeAttempt({ ...ports, store }, id, (current) => applyRefusal(current, 'gateway_unreachable'));
    }
  });
  const { bank, ports, store } = world(freed);
  expect(await end(initiatePayment(ports, POLICY, anInitiation()))).toBe('refused gateway_unreachable');
  expect(bank.charges).toEqual([]);
});

test('a process that was suspended while it noted a new price with an earlier attempt charges nothing, either', async () => {
  const earlier = anAttempt({ checkout: 'ORDER-1', problem: 'challenge_cancelled', amount: '1.00', price: '1.00' });
  let isFirst = true;
  const { bank, ports, store } = world((inner) => ({
    async replace(attempt, ...more) {
      const written = await inner.replace(attempt, ...more);
      if (attempt.id !== earlier.id || !isFirst) return written;
      isFirst = false;
      for (const { id } of await inner.ofCheckout('ORDER-1'))
        await changeAttempt({ ...ports, store }, id, (current) => applyRefusal(current, 'gateway_unreachable'));
      return written;
    },
  }));
  await store.open(earlier);
  expect(await end(initiatePayment(ports, POLICY, anInitiation()))).toBe('refused gateway_unreachable');
  expect(bank.charges).toEqual([]);
  expect(isFirst).toBe(false);
});

test('no charge is sent if another attempt of the checkout was captured meanwhile', async () => {
  const paid = anAttempt({ checkout: 'ORDER-1', status: 'successful' });
  const { bank, ports } = world((inner) => ({
    secure: () => Promise.resolve(true),
    ofCheckout: async (checkout) => [...(await inner.ofCheckout(checkout)), paid],
  }));
  expect(await end(initiatePayment(ports, POLICY, anInitiation()))).toBe('already_paid');
  expect(bank.charges).toEqual([]);
});

test('no charge is sent if the store can’t guarantee to keep it', async () => {
  const { bank, ports } = world(() => ({ secure: () => Promise.reject(new Error('no replica')) }));
  expect(await end(initiatePayment(ports, POLICY, anInitiation()))).toBe('refused gateway_unreachable');
  expect(bank.charges).toEqual([]);
});

test.each([
  ['resolveCheckout', {}],
  ['resolveCheckout', { retryAfterSeconds: 30 }],
  ['identifyCustomer', {}],
] as const)('if the shop’s %s can’t answer (%j), the attempt is barred before its form asks', async (hook, more) => {
  const { bank, ports, store } = world();
  const given = anInitiation({ [hook]: () => Promise.reject(new ProblemError('checkout_unavailable', more)) });
  expect(await end(initiatePayment(ports, POLICY, given))).toBe('checkout_unavailable');
  expect(await store.bar(given.attempt, 'unknown', 1_000)).toEqual({ kind: 'barred', before: 'uncharged' });
  expect(await end(initiatePayment(ports, POLICY, anInitiation({ attempt: given.attempt })))).toBe('attempt_unknown');
  expect(bank.charges).toEqual([]);
});

/** The state left by a process that died after it stored an attempt; whether its charge was sent is unknown. */
async function leftBehind({ ports, store }: World): Promise<Attempt> {
  const nowMs = ports.clock.now();
  const attempt = anAttempt({ createdAtMs: nowMs, chargeEndsAtMs: nowMs + 35_000, askAtMs: nowMs + 35_000 });
  await store.open(attempt);
  return attempt;
}

test('an attempt whose process died frees its checkout once EximPe says, some time later, that it has no order', async () => {
  const at = world();
  const { ports, later, bank } = at;
  await leftBehind(at);
  const other = (): Promise<string> => end(initiatePayment(ports, POLICY, anInitiation()));
  expect(await other()).toBe('attempt_pending');
  // The charge may be in progress, and EximPe may need a moment to show it.
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

test('if EximPe can’t be asked, the merchant is asked to look, and the checkout stays blocked', async () => {
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

test('a guest can use another card after two minutes; the first attempt has not failed, and still counts', async () => {
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

test('no attempt replaces another one while EximPe can’t be asked', async () => {
  const { ports, later, bank } = world();
  await initiatePayment(ports, POLICY, anInitiation());
  bank.reachable = false;
  later(200_000);
  const other = anInitiation({ request: cardRequest('4012001037141112') as never });
  expect(await end(initiatePayment(ports, POLICY, other))).toBe('attempt_pending');
});
