// The judge of the chaos run: a correct run passes, and each rule finds its violations. `npm run chaos -- --prove` runs the
// broken kits themselves.
import { expect, test } from 'vitest';
import { judge, RULES } from '../chaos/judge.mjs';

const AT_MS = Date.parse('2026-11-28T10:00:00Z');
const iso = (seconds: number): string => new Date(AT_MS + seconds * 1_000).toISOString();

const [FIRST, SECOND] = ['f4f6fa55-57ad-4089-b892-21b6bf3ad205', 'ab7af5b7-3f70-4b33-b1fb-5b1d7f9f46e9'];

const order = (attempt: string, more: object = {}) => ({
  orderId: `OD-${attempt.slice(0, 4)}`,
  paymentId: `PR-${attempt.slice(0, 4)}`,
  referenceId: `CF-${attempt}`,
  clientId: 'chaos_one',
  merchantId: null,
  amount: '104.00',
  invoice: { number: 'INV-one-ORDER-4' },
  status: 'payment_successful',
  createdAt: iso(0),
  capturedAt: iso(5),
  ...more,
});

const payment = (attempt: string, more: object = {}) => ({
  checkout: 'ORDER-4',
  attempt,
  merchantId: null,
  referenceId: `CF-${attempt}`,
  amount: '104.00',
  ...more,
});

const told = (hook: string, what: object, seconds = 6, account = 'one') => ({
  hook,
  account,
  atMs: AT_MS + seconds * 1_000,
  told: what,
});

const record = (attempt: string, more: object = {}) => ({
  id: attempt,
  referenceId: `CF-${attempt}`,
  charge: 'answered',
  status: 'successful',
  problem: null,
  ...more,
});

/** One checkout: its first attempt fails, its second one pays. */
const well = {
  orders: [order(FIRST, { status: 'failed', capturedAt: null }), order(SECOND)],
  charges: { [`CF-${FIRST}`]: [AT_MS], [`CF-${SECOND}`]: [AT_MS] },
  refunds: [],
  told: [told('onFailed', payment(FIRST), 3), told('onPaid', payment(SECOND))],
  asked: new Map([FIRST, SECOND].map((id) => [id, { account: 'one', checkout: 'ORDER-4' }])),
  lateCaptures: new Set<string>(),
  losses: [] as { fromMs: number; untilMs: number }[],
  attempts: [record(FIRST, { status: 'failed' }), record(SECOND)],
  health: [{ account: 'one', shop: 0, body: { outbox: { waiting: 0 }, overdue: 0 } }],
  waiting: [],
  letters: [],
  traces: [],
  unreadable: [],
};

/** `well` with two captures. */
const twice = {
  ...well,
  orders: [order(FIRST), order(SECOND)],
  told: [
    told('onPaid', payment(FIRST)),
    told('onAttention', { type: 'second_capture', refunding: null, payment: payment(SECOND) }),
  ],
  attempts: [record(FIRST), record(SECOND)],
};

const rulesBroken = (facts: object): string[] => [
  ...new Set(judge({ ...well, ...facts }).violations.map(({ rule }) => rule)),
];

test('a correct run has no violations', () => {
  expect(judge(well)).toEqual({ violations: [], excused: [] });
  expect(judge(twice)).toEqual({ violations: [], excused: [] });
});

test.each<[rule: string, how: string, facts: object]>([
  ['one charge', 'a charge sent twice', { charges: { [`CF-${FIRST}`]: [AT_MS, AT_MS + 1] } }],
  [
    'one charge',
    'an order that was not requested',
    { orders: [...well.orders, order('00000000-0000-4000-8000-000000000000', { status: 'failed' })] },
  ],
  ['told', 'a capture that was not reported', { told: [] }],
  ['not captured', 'told before the money was taken', { told: [told('onPaid', payment(SECOND), 2)] }],
  ['owner', 'told to another account', { told: [told('onPaid', payment(SECOND), 6, 'two')] }],
  ['owner', 'a wrong amount', { told: [told('onPaid', payment(SECOND, { amount: '1.00' }))] }],
  ['owner', 'a wrong checkout', { told: [told('onPaid', payment(SECOND, { checkout: 'ORDER-5' }))] }],
  ['owner', 'a wrong merchant', { told: [told('onPaid', payment(SECOND, { merchantId: '1234567890' }))] }],
  ['failed', 'a failure that EximPe never reported', { told: [...well.told, told('onFailed', payment(SECOND), 4)] }],
  [
    'last word',
    'a failure after the payment',
    { told: [told('onPaid', payment(SECOND)), told('onFailed', payment(FIRST), 9)] },
  ],
  ['pending', 'a message that is never accepted', { health: [{ body: { outbox: { waiting: 1 }, overdue: 0 } }] }],
  ['pending', 'a payment that stays undecided', { attempts: [record(FIRST, { status: 'pending' }), record(SECOND)] }],
  ['pending', 'a checkout blocked for nothing', { attempts: [...well.attempts, record('x', { status: 'pending' })] }],
  ['card data', 'a trace', { traces: ['log of shop 0: …'] }],
  [
    'second capture',
    'two captures without a refund',
    { ...twice, told: [told('onPaid', payment(FIRST)), told('onPaid', payment(SECOND))] },
  ],
  ['second capture', 'all captures refunded', { refunds: [{ payment_id: 'PR-ab7a', refund_amount: 104 }] }],
  [
    'second capture',
    'a refund that was announced but not made',
    {
      ...twice,
      told: [
        told('onPaid', payment(FIRST)),
        told('onAttention', { type: 'second_capture', refunding: SECOND, payment: payment(SECOND) }),
      ],
    },
  ],
])('%s: %s is found', (rule, _how, facts) => {
  expect(Object.keys(RULES)).toContain(rule);
  expect(rulesBroken(facts)).toEqual([rule]);
});

test('a power loss excuses what it explains, but not an unreported capture', () => {
  const facts = {
    ...well,
    charges: { [`CF-${SECOND}`]: [AT_MS, AT_MS + 2_000] },
    losses: [{ fromMs: AT_MS + 500, untilMs: AT_MS + 1_500 }],
  };
  expect(judge(facts)).toMatchObject({ violations: [], excused: [['an attempt that was charged again', 1]] });
  expect(rulesBroken({ ...facts, told: [] })).toEqual(['told']);
});
