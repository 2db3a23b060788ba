import { expect, test } from 'vitest';
import { ChangedOrder, Order, SettlementPage } from './shapes.ts';

const SETTLEMENT = { settlement_id: 'ST4353980017', settlement_amount: 1000 };

test.each([
  ['without an envelope, as in the schema', { count: 1, next: null, results: [SETTLEMENT] }],
  ['in the envelope', { success: true, data: { count: 1, results: [SETTLEMENT] } }],
  ['in the envelope, alone, as in the example', { success: true, data: SETTLEMENT }],
  ['in the envelope, as a list', { success: true, data: [SETTLEMENT] }],
])('settlements are read %s', (_, answer) => {
  expect(SettlementPage.parse(answer).results).toEqual([{ settlement_id: 'ST4353980017', settlement_amount: '1000' }]);
});

test.each([null, [], 'text', {}, { data: { of: 'something else' } }])('%j is not a list of settlements', (answer) => {
  expect(SettlementPage.safeParse(answer).success).toBe(false);
});

test.each([
  [
    'in a second envelope, as in the example',
    { success: true, message: 'Order updated successfully', data: { order_id: 'OD1' } },
  ],
  ['by itself', { order_id: 'OD1' }],
  ['as the whole order', { order_id: 'OD1', status: 'payment_successful', amount: '1000.00' }],
])('the changes of an order are read %s', (_, answer) => {
  expect(ChangedOrder.parse(answer).order_id).toBe('OD1');
});

test('an order is read regardless of the format of its papers', () => {
  const order = { order_id: 'OD1', status: 'payment_successful', invoice: 'INV-1', air_waybills: { number: 'AWB-1' } };
  expect(Order.safeParse(order).success).toBe(true);
});
