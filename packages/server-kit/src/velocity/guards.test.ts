import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { somePorts } from '../../test/ports.ts';
import { ProblemError } from '../errors/problem-error.ts';
import type { PaymentEvent } from '../payments/payment-event.ts';
import { addressHashOf } from './address-key.ts';
import type { Decision, Payer } from './decision.ts';
import { createGuards, type Guards } from './guards.ts';

type Changes = Parameters<typeof createGuards>[1];

function guarded(changes: Changes, startMs = 1_800_000_000_000) {
  const at = { nowMs: startMs };
  const events: PaymentEvent[] = [];
  const errors: string[] = [];
  const ports = somePorts({
    clock: { now: () => at.nowMs },
    emit: (event) => void events.push(event),
    log: {
      info: () => undefined,
      warn: () => undefined,
      error: (_details, message) => void errors.push(message),
    },
  });
  const payer = (more: Partial<Payer> & { readonly from?: string } = {}): Payer => {
    const { from = '192.0.2.1', ...rest } = more;
    const addressHash = addressHashOf(ports.keys, from);
    return {
      checkout: randomUUID(),
      customer: randomUUID(),
      cardHash: randomUUID(),
      addressHash,
      merchantId: null,
      ...rest,
    };
  };
  return { at, events, errors, ports, payer, guards: createGuards(ports, changes) };
}

const decision = (payer: Payer, outcome: Decision['outcome'] = 'declined'): Decision => ({
  ...payer,
  attempt: randomUUID(),
  outcome,
});
const isTaken = (work: Promise<void>): Promise<boolean> =>
  work.then(
    () => true,
    (error: unknown) => {
      if (error instanceof ProblemError && error.problem.code === 'too_many_attempts') return false;
      throw error;
    },
  );
async function decide(guards: Guards, count: number, of: () => Decision): Promise<void> {
  for (let decided = 0; decided < count; decided += 1) await guards.decided(of());
}

describe('declined payments', () => {
  test('from one /64 count together, and other networks stay unaffected', async () => {
    const { guards, payer } = guarded({ addressDeclines: { points: 2, seconds: 600 } });
    await guards.decided(decision(payer({ from: '2001:db8:1:2::1' })));
    await guards.decided(decision(payer({ from: '2001:db8:1:2:ffff::2' })));
    expect(await isTaken(guards.payment(payer({ from: '2001:db8:1:2:aaaa::3' })))).toBe(false);
    expect(await isTaken(guards.payment(payer({ from: '2001:db8:1:3::1' })))).toBe(true);
  });

  test.each<[string, Changes, (payer: Payer) => Partial<Payer>]>([
    ['address', { addressDeclines: { points: 1, seconds: 600 } }, ({ addressHash }) => ({ addressHash })],
    ['card', { card: { points: 1, seconds: 600 } }, ({ cardHash }) => ({ cardHash })],
    ['shopper', { customerDeclines: { points: 1, seconds: 600 } }, ({ customer }) => ({ customer })],
    ['address, by card count', { addressCards: { points: 1, seconds: 600 } }, ({ addressHash }) => ({ addressHash })],
  ])('of one sub-merchant are not held against another: %s', async (_, changes, same) => {
    const { guards, payer } = guarded(changes);
    const first = payer({ merchantId: 'MID-1' });
    await guards.decided(decision(first));
    const again = same(first);
    expect(await isTaken(guards.payment(payer({ ...again, merchantId: 'MID-1' })))).toBe(false);
    expect(await isTaken(guards.payment(payer({ ...again, merchantId: 'MID-2' })))).toBe(true);
    expect(await isTaken(guards.payment(payer({ ...again, merchantId: null })))).toBe(true);
  });

  test('are counted once per attempt, and not at all if it was paid', async () => {
    const { guards, payer } = guarded({ customerDeclines: { points: 2, seconds: 600 } });
    const told = decision(payer());
    await decide(guards, 5, () => told);
    await decide(guards, 5, () => decision(told, 'paid'));
    expect(await isTaken(guards.payment(told))).toBe(true);
    await guards.decided(decision(told));
    expect(await isTaken(guards.payment(told))).toBe(false);
  });

  test('that can’t be counted do not cause a failure', async () => {
    const { guards, payer, ports, errors } = guarded({});
    ports.store.claim = () => Promise.reject(new Error('the store is away'));
    await guards.decided(decision(payer()));
    expect(errors).toHaveLength(1);
  });
});

test.each(['address', 'bin', 'unknownAttempt'] as const)('the flood guard %s counts a network', async (name) => {
  const limit = { points: 1, seconds: 600 };
  const { guards, ports } = guarded({ address: limit, bin: limit, attempt: limit });
  const ask = (ipAddress: string): Promise<boolean> =>
    isTaken(guards[name](name === 'address' ? addressHashOf(ports.keys, ipAddress) : ipAddress));
  expect(await ask('2001:db8::1')).toBe(true);
  expect(await ask('2001:db8::2')).toBe(false);
  expect(await ask('2001:db8:0:1::2')).toBe(true);
});

test('cards and attempts are counted separately for each sub-merchant', async () => {
  const { guards, payer } = guarded({ checkout: { points: 1, seconds: 600 }, customer: { points: 2, seconds: 600 } });
  const [checkout, customer] = ['ORDER-1', 'asha'];
  expect(await isTaken(guards.payment(payer({ checkout, merchantId: 'MID-1' })))).toBe(true);
  expect(await isTaken(guards.payment(payer({ checkout, merchantId: 'MID-1' })))).toBe(false);
  expect(await isTaken(guards.payment(payer({ checkout, merchantId: 'MID-2' })))).toBe(true);
  for (const taken of [true, true, false]) {
    expect(await isTaken(guards.payment(payer({ customer, merchantId: 'MID-1' })))).toBe(taken);
  }
  expect(await isTaken(guards.payment(payer({ customer, merchantId: 'MID-2' })))).toBe(true);
});

describe('the decline rate alarm', () => {
  const alarms = (events: readonly PaymentEvent[]) => events.filter(({ type }) => type === 'decline_rate.high');

  test.each<[string, number, number, number]>([
    ['17 of 20', 3, 17, 1],
    ['16 of 20, which is not more than 80 %', 4, 16, 0],
    ['19 of 19, which is too few', 0, 19, 0],
  ])('%s', async (_, paid, declined, told) => {
    const { guards, payer, events, errors } = guarded({});
    await decide(guards, paid, () => decision(payer(), 'paid'));
    await decide(guards, declined, () => decision(payer()));
    expect(alarms(events)).toHaveLength(told);
    expect(errors).toHaveLength(told);
  });

  test('is raised once in ten minutes, with numbers, even if limits are off', async () => {
    const { at, guards, payer, events } = guarded(false);
    await decide(guards, 30, () => decision(payer()));
    expect(alarms(events)).toEqual([{ type: 'decline_rate.high', declined: 20, decided: 20, merchant: null }]);
    at.nowMs += 600_000;
    await decide(guards, 19, () => decision(payer()));
    expect(alarms(events)).toHaveLength(1);
    await decide(guards, 1, () => decision(payer()));
    expect(alarms(events)).toHaveLength(2);
  });

  test('counts all processes of a shop together, and each sub-merchant separately', async () => {
    const { guards, payer, events, ports } = guarded({});
    const elsewhere = createGuards(ports, {});
    for (const merchantId of ['MID-1', 'MID-2']) {
      await decide(guards, 10, () => decision(payer({ merchantId })));
    }
    expect(alarms(events)).toEqual([]);
    await decide(elsewhere, 10, () => decision(payer({ merchantId: 'MID-2' })));
    expect(alarms(events)).toMatchObject([{ merchant: 'MID-2', declined: 20 }]);
  });
});
