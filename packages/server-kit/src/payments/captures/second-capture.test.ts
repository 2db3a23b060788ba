// A claim ends while its process is stopped: then two processes may decide about one checkout at the same time.
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { anAttempt } from '../../../test/attempts.ts';
import { captured, NOW } from '../../../test/money-world.ts';
import { gatewayOf, somePorts } from '../../../test/ports.ts';
import { changed } from '../../../test/wrapped-store.ts';
import { MemoryStore } from '../../stores/memory-store.ts';
import type { Attempt } from '../attempt/attempt.ts';
import { queueOf } from '../outbox/message.ts';
import type { Ports } from '../ports/ports.ts';
import type { AccountStore } from '../ports/store.ts';
import { decideRole } from './second-capture.ts';

const CAPTURED = captured({ charge: 'answered', orderId: 'OD1', capturedAmount: '1000.00', amount: '1000.00' });

interface TwoProcesses {
  readonly older: Attempt;
  readonly younger: Attempt;
  /** Stops once it has read the attempts of the checkout, until `wake` is called. */
  readonly stopped: Ports;
  readonly wake: () => void;
  /** The other process on the same store. */
  readonly other: Ports;
  /** What the store has now. */
  readonly roles: () => Promise<object>;
  readonly notices: () => Promise<string[]>;
  /** Payments for which EximPe was asked for a refund. */
  readonly refunds: () => Promise<readonly string[]>;
}

/** Both refund a second capture. @param state of the older capture */
async function twoProcesses(state: Partial<Attempt> = {}): Promise<TwoProcesses> {
  const refunds: string[] = [];
  const underWay: Promise<unknown>[] = [];
  const gateway = gatewayOf({
    async refund(paymentId: string) {
      refunds.push(paymentId);
      return { kind: 'known', refundId: `RF-${paymentId}`, state: 'requested', word: 'initiated' };
    },
  });
  const clock = { now: () => NOW };
  const store = new MemoryStore(clock).ofAccount('test');
  let wake = (): void => undefined;
  const awake = new Promise<void>((resolve) => (wake = resolve));
  let isFirst = true;
  const stopping = changed(store, (inner) => ({
    async ofCheckout(checkout) {
      const read = await inner.ofCheckout(checkout);
      if (isFirst) await awake;
      isFirst = false;
      return read;
    },
  }));
  const [older, younger] = [
    anAttempt({ ...CAPTURED, ...state, createdAtMs: NOW - 2 }),
    anAttempt({ ...CAPTURED, createdAtMs: NOW - 1, orderId: 'OD2', paymentId: 'PR2' }),
  ];
  // Both opened before either is captured: a captured attempt holds its checkout.
  for (const attempt of [older, younger]) await store.open({ ...attempt, status: 'failed' });
  for (const attempt of [older, younger]) await store.replace({ ...attempt, revision: attempt.revision + 1 });
  const portsOn = (place: AccountStore): Ports =>
    somePorts({
      clock,
      gateway,
      store: place,
      duplicateCapture: 'refund',
      inBackground: (work) => void underWay.push(work),
    });
  return {
    older,
    younger,
    wake,
    stopped: portsOn(stopping),
    other: portsOn(store),
    async roles() {
      const [first, second] = await Promise.all([store.find(older.id), store.find(younger.id)]);
      return { older: first?.role, younger: second?.role };
    },
    async refunds() {
      await Promise.all(underWay);
      return refunds;
    },
    async notices() {
      const waiting = await store.waiting(queueOf(older.checkout));
      return waiting.flatMap((message) =>
        message.topic === 'attention' && message.notice.type === 'second_capture' ? [message.attempt ?? ''] : [],
      );
    },
  };
}

test('a role that another process has decided meanwhile stays', async () => {
  const { older, younger, stopped, wake, other, roles, notices, refunds } = await twoProcesses();
  const late = decideRole(stopped, younger.id);
  await decideRole(other, older.id);
  await decideRole(other, younger.id);
  wake();
  expect(await late).toMatchObject({ role: 'second', secondTo: older.id });
  expect(await roles()).toEqual({ older: 'payment', younger: 'second' });
  expect(await notices()).toEqual([younger.id]);
  expect(await refunds()).toEqual(['PR2']);
});

test.each<[string, string | null, string, object]>([
  ['replaces', '10.00', '1000.00', { older: 'payment', younger: 'second' }],
  ['is one too many', null, '10.00', { older: 'payment', younger: 'replacement' }],
])(
  'a process that stops with the thought that a capture %s changes and refunds nothing when another has found otherwise',
  async (_, thought, found, roles) => {
    const at = await twoProcesses({ capturedAmount: thought });
    await decideRole(at.other, at.older.id);
    const late = decideRole(at.stopped, at.younger.id);
    // EximPe names the captured amount meanwhile, or corrects it.
    const known = await at.other.store.find(at.older.id);
    if (known) await at.other.store.replace({ ...known, capturedAmount: found, revision: known.revision + 1 });
    const decided = await decideRole(at.other, at.younger.id);
    at.wake();
    expect((await late)?.role).toBe(decided?.role);
    expect(await at.roles()).toEqual(roles);
    expect(await at.refunds()).toHaveLength(1);
  },
);

test.each<['older' | 'younger', 'older' | 'younger', string]>([
  ['younger', 'older', 'second'],
  ['older', 'younger', 'payment'],
])(
  'if a process stops over the %s capture and another decides the %s one, one payment is left, and the shop is told',
  async (slow, quick, role) => {
    const at = await twoProcesses();
    const late = decideRole(at.stopped, at[slow].id);
    expect(await decideRole(at.other, at[quick].id)).toMatchObject({ role: 'payment' });
    at.wake();
    expect(await late).toMatchObject({ role });
    expect(await at.roles()).toEqual({ older: 'payment', younger: 'second' });
    expect(await at.notices()).toEqual([at.younger.id]);
    expect(await at.refunds()).toEqual(['PR2']);
  },
);

test('a capture that another process makes the second one is not returned as the payment', async () => {
  const { older, younger, stopped, wake, other, roles } = await twoProcesses();
  const late = decideRole(stopped, older.id);
  let looks = 0;
  const store = changed(other.store, (inner) => ({
    async ofCheckout(checkout) {
      looks += 1;
      if (looks === 2) {
        wake();
        await late;
      }
      return inner.ofCheckout(checkout);
    },
  }));
  expect(await decideRole({ ...other, store }, younger.id)).toMatchObject({ role: 'second', secondTo: older.id });
  expect(await roles()).toEqual({ older: 'payment', younger: 'second' });
});

test('if a process dies right after it wrote a second payment, the next delivery finds it', async () => {
  const { older, younger, other, roles, notices } = await twoProcesses();
  await decideRole(other, older.id);
  const read = await other.store.find(younger.id);
  if (read) await other.store.replace({ ...read, role: 'payment', revision: read.revision + 1 });
  expect(await decideRole(other, younger.id)).toMatchObject({ role: 'second' });
  expect(await roles()).toEqual({ older: 'payment', younger: 'second' });
  expect(await notices()).toEqual([younger.id]);
});

/** The same store for a process whose calls each begin and end when `next` lets one of those that wait go on. */
function stepByStep(store: AccountStore) {
  const waiting: (() => void)[] = [];
  const step = (): Promise<void> => new Promise((resolve) => void waiting.push(resolve));
  const stepping = new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]): Promise<unknown> => {
        await step();
        const answer: unknown = await Reflect.apply(member, target, args);
        await step();
        return answer;
      };
    },
  });
  return {
    store: stepping,
    next: (random: number) => waiting.splice(Math.floor(random * waiting.length), 1)[0]?.(),
  };
}

test('in whatever order two processes take their steps, one capture remains, one is refunded, and the shop is told once', async () => {
  let seed = 7;
  const random = (): number => (seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32;
  for (let round = 0; round < 150; round += 1) {
    const at = await twoProcesses(random() < 0.5 ? {} : { capturedAmount: '10.00' });
    const { store, next } = stepByStep(at.other.store);
    const running = { processes: 2 };
    const decideAll = async (): Promise<void> => {
      const ids = random() < 0.5 ? [at.older.id, at.younger.id] : [at.younger.id, at.older.id];
      for (const id of ids) await decideRole({ ...at.other, store }, id);
      running.processes -= 1;
    };
    const both = Promise.all([decideAll(), decideAll()]);
    while (running.processes > 0) {
      next(random());
      await setImmediate();
    }
    await both;
    const refunded = (await at.other.store.ofCheckout(at.older.checkout)).filter(({ refund }) => refund !== 'none');
    expect(Object.values(await at.roles())).toContain('payment');
    expect({ refunded: refunded.length, notices: (await at.notices()).length }).toEqual({ refunded: 1, notices: 1 });
  }
});
