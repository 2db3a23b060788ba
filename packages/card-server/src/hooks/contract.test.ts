import { describe, expect, test } from 'vitest';
import { Hook } from './contract.ts';

const REQUEST = { version: 1, request: '4a1b0f0e-2d6c-4c1b-8a57-0c6d1f0e2b90' } as const;
const PAYMENT = {
  checkout: 'ORDER-1',
  attempt: '1f6d2c1e-6a0b-4a53-9b55-7d1c6f0e2b90',
  merchantId: null,
  orderId: 'OD1',
  paymentId: 'PR1',
  referenceId: 'CF-1',
  bankReference: null,
  amount: '1000.00',
  currency: 'INR',
  network: 'visa',
  mop: 'debit_card',
  last4: '0003',
  issuingBank: 'HDFC Bank',
  paidAt: '2026-12-01T09:00:00.000Z',
} as const;
const HOOKS: readonly Hook[] = [
  { ...REQUEST, type: 'checkout.resolve', reference: 'ORDER-1' },
  { ...REQUEST, type: 'payment.paid', id: 'paid:1', payment: { ...PAYMENT, afterFailure: false, price: null } },
  { ...REQUEST, type: 'payment.failed', id: 'failed:1', payment: { ...PAYMENT, problem: 'card_declined' } },
  {
    ...REQUEST,
    type: 'attention',
    id: 'n1',
    attention: { id: 'n1', type: 'dispute', todo: 'Reply.', payment: PAYMENT },
  },
];
const known = HOOKS.map((hook) => [hook.type, hook] as const);
const NEWS = { metadata: { table: 7 } };

test.each(known)('%s is read unchanged', (_, hook) => expect(Hook.parse(hook)).toEqual(hook));

describe('a shop on an older version than its card server', () => {
  test.each(known)('accepts %s with fields that it does not know', (_, hook) => {
    const more = { ...hook, ...NEWS, ...('payment' in hook && { payment: { ...hook.payment, ...NEWS } }) };
    expect(more).not.toEqual(hook);
    expect(Hook.parse(more)).toEqual(hook);
  });

  test('passes on what a notice tells besides, even if it does not know it', () => {
    const hook = { ...HOOKS[3], attention: { id: 'n1', type: 'new', todo: 'Look.', payment: null, ...NEWS } };
    expect(Hook.parse(hook)).toEqual(hook);
  });

  test('accepts networks and problems that it does not know', () => {
    const hook = { ...HOOKS[2], payment: { ...PAYMENT, network: 'newpay', problem: 'card_too_new' } };
    expect(Hook.parse(hook)).toEqual(hook);
  });
});

test('another version of the contract is refused, and so is a payment with a field missing', () => {
  expect(Hook.safeParse({ ...HOOKS[1], version: 2 }).success).toBe(false);
  for (const name of Object.keys(PAYMENT)) {
    const payment = Object.fromEntries(
      Object.entries({ ...PAYMENT, afterFailure: false }).filter(([each]) => each !== name),
    );
    expect(Hook.safeParse({ ...HOOKS[1], payment }).success, name).toBe(false);
  }
});
