import { expect, test } from 'vitest';
import { anAttempt } from '../../test/attempts.ts';
import { applyReport, PROGRESS } from './progress.ts';

const lost = anAttempt({ charge: 'lost' });

test('what is settled stays as it is, whatever is reported later', () => {
  for (const settled of ['successful', 'failed'] as const) {
    expect(Object.values(PROGRESS[settled])).toEqual([settled, settled, settled]);
  }
});

test('an order that EximPe speaks of exists: its lost charge was answered after all', () => {
  const found = applyReport(lost, { status: 'pending', orderId: 'OD1' }, 'status', 3);
  expect(found).toMatchObject({ status: 'pending', charge: 'answered', orderId: 'OD1', reportedPendingAtMs: 3 });
});

test('ids are learned once, and never replaced', () => {
  const named = applyReport(lost, { status: 'pending', orderId: 'OD1' }, 'status', 3);
  const paid = applyReport(named, { status: 'successful', orderId: 'OD2', paymentId: 'PR1' }, 'webhook', 4);
  expect(paid).toMatchObject({ status: 'successful', orderId: 'OD1', paymentId: 'PR1', delivery: 'due' });
  expect(applyReport(paid, { status: 'failed', paymentId: 'PR2' }, 'status', 5)).toBe(paid);
});
