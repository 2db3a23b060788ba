import { SIMULATOR_CREDENTIALS, startSimulator, type Simulator } from '@eximpe/simulator';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EximpeApiError, EximpeClient } from '../src/index.ts';
import { VISA_DEBIT } from './shop.ts';

let simulator: Simulator;
let client: EximpeClient;
beforeEach(async () => {
  simulator = await startSimulator();
  client = new EximpeClient({ ...SIMULATOR_CREDENTIALS, baseUrl: simulator.url, apiVersion: '2.0.0' });
});
afterEach(async () => {
  await client.close();
  await simulator.close();
});

const ORDER = {
  amount: '1000.00',
  currency: 'INR',
  reference_id: 'CARD-1',
  return_url: 'https://shop.example/return',
  collection_mode: 's2s',
  mop_type: 'debit_card',
  card_details: {
    nickname: 'VISA Debit',
    number: VISA_DEBIT,
    cardholder_name: 'Asha Menon',
    expiry_month: '05',
    expiry_year: '2030',
    cvv: '123',
    network: 'visa',
    identifier: 'EX0001',
  },
  buyer: {
    name: 'Asha Menon',
    email: 'asha@example.com',
    phone: '+919876543210',
    address: { line_1: '14 Bazaar Road', city: 'Kochi', state: 'Kerala', postal_code: '682002' },
    ip_address: '192.0.2.1',
    user_agent: 'test',
  },
  product: { name: 'Runner', type_of_goods: 'service' },
  invoice: { number: 'INV-1' },
};

test('an order, its payment and its refund can be created and read', async () => {
  const { order_id: orderId } = await client.orders.create(ORDER);
  expect((await client.orders.status(orderId)).status).toBe('payment_pending');
  await simulator.control.force(orderId, 'paid');
  const order = await client.orders.get(orderId);
  expect(order).toMatchObject({ status: 'payment_successful', reference_id: 'CARD-1', amount: '1000.00' });
  const { results } = await client.payments.list({ reference_id: 'CARD-1' });
  const paymentId = results[0]?.payment_id ?? '';
  expect((await client.payments.get(paymentId)).status).toBe('captured');
  const refund = await client.refunds.create(paymentId, '250.00');
  expect((await client.refunds.get(refund.refund_id)).payment_id).toBe(paymentId);
  expect((await client.refunds.list({ payment_id: paymentId })).results).toHaveLength(1);
  expect(await client.bin.lookUp(VISA_DEBIT.slice(0, 8))).toMatchObject({ network: 'visa', card_type: 'debit_card' });
  expect(await client.tokens.list('EX0001')).toEqual([]);
});

test('a refusal has EximPe’s code and fields, also in its message', async () => {
  const refused = await client.orders.create({ ...ORDER, amount: 'x' }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(EximpeApiError);
  expect(refused).toMatchObject({
    kind: 'refused',
    httpStatus: 400,
    code: 'ERR_ORDER_002',
    message: expect.stringMatching(/^HTTP 400 · ERR_ORDER_002 · Validation error · amount: ./) as string,
    fields: [{ path: 'amount' }],
  });
  await expect(client.payments.get('PR0000000000')).rejects.toMatchObject({
    kind: 'refused',
    message: 'HTTP 404 · ERR_ORDER_001 · payment_id: Payment not found',
  });
});

test('a reference that EximPe already knows counts as lost, not refused, since an earlier call arrived', async () => {
  await client.orders.create(ORDER);
  await expect(client.orders.create(ORDER)).rejects.toMatchObject({
    kind: 'lost',
    httpStatus: 400,
    code: 'ERR_ORDER_002',
    fields: [{ path: 'reference_id' }],
  });
});

test('credentials that EximPe does not accept are reported as denied', async () => {
  const stranger = new EximpeClient({
    ...SIMULATOR_CREDENTIALS,
    clientSecret: 'wrong',
    baseUrl: simulator.url,
    apiVersion: '2.0.0',
  });
  await expect(stranger.orders.get('OD1')).rejects.toMatchObject({ kind: 'denied', httpStatus: 401 });
  await stranger.close();
});

test('a lost call is reported as lost, and a call that was never sent names the address', async () => {
  simulator.control.addFault({ path: '/pg/orders/*', drop: 'before' });
  await expect(client.orders.get('OD1')).rejects.toMatchObject({ kind: 'lost' });
  const nobody = new EximpeClient({ ...SIMULATOR_CREDENTIALS, baseUrl: 'http://127.0.0.1:9', apiVersion: '2.0.0' });
  await expect(nobody.orders.get('OD1')).rejects.toMatchObject({
    kind: 'not_sent',
    message: 'no connection to http://127.0.0.1:9 (ECONNREFUSED): is the simulator running?',
  });
  await nobody.close();
});

describe('a refund of an order', () => {
  async function paidOrder(): Promise<{ orderId: string; paymentId: string }> {
    const { order_id: orderId } = await client.orders.create(ORDER);
    await simulator.control.force(orderId, 'paid');
    const { results } = await client.payments.list({ order_id: orderId });
    return { orderId, paymentId: results[0]?.payment_id ?? '' };
  }
  const refunds = () =>
    simulator.control.requests().filter(({ method, path }) => method === 'POST' && path === '/pg/refunds/');
  const answerOrder = (status: number, data?: object): unknown =>
    simulator.control.addFault({
      method: 'GET',
      path: '/pg/orders/*',
      status,
      ...(data ? { body: { success: true, data } as never } : {}),
    });

  test('refunds its captured payment by the order id alone', async () => {
    const { orderId, paymentId } = await paidOrder();
    expect((await client.refunds.create(orderId, '250.00')).payment_id).toBe(paymentId);
    expect((await client.refunds.create({ orderId }, '250.00')).payment_id).toBe(paymentId);
    expect((await client.refunds.create(paymentId, '250.00')).payment_id).toBe(paymentId);
  });

  test('refunds the captured one of several payments', async () => {
    const { paymentId } = await paidOrder();
    answerOrder(200, {
      order_id: 'OD1',
      status: 'payment_successful',
      payments: [
        { payment_id: 'PR0000000001', status: 'failed' },
        { payment_id: paymentId, status: 'CAPTURED' },
      ],
    });
    expect((await client.refunds.create('OD1', '250.00')).payment_id).toBe(paymentId);
  });

  test('is refused without a call if nothing was captured', async () => {
    const { order_id: orderId } = await client.orders.create(ORDER);
    const error = await client.refunds.create(orderId, '250.00').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining(`order ${orderId} has no captured payment to refund (`) as string,
    });
    await expect(client.refunds.create('OD0000000000', '1.00')).rejects.toMatchObject({
      kind: 'refused',
      message: 'HTTP 404 · ERR_ORDER_001 · order_id: Order not found',
    });
    expect(refunds()).toHaveLength(0);
  });

  test('is refused if two payments were captured, and names them', async () => {
    const captured = (id: string) => ({ payment_id: id, status: 'captured' });
    answerOrder(200, { order_id: 'OD1', status: 'payment_successful', payments: [captured('PR1'), captured('PR2')] });
    await expect(client.refunds.create('OD1', '250.00')).rejects.toMatchObject({
      kind: 'refused',
      message: 'order OD1 has several captured payments (PR1, PR2): name one',
    });
    expect(refunds()).toHaveLength(0);
  });

  test('is not sent if the order can’t be read', async () => {
    answerOrder(503);
    await expect(client.refunds.create('OD1', '250.00')).rejects.toMatchObject({
      kind: 'not_sent',
      message: expect.stringMatching(/^the order to refund could not be read: HTTP 503/) as string,
    });
    expect(refunds()).toHaveLength(0);
  });
});
