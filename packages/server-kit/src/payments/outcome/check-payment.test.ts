import { expect, test } from 'vitest';
import { anAttempt } from '../../../test/attempts.ts';
import { gatewayOf, somePorts } from '../../../test/ports.ts';
import { checkPayment } from './check-payment.ts';

test('EximPe is asked about a payment at most once a second, however often forms ask', async () => {
  let nowMs = 1_800_000_000_000;
  let asked = 0;
  const ask = async () => {
    asked += 1;
    return { kind: 'known', report: { orderId: 'OD1', referenceId: 'R', status: 'pending' } };
  };
  const ports = somePorts({ clock: { now: () => nowMs }, gateway: gatewayOf({ ask }) });
  const attempt = anAttempt({
    charge: 'answered',
    orderId: 'OD1',
    referenceId: 'R',
    createdAtMs: nowMs,
    askAtMs: nowMs,
  });
  await ports.store.open(attempt);
  const hurry = async (): Promise<number> => {
    for (let round = 0; round < 4; round += 1) {
      await Promise.all([1, 2, 3].map(() => checkPayment(ports, attempt, 'now')));
    }
    return asked;
  };
  expect(await hurry()).toBe(1);
  nowMs += 999;
  expect(await hurry()).toBe(1);
  nowMs += 1;
  expect(await hurry()).toBe(2);
});
