// From capture to payout: what happens to a payment whose order lacks papers.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SimulatorOptions } from './options.ts';
import { startSimulator, type Simulator } from './simulator.ts';
import { call, listener, orderBody, type Listener } from './testing/merchant.ts';

let merchant: Listener;
let simulator: Simulator;

const start = async (options: SimulatorOptions = {}) => {
  simulator = await startSimulator({ seed: 'papers', speed: 0, webhookUrl: merchant.url, ...options });
};
beforeEach(async () => {
  merchant = await listener();
});
afterEach(async () => {
  await simulator.close();
  await merchant.close();
});

const WITHOUT_DESCRIPTION = { product: { name: 'Runner', hs_code: '63025100', type_of_goods: 'physical_goods' } };
const DETAILS = {
  buyer_name: 'Asha Menon',
  type_of_goods: 'PHYSICAL_GOODS',
  product_description: 'Cotton table runner',
  buyer_address: '14 Bazaar Road, Kochi',
  invoice_number: 'INV-7',
  buyer_postal_code: '682002',
  hs_code: '63025100',
};

/** A captured payment. */
async function capture(changes: Record<string, unknown> = {}, headers: Record<string, string> = {}) {
  const { body } = await call(simulator, 'POST', '/pg/orders/', orderBody(changes), headers);
  const orderId: string = body.data.order_id;
  await simulator.control.force(orderId, 'paid');
  return { orderId, paymentId: simulator.control.order(orderId).paymentId };
}

const eventAt = async (n: number) => JSON.parse((await merchant.nth(n)).body);
const eventTypes = () =>
  simulator.control
    .webhooks()
    .map(({ type }) => type)
    .toReversed();
const upload = (paymentId: string, body: unknown = DETAILS) =>
  call(simulator, 'POST', `/pg/payments/${paymentId}/upload-verification-details/`, body);

describe('an order that lacks papers', () => {
  test('causes a webhook that names them after the payment’s own event', async () => {
    await start();
    const { orderId, paymentId } = await capture(WITHOUT_DESCRIPTION);
    expect((await eventAt(1)).event_type).toBe('PAYMENT_SUCCESSFUL');
    expect(await eventAt(2)).toMatchObject({
      event_type: 'PAYMENT_DETAILS_MISSING',
      version: '2.0.0',
      data: { order_uid: orderId, payment_id: paymentId, details_missing: ['product_description'] },
    });
    expect(await eventAt(3)).toMatchObject({
      event_type: 'VERIFICATION_NEEDED',
      data: {
        order_id: orderId,
        payment_id: paymentId,
        link_id: null,
        verification_status: 'ACTION_REQUIRED',
        message: 'Payment verification action required',
        action_required_fields: ['product_description'],
      },
    });
  });

  test.each([
    ['a street', { buyer: { ...orderBody().buyer, address: { postal_code: '682002' } } }, ['buyer_address']],
    [
      'the code of a service',
      { product: { name: 'Lesson', description: 'Yoga', type_of_goods: 'service' } },
      ['hs_code'],
    ],
    [
      'nothing, because the code is described',
      { product: { name: 'Lesson', description: 'Yoga', type_of_goods: 'service', hs_code_description: 'Training' } },
      [],
    ],
    ['nothing', {}, []],
  ])('lacking %s', async (_, changes, missing) => {
    await start();
    const { orderId } = await capture(changes);
    expect(simulator.control.order(orderId)).toMatchObject({
      papersMissing: missing,
      verification: missing.length > 0 ? 'action_required' : 'not_needed',
    });
    expect(await simulator.control.payOut(orderId)).toBe(missing.length === 0);
  });

  test('is paid out only once its papers were sent and reviewed', async () => {
    await start();
    const { orderId, paymentId } = await capture(WITHOUT_DESCRIPTION);
    await merchant.nth(3);
    expect(await simulator.control.payOut(orderId)).toBe(false);

    const { status, body } = await upload(paymentId);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      success: true,
      data: { missing_documents: [], errors: [], uploaded_documents: { 0: { doc_name: 'importer_name' } } },
    });
    expect(await eventAt(4)).toMatchObject({
      event_type: 'VERIFICATION_NEEDED',
      data: { verification_status: 'IN_REVIEW', action_required_fields: [] },
    });
    expect(await simulator.control.payOut(orderId)).toBe(false);

    await simulator.control.advanceClock(60);
    expect(await eventAt(5)).toMatchObject({
      data: { verification_status: 'VERIFIED', message: 'Payment verified', action_required_fields: [] },
    });
    expect(await simulator.control.payOut(orderId)).toBe(true);
    expect((await eventAt(6)).event_type).toBe('PAYMENT_SETTLED');
    const { data } = (await call(simulator, 'GET', `/pg/orders/${orderId}/`)).body;
    expect(data).toMatchObject({
      product: { description: 'Cotton table runner' },
      invoice: { number: 'INV-7' },
      buyer: { name: 'Asha Menon', address: { line_1: '14 Bazaar Road, Kochi' } },
    });
  });

  test.each([
    ['webhook-never', {}, []],
    ['paid', { 'x-api-version': '1.0.0' }, ['PAYMENT_SUCCESSFUL']],
  ])(
    'causes no webhook in scenario %s and with headers %j, but is still held back',
    async (scenario, headers, types) => {
      await start({ scenario });
      const { orderId } = await capture(WITHOUT_DESCRIPTION, headers);
      if (types.length > 0) await merchant.nth(types.length);
      expect(eventTypes()).toEqual(types);
      expect(await simulator.control.payOut(orderId)).toBe(false);
    },
  );

  test('causes that webhook on release if webhooks are held', async () => {
    await start();
    simulator.control.holdWebhooks();
    await capture(WITHOUT_DESCRIPTION);
    await expect.poll(eventTypes).toEqual(['PAYMENT_SUCCESSFUL', 'PAYMENT_DETAILS_MISSING', 'VERIFICATION_NEEDED']);
    expect(merchant.received).toHaveLength(0);
    await simulator.control.releaseWebhooks();
    expect(merchant.received).toHaveLength(3);
  });

  test('causes no webhook if nothing was captured, or if the simulator ignores papers', async () => {
    await start({ papers: false });
    const { orderId } = await capture(WITHOUT_DESCRIPTION);
    await merchant.nth(1);
    expect(await simulator.control.payOut(orderId)).toBe(true);
    expect(eventTypes()).toEqual(['PAYMENT_SUCCESSFUL', 'PAYMENT_SETTLED']);
  });
});

describe('papers that are refused', () => {
  test.each([
    ['no code of goods', { ...DETAILS, hs_code: undefined }, { hs_code: 'HS code is required for goods.' }],
    [
      'no description',
      { ...DETAILS, product_description: '' },
      { product_description: 'This field may not be blank.' },
    ],
    ['an unknown type of goods', { ...DETAILS, type_of_goods: 'X' }, { type_of_goods: 'Invalid type of goods' }],
  ])('%s', async (_, body, details) => {
    await start();
    const { paymentId } = await capture();
    expect(await upload(paymentId, body)).toMatchObject({ status: 400, body: { error: { details } } });
  });

  test('of an unknown payment, or one that is not captured', async () => {
    await start();
    expect((await upload('PR0')).status).toBe(404);
    const { data } = (await call(simulator, 'POST', '/pg/orders/', orderBody())).body;
    expect((await upload(simulator.control.order(data.order_id).paymentId)).status).toBe(400);
  });
});

describe('documents', () => {
  const PDF = new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x2d, 0x31]);

  async function send(orderId: string, fields: Record<string, string>, file?: [Uint8Array<ArrayBuffer>, string]) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    if (file) form.append('file', new Blob([file[0]]), file[1]);
    const response = new Response(form);
    return fetch(`${simulator.url}/pg/orders/${orderId}/documents/`, {
      method: 'POST',
      headers: {
        'x-client-id': 'sim_client',
        'x-client-secret': 'sim_secret',
        'content-type': response.headers.get('content-type') ?? '',
      },
      body: await response.arrayBuffer(),
    });
  }

  test('an invoice and two air waybills, one per request', async () => {
    await start();
    const { orderId } = await capture();
    await send(orderId, { identifier: 'INV-9', document_type: 'invoice' }, [PDF, 'invoice.pdf']);
    await send(orderId, { identifier: 'AWB-1', document_type: 'awb' }, [PDF, 'one.jpg']);
    const answer = await send(orderId, { identifier: 'AWB-2', document_type: 'awb' }, [PDF, 'two.JPEG']);
    expect(await answer.json()).toMatchObject({
      success: true,
      data: {
        invoice: { number: 'INV-9', date: '2025-09-04', file: expect.stringContaining('invoice.pdf') },
        air_waybills: [{ number: 'AWB-1' }, { number: 'AWB-2', file: expect.stringContaining('two.JPEG') }],
      },
    });
    expect(simulator.control.requests().at(-1)?.body).toMatchObject({ file: 'two.JPEG, 6 bytes' });
  });

  test.each([
    ['another file type', { identifier: 'I', document_type: 'invoice' }, [PDF, 'invoice.docx'], 'file'],
    [
      'a file that is too big',
      { identifier: 'I', document_type: 'awb' },
      [new Uint8Array(2 * 1024 * 1024 + 1), 'a.pdf'],
      'file',
    ],
    ['no file', { identifier: 'I', document_type: 'awb' }, undefined, 'file'],
    ['no identifier', { document_type: 'awb' }, [PDF, 'a.pdf'], 'identifier'],
    ['an unknown document type', { identifier: 'I', document_type: 'passport' }, [PDF, 'a.pdf'], 'document_type'],
  ] as const)('%s is refused', async (_, fields, file, named) => {
    await start();
    const { orderId } = await capture();
    const answer = await send(orderId, fields, file as [Uint8Array<ArrayBuffer>, string] | undefined);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { details: { [named]: expect.any(String) } } });
  });

  test('JSON is refused instead of a form', async () => {
    await start();
    const { orderId } = await capture();
    expect((await call(simulator, 'POST', `/pg/orders/${orderId}/documents/`, {})).status).toBe(415);
  });
});

test('an order’s invoice can be changed partially', async () => {
  await start();
  const { orderId } = await capture();
  const { body } = await call(simulator, 'PATCH', `/pg/orders/${orderId}/`, { invoice: { number: 'INV-10' } });
  expect(body.data.data.invoice).toEqual({ number: 'INV-10', date: '2025-09-04' });
});

describe('settlements', () => {
  test('are listed without an envelope, shown with their transactions, and reconciled page by page', async () => {
    await start({ startMs: Date.parse('2026-11-22T10:00:00Z') });
    const { orderId, paymentId } = await capture();
    await simulator.control.payOut(orderId);
    const list = (await call(simulator, 'GET', '/pg/settlements/?from_date=2026-11-22')).body;
    expect(list).toMatchObject({ count: 1, results: [{ settlement_amount: 976.4, settlement_currency: 'USD' }] });
    const id: string = list.results[0].settlement_id;
    expect((await call(simulator, 'GET', `/pg/settlements/${id}/`)).body.data).toMatchObject({
      settlement_id: id,
      transactions: [{ settlement_type: 'capture', transaction_id: paymentId, merchant_net_amount: 976.4 }],
    });
    expect((await call(simulator, 'GET', `/pg/settlements/${id}/recon/`)).body.data).toMatchObject({
      count: 1,
      page_size: 250,
      results: [{ transaction_id: paymentId, merchant_net_amount: '976.40', total_processing_fee: '20.00' }],
    });
    expect((await call(simulator, 'GET', '/pg/settlements/?to_date=2026-11-21')).body.count).toBe(0);
    expect((await call(simulator, 'GET', '/pg/settlements/ST0/')).body.error.code).toBe('ERR_SETTLEMENT_002');
  });
});
