// Random sequences of everything that can happen to payments, against a bank with its own records: every captured rupee is
// reported to its owner with the right amount; nobody gets another's; no paid checkout becomes unpaid.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ProblemError } from '../src/errors/problem-error.ts';
import { createKeys } from '../src/keys.ts';
import type { Attention } from '../src/payments/outbox/attention.ts';
import type { Attempt } from '../src/payments/attempt/attempt.ts';
import { issueLaunch, shopperReturned, takeLaunch } from '../src/payments/challenge/challenge.ts';
import { checkPayment } from '../src/payments/outcome/check-payment.ts';
import { reconcile } from '../src/payments/chores.ts';
import { cancelAttempt } from '../src/payments/outcome/cancel-attempt.ts';
import { initiatePayment } from '../src/payments/charging/initiate-payment.ts';
import { holdToPrice, notePrice } from '../src/payments/outcome/latest-price.ts';
import type { FailedPayment, PaidPayment } from '../src/payments/outbox/payment.ts';
import type { Ports } from '../src/payments/ports/ports.ts';
import type { AccountStore } from '../src/payments/ports/store.ts';
import { receiveReport } from '../src/payments/outcome/receive-webhook.ts';
import { MemoryStore } from '../src/stores/memory-store.ts';
import { anInitiation, POLICY, somePorts } from './ports.ts';
import { ScriptedBank, type Fate, type Order } from './scripted-bank.ts';
import { cardRequest, CHECKOUT, SECRET, VISA_DEBIT } from './shop.ts';

/** Two shops on one store, each with its own account, with the same references for their checkouts. */
const SHOPS = ['one', 'other'] as const;
type ShopName = (typeof SHOPS)[number];
const CARDS = [VISA_DEBIT, '4012001037141112'];
const PRICES = ['1000.00', '95000.00'] as const;

type Step = { readonly shop: ShopName } & (
  | { readonly do: 'pay'; readonly fate: Fate; readonly again: boolean; readonly card: number }
  | { readonly do: 'decide'; readonly order: number; readonly status: 'successful' | 'failed' }
  | { readonly do: 'webhook'; readonly order: number; readonly stale: boolean }
  | { readonly do: 'return' | 'poll' | 'cancel' | 'launch'; readonly order: number }
  | { readonly do: 'wait'; readonly seconds: number }
  | { readonly do: 'price'; readonly price: (typeof PRICES)[number] }
  | { readonly do: 'reconcile' | 'restart' | 'cut off' | 'connect' | 'hook throws' | 'forget' | 'webhook of the other' }
);

const order = fc.nat(5);
const shop = fc.constantFrom(...SHOPS);
const anyStep = (canForget: boolean): fc.Arbitrary<Step> =>
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        shop,
        do: fc.constant('pay' as const),
        fate: fc.constantFrom<Fate>('answered', 'frictionless', 'lost before', 'lost after', 'refused'),
        again: fc.boolean(),
        card: fc.nat(1),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        shop,
        do: fc.constant('decide' as const),
        order,
        status: fc.constantFrom('successful' as const, 'failed' as const),
      }),
    },
    { weight: 4, arbitrary: fc.record({ shop, do: fc.constant('webhook' as const), order, stale: fc.boolean() }) },
    {
      weight: 6,
      arbitrary: fc.record({
        shop,
        do: fc.constantFrom('return' as const, 'poll' as const, 'cancel' as const, 'launch' as const),
        order,
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ shop, do: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 400 }) }),
    },
    { weight: 1, arbitrary: fc.record({ shop, do: fc.constant('price' as const), price: fc.constantFrom(...PRICES) }) },
    {
      weight: 4,
      arbitrary: fc.record({
        shop,
        do: fc.constantFrom(
          'reconcile' as const,
          'restart' as const,
          'cut off' as const,
          'connect' as const,
          'hook throws' as const,
          'webhook of the other' as const,
          ...(canForget ? (['forget'] as const) : []),
        ),
      }),
    },
  );

class Shop {
  readonly bank = new ScriptedBank();
  readonly name: ShopName;
  readonly clock: { now(): number };
  store: AccountStore;
  readonly paid: PaidPayment[] = [];
  readonly failed: FailedPayment[] = [];
  readonly attention: Attention[] = [];
  readonly attempts: string[] = [];
  price: string = PRICES[0];
  hookThrows = 0;
  hasForgotten = false;
  /** Waits for background work of the process. */
  idle = async (): Promise<void> => undefined;
  ports: Ports;

  constructor(name: ShopName, clock: { now(): number }, store: AccountStore) {
    this.name = name;
    this.clock = clock;
    this.store = store;
    this.ports = this.boot();
  }

  /** A process: its own memory of work in progress, the same store. */
  boot(): Ports {
    const background: Promise<unknown>[] = [];
    const told = <Told>(list: Told[]) => {
      return (one: Told): void => {
        if (this.hookThrows > 0) {
          this.hookThrows -= 1;
          throw new Error('the shop is down');
        }
        list.push(one);
      };
    };
    const ports = somePorts({
      store: this.store,
      gateway: this.bank,
      keys: createKeys([SECRET]),
      clock: this.clock,
      duplicateCapture: 'refund',
      hooks: { onPaid: told(this.paid), onFailed: told(this.failed), onAttention: told(this.attention) },
      inBackground: (work) => void background.push(work),
    });
    this.idle = async () => {
      while (background.length > 0) await background.shift();
    };
    return ports;
  }

  checkout() {
    return { ...CHECKOUT, amount: this.price, invoice: { number: `INV_${this.name}` } };
  }

  attemptOf(reference: string): Promise<Attempt | undefined> {
    return this.store.find(reference.replace('CF-', ''));
  }
}

class World {
  nowMs = 1_800_000_000_000;
  readonly clock = { now: () => this.nowMs };
  place = new MemoryStore(this.clock);
  readonly shops: Readonly<Record<ShopName, Shop>>;

  constructor() {
    const shopOf = (name: ShopName) => new Shop(name, this.clock, this.place.ofAccount(name));
    this.shops = { one: shopOf('one'), other: shopOf('other') };
  }

  async run(step: Step): Promise<void> {
    const at = this.shops[step.shop];
    switch (step.do) {
      case 'pay':
        await this.pay(at, step);
        break;
      case 'decide':
        at.bank.decide(step.order, step.status);
        break;
      case 'webhook': {
        const found = at.bank.orders[step.order];
        if (found && found.status !== 'pending') await this.notice(at, found, step.stale);
        break;
      }
      case 'webhook of the other': {
        const [found] = this.shops[step.shop === 'one' ? 'other' : 'one'].bank.orders;
        if (found && found.status !== 'pending') expect(await this.notice(at, found, false)).not.toBe('recorded');
        break;
      }
      case 'return':
      case 'poll':
      case 'launch':
      case 'cancel': {
        const attempt = await at.store.find(at.attempts[step.order] ?? '');
        if (attempt) await this.visit(at, attempt, step.do);
        break;
      }
      case 'wait':
        this.nowMs += step.seconds * 1000;
        break;
      case 'price':
        at.price = step.price;
        await notePrice(at.ports, await at.store.ofCheckout('ORDER-1'), at.checkout());
        break;
      case 'reconcile':
        await reconcile(at.ports);
        break;
      case 'restart':
        at.ports = at.boot();
        break;
      case 'forget':
        at.hasForgotten = true;
        at.store = new MemoryStore(this.clock).ofAccount(at.name);
        at.ports = at.boot();
        break;
      case 'cut off':
      case 'connect':
        at.bank.reachable = step.do === 'connect';
        break;
      case 'hook throws':
        at.hookThrows += 1;
        break;
    }
    await at.idle();
  }

  async pay(at: Shop, { fate, again, card }: Extract<Step, { readonly do: 'pay' }>): Promise<void> {
    at.bank.fate = fate;
    const last = at.attempts.at(-1);
    const attempt = again && last ? last : randomUUID();
    if (attempt !== last) at.attempts.push(attempt);
    const initiation = anInitiation({
      attempt,
      request: cardRequest(CARDS[card] ?? VISA_DEBIT) as never,
      resolveCheckout: async () => at.checkout(),
    });
    await initiatePayment(at.ports, POLICY, initiation).catch((error: unknown) => {
      if (!(error instanceof ProblemError)) throw error;
    });
  }

  async visit(at: Shop, attempt: Attempt, what: 'return' | 'poll' | 'cancel' | 'launch'): Promise<void> {
    if (what === 'return') await checkPayment(at.ports, (await shopperReturned(at.ports, attempt.id)) ?? attempt);
    if (what === 'poll') await checkPayment(at.ports, attempt);
    if (what === 'cancel') await cancelAttempt(at.ports, attempt);
    if (what !== 'launch') return;
    const held = await holdToPrice(at.ports, attempt, at.checkout());
    const ticket = await issueLaunch(at.ports, held).catch((error: unknown) => {
      if (!(error instanceof ProblemError)) throw error;
    });
    const launch = ticket === undefined ? undefined : await takeLaunch(at.ports, ticket);
    if (launch) expect(launch.attempt.amount, 'a shopper was sent to pay an old price').toBe(at.price);
  }

  /** @param stale reports the failure that came before a capture */
  notice(at: Shop, { referenceId, orderId, status, wasFailed, amount }: Order, stale: boolean): Promise<unknown> {
    const told = stale && wasFailed ? 'failed' : status;
    return receiveReport(at.ports, { referenceId, orderId, status: told, amount });
  }

  /** The invariants after every step. */
  check(): void {
    for (const at of Object.values(this.shops)) {
      const { bank, paid, failed, attention } = at;
      // A forgotten attempt may be charged again: EximPe accepts each reference once.
      const made = at.hasForgotten ? bank.orders.map(({ referenceId }) => referenceId) : bank.charges;
      expect(new Set(made).size, 'a reference was charged twice').toBe(made.length);
      for (const payment of paid) {
        const truth = bank.orders.find(({ referenceId }) => referenceId === payment.referenceId);
        expect(truth?.status, 'a payment was reported as paid that EximPe did not capture').toBe('successful');
        expect(truth?.amount, 'a wrong amount was reported').toBe(payment.amount);
      }
      for (const { referenceId } of failed) {
        const truth = bank.orders.find((one) => one.referenceId === referenceId);
        expect(truth?.status === 'failed' || truth?.wasFailed, 'reported as failed, unconfirmed by EximPe').toBe(true);
      }
      for (const { payment } of attention) {
        const isOwn = payment === null || bank.orders.some(({ referenceId }) => referenceId === payment.referenceId);
        expect(isOwn || bank.charges.includes(payment.referenceId), 'reported another’s payment').toBe(true);
      }
    }
  }

  /** In the end every capture has been reported: as paid, as a second capture, or as forgotten. */
  async end(): Promise<void> {
    for (const at of Object.values(this.shops)) {
      at.bank.reachable = true;
      at.hookThrows = 0;
    }
    for (let round = 0; round < 170; round += 1) {
      this.nowMs += 3_700_000;
      for (const at of Object.values(this.shops)) {
        await reconcile(at.ports);
        await at.idle();
      }
    }
    // EximPe reports every capture, twice.
    for (const at of Object.values(this.shops)) {
      const captured = at.bank.orders.filter(({ status }) => status === 'successful');
      for (const one of captured) await this.notice(at, one, false);
      await at.idle();
      await reconcile(at.ports);
      await at.idle();
      this.check();
      for (const { referenceId } of captured) {
        const isPaid = at.paid.some((payment) => payment.referenceId === referenceId);
        const isSecond = at.attention.some(
          (notice) => notice.type === 'second_capture' && notice.payment?.referenceId === referenceId,
        );
        const isForgotten = at.attention.some(
          (notice) => notice.type === 'capture_unknown' && notice.referenceId === referenceId,
        );
        expect(isPaid || isSecond || isForgotten, `${referenceId} was not reported`).toBe(true);
      }
      expect(await at.store.backlog(this.nowMs), 'a message was not delivered').toMatchObject({ count: 0 });
      await this.endOf(at, captured);
    }
  }

  /** A paid checkout: reported by a payment at its price if there is one, and every other capture is refunded. */
  async endOf(at: Shop, captured: readonly Order[]): Promise<void> {
    const known = await Promise.all(captured.map(({ referenceId }) => at.attemptOf(referenceId)));
    const attempts = known.filter((attempt) => attempt !== undefined);
    const payers = attempts.filter(({ role, refund }) => role !== 'second' && refund === 'none');
    if (attempts.length > 0) expect(payers, 'one capture stands for the checkout').toHaveLength(1);
    const given = attempts.filter(({ refund }) => refund === 'refunded');
    expect(given, 'every other one is refunded').toHaveLength(Math.max(0, attempts.length - 1));
    const isAt = (attempt: Attempt): boolean => attempt.amount === attempt.price;
    if (attempts.some((one) => one.role !== null && isAt(one)) && payers[0]) {
      const hadChoice = attempts.some((one) => one.role === 'replacement');
      if (hadChoice) expect(payers[0].role).toBe('replacement');
    }
  }
}

const play = (canForget: boolean, numRuns: number): Promise<void> =>
  fc.assert(
    fc.asyncProperty(fc.array(anyStep(canForget), { minLength: 1, maxLength: 40 }), async (steps) => {
      const world = new World();
      for (const one of steps) {
        await world.run(one);
        world.check();
      }
      await world.end();
    }),
    { numRuns },
  );

test(
  'whatever is created, lost, repeated, delayed, repriced or restarted, reports match EximPe and reach their owner',
  () => play(false, 200),
  120_000,
);

test(
  'even if the store forgets: what can’t be reported as paid is reported as forgotten',
  () => play(true, 100),
  120_000,
);

test('contradictory reports end with what EximPe says, in any order', async () => {
  const reported = fc.array(fc.constantFrom('successful' as const, 'failed' as const), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(reported, async (words) => {
      const world = new World();
      const { one: at } = world.shops;
      await world.run({ shop: 'one', do: 'pay', fate: 'answered', again: false, card: 0 });
      const [found] = at.bank.orders;
      if (!found) throw new Error('There is no order.');
      for (const status of words) {
        world.nowMs += 2_000;
        await world.notice(at, { ...found, status }, false);
        await at.idle();
      }
      const [attempt] = await at.store.ofCheckout('ORDER-1');
      expect(attempt?.status).toBe(words.includes('successful') ? 'successful' : 'pending');
      expect(at.failed).toEqual([]);
      expect(at.paid).toHaveLength(words.includes('successful') ? 1 : 0);
    }),
  );
});
