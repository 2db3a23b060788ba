// Which message is delivered next, and that it stays until the store has kept what was decided for it.
import { expect, test } from 'vitest';
import { anAttempt } from '../../../test/attempts.ts';
import { somePorts } from '../../../test/ports.ts';
import { changed } from '../../../test/wrapped-store.ts';
import { systemClock } from '../../clock.ts';
import { MemoryStore } from '../../stores/memory-store.ts';
import { queueOf, type Message } from '../outbox/message.ts';
import { changeAttempt } from '../changes/change-attempt.ts';
import type { Ports } from '../ports/ports.ts';
import { deliver, nextOf } from './deliver.ts';
import { messagesOf } from '../outbox/outgoing.ts';
import type { PaidPayment } from '../outbox/payment.ts';

const NOW_MS = 1_000;
/** Messages of one queue in the order in which they were written, e.g. `failed, tried` or `notice, for later`. */
const line = (queue: string, written: readonly string[]): Message[] =>
  written.map((text, index) => {
    const [kind, state] = text.split(', ');
    const place = { id: text, queue, attempt: 'a', tries: 0, createdAtMs: index, dueAtMs: index };
    const waiting = {
      ...place,
      // A hook did not take it, and it is tried again later.
      ...(state === 'tried' ? { tries: 1, dueAtMs: NOW_MS + 1 } : {}),
      ...(state === 'for later' ? { createdAtMs: NOW_MS + 1, dueAtMs: NOW_MS + 1 } : {}),
    };
    return kind === 'notice'
      ? { ...waiting, topic: 'attention', notice: { type: 'captured_after_failure' } }
      : { ...waiting, topic: kind === 'captured' ? 'captured' : 'failed' };
  });

const CHECKOUT = queueOf('ORDER-1');
const ACCOUNT = queueOf(null);

test.each<[string, string, string[], string | undefined]>([
  ['nothing waits', CHECKOUT, [], undefined],
  ['the first one is due', CHECKOUT, ['failed', 'captured', 'notice'], 'failed'],
  ['a capture is behind a failure that was not taken', CHECKOUT, ['failed, tried', 'captured'], 'captured'],
  ['a failure is behind a capture that was not taken', CHECKOUT, ['captured, tried', 'failed'], undefined],
  ['a capture is behind a capture that was not taken', CHECKOUT, ['captured, tried', 'captured'], undefined],
  ['a capture is behind a notice that was not taken', CHECKOUT, ['notice, tried', 'captured'], 'captured'],
  ['a failure is behind a notice that was not taken', CHECKOUT, ['notice, tried', 'failed'], 'failed'],
  ['a failure and a capture are behind such a notice', CHECKOUT, ['notice, tried', 'failed', 'captured'], 'captured'],
  ['a notice is behind a notice that was not taken', CHECKOUT, ['notice, tried', 'notice'], undefined],
  ['a notice is behind a capture that was not taken', CHECKOUT, ['captured, tried', 'notice'], undefined],
  ['a notice is behind one that is meant for later', CHECKOUT, ['notice, for later', 'notice'], 'notice'],
  ['a notice is meant for later', CHECKOUT, ['notice, for later'], undefined],
  ['no checkout is known, and the first one was not taken', ACCOUNT, ['notice, tried', 'notice'], 'notice'],
  ['no checkout is known, and none was taken', ACCOUNT, ['notice, tried', 'notice, tried'], undefined],
])('if %s, the right message is next', (_, queue, written, next) => {
  expect(nextOf(line(queue, written), NOW_MS)?.id).toBe(next);
});

test.each([
  ['has lost', 0],
  ['has lost, and that was written since', 1],
  ['has lost, and that was written more often since', 2],
])('a role that the store %s is decided and delivered again', async (_, writesSince) => {
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
    async onPaid({ attempt }: PaidPayment) {
      told.push(attempt);
      if (told.length > 1) return;
      // Something else is learned meanwhile: the attempt has the revision again in which its role was acknowledged.
      for (let write = 0; write < writesSince; write += 1) {
        await changeAttempt(ports, attempt, (current) => ({ ...current, bankReference: `R${write}` }));
      }
    },
    onFailed: undefined,
    onAttention: undefined,
  };
  const ports: Ports = somePorts({ store, hooks });
  const pending = anAttempt({ orderId: 'OD1', paymentId: 'PR1', capturedAmount: '1000.00' });
  await store.open(pending);
  const paid = { ...pending, status: 'successful', askAtMs: null, revision: pending.revision + 1 } as const;
  await store.replace(paid, messagesOf(pending, paid, Date.now()));

  await deliver(ports, `checkout:${pending.checkout}`);
  expect(told).toEqual([pending.id, pending.id]);
  expect(await store.find(pending.id)).toMatchObject({ role: 'payment' });
  expect((await store.backlog(Date.now())).count).toBe(0);
});
