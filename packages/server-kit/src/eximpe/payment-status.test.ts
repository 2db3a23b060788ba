import { expect, test } from 'vitest';
import type { EximpeClient } from './client.ts';
import { askByReference } from './payment-status.ts';
import { PaymentPage } from './shapes.ts';

test('a row of the documented list has the reason for a failure in its comment', async () => {
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
    report: {
      status: 'failed',
      orderId: 'OD1',
      paymentId: 'PR1',
      reason: 'insufficient_funds',
      amount: '1000.00',
      currency: 'INR',
    },
  });
});

test.each([
  [
    'as in the documents',
    {
      order: { order_id: 'OD1', reference_id: 'REF-1', amount: '12500.00', currency: 'INR' },
      bank_ref_num: 'OD1-PR1',
      payment_completed_at: '2025-09-04T09:38:44.000000Z',
      mop_detail: { card_issuer_bank: 'HDFC BANK' },
    },
    {
      amount: '12500.00',
      currency: 'INR',
      bankReference: 'OD1-PR1',
      paidAt: '2025-09-04T09:38:44.000Z',
      issuingBank: 'HDFC Bank',
    },
  ],
  ['with the amount as a number', { amount: { amount: 45_000 } }, { amount: '45000.00' }],
  ['with another kind of payment’s details', { mop_detail: { vpa: 'buyer@payu' } }, {}],
  ['with nulls', { amount: null, bank_ref_num: null, payment_completed_at: null, mop_detail: null }, {}],
  ['in unknown formats', { amount: [], bank_ref_num: {}, payment_completed_at: 7, mop_detail: 'x' }, {}],
])('a row is read with its payment details: %s', async (_, more, money) => {
  const row = { payment_id: 'PR1', order_id: 'OD1', reference_id: 'REF-1', status: 'captured', ...more };
  const list = async () => PaymentPage.parse({ count: 1, results: [row] });
  const client = { payments: { list } } as unknown as EximpeClient;
  expect(await askByReference(client, 'REF-1')).toEqual({
    kind: 'known',
    report: { status: 'successful', orderId: 'OD1', paymentId: 'PR1', ...money },
  });
});
