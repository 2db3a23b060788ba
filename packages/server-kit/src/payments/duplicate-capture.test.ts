import { expect, test } from 'vitest';
import { anAttempt } from '../../test/attempts.ts';
import { somePorts } from '../../test/ports.ts';
import { refundDuplicate } from './duplicate-capture.ts';
import type { PaymentEvent } from './payment-event.ts';
import type { Gateway } from './ports/gateway.ts';

test('a refund is asked for once, also by who looked at the payment before it was made', async () => {
  const refunds: string[] = [];
  const events: PaymentEvent[] = [];
  const gateway = {
    refund: async (paymentId: string) => {
      refunds.push(paymentId);
      return { kind: 'refunded', refundId: `RF${refunds.length}` };
    },
  } as unknown as Gateway;
  const ports = somePorts({ gateway, emit: (event) => void events.push(event) });
  const duplicate = anAttempt({ status: 'successful', duplicate: 'refund_due', paymentId: 'PR1' });
  await ports.store.open(duplicate);
  await refundDuplicate(ports, duplicate.id);
  await refundDuplicate(ports, duplicate.id);
  expect(refunds).toEqual(['PR1']);
  expect(events.map(({ type }) => type)).toEqual(['payment.duplicate_refunded']);
});
