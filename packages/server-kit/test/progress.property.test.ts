import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ProblemError } from '../src/errors/problem-error.ts';
import { createKeys } from '../src/keys.ts';
import { holdOf, type Attempt } from '../src/payments/attempt.ts';
import { shopperReturned } from '../src/payments/challenge.ts';
import { checkPayment } from '../src/payments/check-payment.ts';
import { cancelAttempt } from '../src/payments/cancel-attempt.ts';
import { initiatePayment } from '../src/payments/initiate-payment.ts';
import type { Ports } from '../src/payments/ports/ports.ts';
import { receiveReport } from '../src/payments/receive-webhook.ts';
import { reconcile } from '../src/payments/reconcile.ts';
import type { SettledPayment } from '../src/payments/settled-payment.ts';
import { MemoryStore } from '../src/stores/memory-store.ts';
import { somePorts } from './ports.ts';
import { ScriptedBank, type Fate } from './scripted-bank.ts';
import { cardRequest, CHECKOUT, SECRET, VISA_DEBIT } from './shop.ts';

const POLICY = {
  networks: ['visa'],
  cvcOptional: [],
  cardTypes: 'lookup',
  asksCvc: false,
  chargeTimeoutMs: 35_000,
} as const;

type Step =
  | { readonly do: 'pay'; readonly fate: Fate; readonly again: boolean }
  | { readonly do: 'decide'; readonly order: number; readonly status: 'successful' | 'failed' }
  | { readonly do: 'webhook' | 'return' | 'poll' | 'cancel'; readonly order: number }
  | { readonly do: 'wait'; readonly seconds: number }
  | { readonly do: 'reconcile' | 'restart' | 'cut off' | 'connect' | 'hook throws' };

const order = fc.nat(5);
const status = fc.constantFrom('successful' as const, 'failed' as const);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('pay' as const),
      fate: fc.constantFrom<Fate>('answered', 'frictionless', 'lost before', 'lost after', 'refused'),
      again: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('decide' as const), order, status }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('webhook' as const, 'return' as const, 'poll' as const, 'cancel' as const),
      order,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 200 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'reconcile' as const,
        'restart' as const,
        'cut off' as const,
        'connect' as const,
        'hook throws' as const,
      ),
    }),
  },
);

class World {
  nowMs = 1_800_000_000_000;
  readonly bank = new ScriptedBank();
  readonly store = new MemoryStore({ now: () => this.nowMs });
  readonly told: SettledPayment[] = [];
  readonly attempts: string[] = [];
  readonly seen = new Map<string, string>();
  hookThrows = 0;
  /** Waits for what the process does in the background. */
  idle = async (): Promise<void> => undefined;
  ports = this.boot();

  /** A process: its own memory of what is under way, the same store. */
  boot(): Ports {
    const background: Promise<unknown>[] = [];
    const ports = somePorts({
      store: this.store,
      gateway: this.bank,
      keys: createKeys([SECRET]),
      clock: { now: () => this.nowMs },
      onSettled: (payment) => {
        if (this.hookThrows > 0) {
          this.hookThrows -= 1;
          throw new Error('the shop is down');
        }
        this.told.push(payment);
      },
      inBackground: (work) => void background.push(work),
    });
    this.idle = async () => {
      while (background.length > 0) await background.shift();
    };
    return ports;
  }

  async run(step: Step): Promise<void> {
    switch (step.do) {
      case 'pay': {
        this.bank.fate = step.fate;
        const last = this.attempts.at(-1);
        const attempt = step.again && last ? last : randomUUID();
        if (attempt !== last) this.attempts.push(attempt);
        await initiatePayment(this.ports, POLICY, {
          attempt,
          request: cardRequest(VISA_DEBIT) as never,
          shopper: { ipAddress: '127.0.0.1', userAgent: 'x' },
          returnUrl: 'http://localhost/return',
          resolveCheckout: async () => CHECKOUT,
          customer: undefined,
          admit: async () => undefined,
        }).catch((error: unknown) => {
          if (!(error instanceof ProblemError)) throw error;
        });
        break;
      }
      case 'decide':
        this.bank.decide(step.order, step.status);
        break;
      case 'webhook': {
        const found = this.bank.orders[step.order];
        if (found && found.status !== 'pending') await this.notice(found.referenceId, found.orderId, found.status);
        break;
      }
      case 'return':
      case 'poll':
      case 'cancel': {
        const attempt = await this.store.find(this.attempts[step.order] ?? '');
        if (!attempt) break;
        if (step.do === 'return')
          await checkPayment(this.ports, (await shopperReturned(this.ports, attempt.id)) ?? attempt);
        if (step.do === 'poll') await checkPayment(this.ports, attempt);
        if (step.do === 'cancel') await cancelAttempt(this.ports, attempt);
        break;
      }
      case 'wait':
        this.nowMs += step.seconds * 1000;
        break;
      case 'reconcile':
        await reconcile(this.ports);
        break;
      case 'restart':
        this.ports = this.boot();
        break;
      case 'cut off':
      case 'connect':
        this.bank.reachable = step.do === 'connect';
        break;
      case 'hook throws':
        this.hookThrows += 1;
        break;
    }
    await this.idle();
  }

  notice(referenceId: string, orderId: string, outcome: 'successful' | 'failed'): Promise<unknown> {
    return receiveReport(this.ports, { referenceId, orderId, status: outcome });
  }

  async all(): Promise<Attempt[]> {
    const found = await Promise.all(this.attempts.map((id) => this.store.find(id)));
    return found.filter((attempt) => attempt !== undefined);
  }

  /** What must hold after every step, whatever happened. */
  async check(): Promise<void> {
    expect(new Set(this.bank.charges).size, 'a reference was charged twice').toBe(this.bank.charges.length);
    for (const attempt of await this.all()) {
      const before = this.seen.get(attempt.id) ?? 'pending';
      if (before !== 'pending') expect(attempt.status, 'a settled payment changed').toBe(before);
      this.seen.set(attempt.id, attempt.status);
      if (attempt.status === 'pending') continue;
      const truth = this.bank.orders.find(({ referenceId }) => referenceId === attempt.referenceId)?.status;
      expect(attempt.status, 'something was settled that EximPe did not say').toBe(truth);
    }
    const names = this.told.map(({ attempt }) => attempt);
    expect(new Set(names).size, 'onSettled was called twice').toBe(names.length);
  }

  /** In the end everything that was decided has been told, once. */
  async end(): Promise<void> {
    this.bank.reachable = true;
    this.hookThrows = 0;
    for (let round = 0; round < 40; round += 1) {
      this.nowMs += 3_700_000;
      await reconcile(this.ports);
      await this.idle();
    }
    await this.check();
    for (const attempt of await this.all()) {
      const truth =
        this.bank.orders.find(({ referenceId }) => referenceId === attempt.referenceId)?.status ?? 'pending';
      expect(attempt.status).toBe(truth);
      const told = this.told.filter((payment) => payment.attempt === attempt.id);
      expect(told.map((payment) => payment.status)).toEqual(truth === 'pending' ? [] : [truth]);
    }
    const paid = (await this.all()).filter((attempt) => holdOf(attempt) === 'paid');
    const unreported = paid.filter((attempt) => attempt.duplicate === 'none');
    expect(unreported.length, 'a double payment went unnoticed').toBeLessThanOrEqual(1);
  }
}

test('whatever is created, lost, repeated, delayed or restarted, money is told as EximPe says, and once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 40 }), async (steps) => {
      const world = new World();
      for (const one of steps) {
        await world.run(one);
        await world.check();
      }
      await world.end();
    }),
    { numRuns: 300 },
  );
}, 60_000);

test('news that contradicts a settled payment changes nothing, in any order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(status, { minLength: 1, maxLength: 6 }), async (reported) => {
      const world = new World();
      await world.run({ do: 'pay', fate: 'answered', again: false });
      const [found] = world.bank.orders;
      for (const one of reported) await world.notice(found?.referenceId ?? '', found?.orderId ?? '', one);
      await world.idle();
      const [attempt] = await world.all();
      expect(attempt?.status).toBe(reported[0]);
      expect(attempt?.capturedAfterFailure).toBe(reported[0] === 'failed' && reported.includes('successful'));
      expect(world.told.map((payment) => payment.status)).toEqual([reported[0]]);
    }),
  );
});
