import { describe, expect, test } from 'vitest';
import { gatewayNotices, parseEvent, paymentReport, type EximpeEvent } from './event.ts';

function parsed(event: Record<string, unknown>): EximpeEvent {
  const read = parseEvent(Buffer.from(JSON.stringify(event)));
  if (!read) throw new Error('unreadable');
  return read;
}

describe('a payment event', () => {
  const CAPTURED = { order_id: 'OD1', payment_id: 'PR1', status: 'CAPTURED', merchant_reference_id: 'CF-1' };
  const reportOf = (data: object) => paymentReport(parsed({ event_type: 'PAYMENT_SUCCESSFUL', data }));

  test('has the amount, the bank’s reference number and the time', () => {
    const more = { amount: 1000, bank_ref_num: 'OD1-PR1', payment_completed_at: '2025-06-24T12:30:44.000000Z' };
    expect(reportOf({ ...CAPTURED, ...more })).toEqual({
      status: 'successful',
      orderId: 'OD1',
      paymentId: 'PR1',
      referenceId: 'CF-1',
      amount: '1000.00',
      bankReference: 'OD1-PR1',
      paidAt: '2025-06-24T12:30:44.000Z',
    });
  });

  test.each([
    ['in the older, shorter form', {}],
    ['with nulls', { amount: null, bank_ref_num: null, payment_completed_at: null }],
    ['with nonsense', { amount: { of: 'x' }, bank_ref_num: ['x'], payment_completed_at: 'soon' }],
  ])('%s decides all the same, and brings none of them', (_, more) => {
    const report = reportOf({ ...CAPTURED, ...more });
    expect(report?.status).toBe('successful');
    expect([report?.amount, report?.bankReference, report?.paidAt]).toEqual([undefined, undefined, undefined]);
  });
});

test('a refund has the bank’s reference number and EximPe’s message', () => {
  const refund = {
    refund_id: 'RF1',
    refund_amount: 1000,
    bank_arn: 'ARN-1',
    comments: 'Refund processed successfully',
  };
  expect(gatewayNotices(parsed({ event_type: 'PAYMENT_REFUNDED', data: { refunds: [refund] } }))).toMatchObject([
    { status: 'refunded', amount: '1000.00', bankReference: 'ARN-1', comments: 'Refund processed successfully' },
  ]);
  const failed = { refund_id: 'RF1', bank_arn: null };
  expect(gatewayNotices(parsed({ event_type: 'REFUND_FAILED', data: { refunds: [failed] } }))).toMatchObject([
    { status: 'failed', amount: null, bankReference: null, comments: null },
  ]);
});

test('a dispute has its kind, its reason and its dates', () => {
  const event = parsed({
    order_id: 'OD3842521856',
    raised_on: '2026-06-09T03:53:48+00:00',
    event_type: 'DISPUTE_UPDATED',
    payment_id: 'PR1795628984',
    reply_before: '2026-06-11T18:30:00+00:00',
    chargeback_id: 'CB9442851393',
    chargeback_type: 'CHARGEBACK',
    chargeback_amount: 721,
    chargeback_status: 'CLOSED_CUSTOMER_FAVOUR',
    reason_description: 'Goods or Services Not Provided / Not Received',
  });
  expect(gatewayNotices(event)).toEqual([
    {
      type: 'dispute.updated',
      chargebackId: 'CB9442851393',
      orderId: 'OD3842521856',
      paymentId: 'PR1795628984',
      status: 'closed_customer_favour',
      amount: '721.00',
      disputeType: 'chargeback',
      reason: 'Goods or Services Not Provided / Not Received',
      raisedOn: '2026-06-09T03:53:48+00:00',
      replyBefore: '2026-06-11T18:30:00+00:00',
    },
  ]);
});
