// A store that loses its last second may lose a decision of the delivery: the message stays until the decision is kept.
import { expect, test } from 'vitest';
import { anAttempt } from '../../../test/attempts.ts';
import { somePorts } from '../../../test/ports.ts';
import { changed } from '../../../test/wrapped-store.ts';
import { systemClock } from '../../clock.ts';
import { MemoryStore } from '../../stores/memory-store.ts';
import { deliver } from './deliver.ts';
import { messagesOf } from '../outbox/outgoing.ts';
import type { PaidPayment } from '../outbox/payment.ts';

test('a role that the store has lost is decided and delivered again', async () => {
  let losses = 1;
  const told: string[] = [];
  const store = changed(new MemoryStore(systemClock).ofAccount('test'), (inner) => ({
    async replace(attempt, messages, notes) {
      // Acknowledged as written, then lost with the power.
      if (attempt.role !== null && losses-- > 0) return true;
      return inner.replace(attempt, messages, notes);
    },
  }));
  const hooks = {
    onPaid: ({ attempt }: PaidPayment) => void told.push(attempt),
    onFailed: undefined,
    onAttention: undefined,
  };
  const ports = somePorts({ store, hooks });
  const pending = anAttempt({ orderId: 'OD1', paymentId: 'PR1', capturedAmount: '1000.00' });
  await store.open(pending);
  const paid = { ...pending, status: 'successful', askAtMs: null, revision: pending.revision + 1 } as const;
  await store.replace(paid, messagesOf(pending, paid, Date.now()));

  await deliver(ports, `checkout:${pending.checkout}`);
  expect(told).toEqual([pending.id, pending.id]);
  expect(await store.find(pending.id)).toMatchObject({ role: 'payment' });
  expect((await store.backlog(Date.now())).count).toBe(0);
});
