import { expect, test } from 'vitest';
import { newAttempt, type Attempt } from './attempt.ts';
import { hear, PROGRESS } from './progress.ts';

const lost: Attempt = {
  ...newAttempt(
    {
      id: '0f8fad5b-d9cb-469f-a165-70867728950e',
      checkout: 'ORDER-1',
      contentHash: 'hash',
      cardHash: 'hash',
      amount: '1000.00',
      currency: 'INR',
      network: 'visa',
      mop: 'debit_card',
      last4: '0003',
      customer: 'c',
      resultUrl: null,
      saveConsent: null,
      createdAtMs: 1,
    },
    2,
  ),
  charge: 'lost',
};

test('what is settled stays as it is, whatever is heard later', () => {
  for (const settled of ['successful', 'failed'] as const) {
    expect(Object.values(PROGRESS[settled])).toEqual([settled, settled, settled]);
  }
});

test('an order that EximPe speaks of exists: its lost charge was answered after all', () => {
  const found = hear(lost, { source: 'status', status: 'pending', orderId: 'OD1' }, 3);
  expect(found).toMatchObject({ status: 'pending', charge: 'answered', orderId: 'OD1', heardPendingAtMs: 3 });
});

test('ids are learned once, and never replaced', () => {
  const named = hear(lost, { source: 'status', status: 'pending', orderId: 'OD1' }, 3);
  const paid = hear(named, { source: 'webhook', status: 'successful', orderId: 'OD2', paymentId: 'PR1' }, 4);
  expect(paid).toMatchObject({ status: 'successful', orderId: 'OD1', paymentId: 'PR1', delivery: 'due' });
  expect(hear(paid, { source: 'status', status: 'failed', paymentId: 'PR2' }, 5)).toBe(paid);
});
