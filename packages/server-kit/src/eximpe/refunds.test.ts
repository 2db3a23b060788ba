import { expect, test } from 'vitest';
import type { EximpeClient } from './client.ts';
import { refundOnce } from './refunds.ts';
import { RefundPage } from './shapes.ts';

const ROW = { refund_id: 'RF1', payment_id: 'PR1', refund_status: 'REFUNDED', refund_amount: '1000.00' };
const OTHER = { ...ROW, refund_id: 'RF2', payment_id: 'PR2' };

test.each([
  ['nothing', { count: 0, results: [] }, { kind: 'known', refundId: 'NEW' }],
  ['nothing, and no count', { results: [] }, { kind: 'known', refundId: 'NEW' }],
  ['the refund', { count: 1, results: [ROW] }, { kind: 'known', refundId: 'RF1' }],
  ['the refund among others', { count: 9, results: [OTHER, ROW] }, { kind: 'known', refundId: 'RF1' }],
  ['one that came to nothing', { results: [{ ...ROW, refund_status: 'FAILED' }] }, { kind: 'known', refundId: 'NEW' }],
  ['one of a part', { results: [{ ...ROW, refund_amount: '100.00' }] }, { kind: 'known', refundId: 'NEW' }],
  ['one without an amount', { results: [{ ...ROW, refund_amount: null }] }, { kind: 'known', refundId: 'RF1' }],
  ['refunds of others: the filter was ignored', { count: 1, results: [OTHER] }, { kind: 'unknown' }],
  ['a first page of more', { count: 30, results: [{ ...ROW, refund_status: 'FAILED' }] }, { kind: 'unknown' }],
])('a list of refunds that holds %s', async (_, page, outcome) => {
  const client = {
    refunds: { list: async () => RefundPage.parse(page), create: async () => ({ ...ROW, refund_id: 'NEW' }) },
  } as unknown as EximpeClient;
  expect(await refundOnce(client, 'PR1', '1000.00')).toMatchObject(outcome);
});
