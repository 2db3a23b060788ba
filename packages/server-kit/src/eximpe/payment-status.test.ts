import { expect, test } from 'vitest';
import type { EximpeClient } from './client.ts';
import { askByReference } from './payment-status.ts';
import { PaymentPage } from './shapes.ts';

test('a row of the documented list says why a payment failed in its comment', async () => {
  const row = {
    payment_id: 'PR1',
    merchant: { id: 'M1', name: 'Shop' },
    order_id: 'OD1',
    invoice_number: 'INV-1',
    reference_id: 'REF-1',
    buyer: 'Asha Menon',
    amount: { amount: '1000.00', total_amount: '1000.00', currency: 'INR' },
    created_at: '2026-11-22T10:00:00Z',
    comment: 'Insufficient funds',
    mop_type: 'debit_card',
    status: 'failed',
  };
  const list = async () => PaymentPage.parse({ count: 1, results: [row] });
  const client = { payments: { list } } as unknown as EximpeClient;
  expect(await askByReference(client, 'REF-1')).toEqual({
    kind: 'known',
    report: { status: 'failed', orderId: 'OD1', paymentId: 'PR1', reason: 'insufficient_funds' },
  });
});
