import { expect, test } from 'vitest';
import { anAttempt } from '../../test/attempts.ts';
import { hear, PROGRESS } from './progress.ts';

const lost = anAttempt({ charge: 'lost' });

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
