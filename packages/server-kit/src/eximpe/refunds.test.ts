import { expect, test } from 'vitest';
import type { EximpeClient } from './client.ts';
import { refundOnce } from './refunds.ts';
import { RefundPage } from './shapes.ts';

const ROW = { refund_id: 'RF1', payment_id: 'PR1', refund_status: 'REFUNDED', refund_amount: '1000.00' };
const OTHER = { ...ROW, refund_id: 'RF2', payment_id: 'PR2' };

test.each([
  ['nothing', { count: 0, results: [] }, { kind: 'known', refundId: 'NEW' }],
  ['nothing, without a count', { results: [] }, { kind: 'known', refundId: 'NEW' }],
  ['the refund', { count: 1, results: [ROW] }, { kind: 'known', refundId: 'RF1' }],
  ['the refund and others', { count: 9, results: [OTHER, ROW] }, { kind: 'known', refundId: 'RF1' }],
  ['a failed refund', { results: [{ ...ROW, refund_status: 'FAILED' }] }, { kind: 'known', refundId: 'NEW' }],
  ['a partial refund', { results: [{ ...ROW, refund_amount: '100.00' }] }, { kind: 'known', refundId: 'NEW' }],
  ['a refund without an amount', { results: [{ ...ROW, refund_amount: null }] }, { kind: 'known', refundId: 'RF1' }],
  ['only other refunds, since the filter was ignored', { count: 1, results: [OTHER] }, { kind: 'unknown' }],
  ['the first of several pages', { count: 30, results: [{ ...ROW, refund_status: 'FAILED' }] }, { kind: 'unknown' }],
])('a list of refunds that holds %s', async (_, page, outcome) => {
  const client = {
    refunds: { list: async () => RefundPage.parse(page), create: async () => ({ ...ROW, refund_id: 'NEW' }) },
  } as unknown as EximpeClient;
  expect(await refundOnce(client, 'PR1', '1000.00')).toMatchObject(outcome);
});
