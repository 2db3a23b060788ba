// The papers of a payment, sent to EximPe by the client, up to the payout.
import { SIMULATOR_CREDENTIALS, startSimulator, type Simulator } from '@eximpe/simulator';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EximpeApiError, EximpeClient, type DocumentToUpload } from '../src/index.ts';
import { VISA_DEBIT } from './shop.ts';

let simulator: Simulator;
let client: EximpeClient;
beforeEach(async () => {
  simulator = await startSimulator({ speed: 0 });
  client = new EximpeClient({ ...SIMULATOR_CREDENTIALS, baseUrl: simulator.url, apiVersion: '2.0.0' });
});
afterEach(async () => {
  await client.close();
  await simulator.close();
});

const PDF = Buffer.from('%PDF-1.7 an invoice');
const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0x00]);

/** A captured payment for goods without a description. */
async function capture(): Promise<{ orderId: string; paymentId: string }> {
  const { order_id: orderId } = await client.orders.create({
    amount: '1000.00',
    currency: 'INR',
    reference_id: 'CARD-1',
    return_url: 'https://shop.example/return',
    collection_mode: 's2s',
    mop_type: 'debit_card',
    card_details: {
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
    product: { name: 'Runner', type_of_goods: 'physical_goods', hs_code: '63025100' },
    invoice: { number: 'INV-1', date: '2026-11-22' },
  });
  await simulator.control.force(orderId, 'paid');
  return { orderId, paymentId: simulator.control.order(orderId).paymentId };
}

test('missing papers are sent and reviewed, and the payment is paid out', async () => {
  const { orderId, paymentId } = await capture();
  const upload = await client.payments.uploadVerificationDetails(paymentId, {
    buyer_name: 'Asha Menon',
    type_of_goods: 'PHYSICAL_GOODS',
    product_description: 'Cotton table runner',
    buyer_address: '14 Bazaar Road, Kochi, Kerala',
    invoice_number: 'INV-1',
    buyer_postal_code: '682002',
    hs_code: '63025100',
  });
  expect(upload).toMatchObject({ missing_documents: [], errors: [] });
  await simulator.control.advanceClock(60);
  expect(await simulator.control.payOut(orderId)).toBe(true);

  const { results } = await client.settlements.list({ from_date: '2020-01-01' });
  const id = results[0]?.settlement_id ?? '';
  expect(results).toMatchObject([{ settlement_amount: '976.4', settlement_currency: 'USD' }]);
  expect((await client.settlements.get(id)).transactions).toMatchObject([{ transaction_id: paymentId }]);
  const recon = await client.settlements.recon(id, { page_size: '10' });
  expect(recon.results).toMatchObject([{ settlement_type: 'capture', merchant_net_amount: '976.40' }]);
  await expect(client.settlements.get('ST0')).rejects.toMatchObject({ kind: 'refused', httpStatus: 404 });
});

test('invoice number and date, PAN and date of birth are added to an order', async () => {
  const { orderId } = await capture();
  const buyer = { pan_number: 'ABCPV1234G', dob: '1987-03-15' };
  const order = await client.orders.update(orderId, { buyer, invoice: { number: 'INV-2' } });
  expect(order).toMatchObject({ order_id: orderId, buyer, invoice: { number: 'INV-2', date: '2026-11-22' } });
  await expect(client.orders.update('OD0', { buyer })).rejects.toMatchObject({ kind: 'refused', httpStatus: 404 });
});

describe('a document', () => {
  const INVOICE = { identifier: 'INV-1', documentType: 'invoice', fileName: 'invoice.pdf' } as const;

  test('is uploaded as bytes and as a blob', async () => {
    const { orderId } = await capture();
    const order = await client.orders.uploadDocument(orderId, { ...INVOICE, file: PDF });
    expect(order.invoice).toMatchObject({ number: 'INV-1', file: expect.stringContaining('invoice.pdf') as string });
    const waybill = { identifier: 'AWB-1', documentType: 'awb', fileName: 'Ünt "it".JPG' } as const;
    const shipped = await client.orders.uploadDocument(orderId, { ...waybill, file: new Blob([JPEG]) });
    expect(shipped.air_waybills).toMatchObject([{ number: 'AWB-1' }]);
  });

  test('that EximPe refuses names the field', async () => {
    await expect(client.orders.uploadDocument('OD0', { ...INVOICE, file: PDF })).rejects.toMatchObject({
      kind: 'refused',
      httpStatus: 404,
    });
  });

  test.each<[string, Partial<DocumentToUpload>, RegExp]>([
    [
      'too big',
      { file: Buffer.concat([PDF, Buffer.alloc(2 * 1024 * 1024)]) },
      /2097171 bytes; EximPe accepts at most 2 MB/,
    ],
    ['empty', { file: new Uint8Array() }, /invoice\.pdf is empty/],
    ['of another kind by name', { fileName: 'invoice.docx' }, /does not end in \.pdf, \.jpg or \.jpeg/],
    ['of another kind by content', { file: JPEG }, /invoice\.pdf is not a PDF file/],
    ['that is a PDF named as a JPEG', { fileName: 'invoice.jpeg' }, /invoice\.jpeg is not a JPEG file/],
    ['without its number', { identifier: ' ' }, /no identifier/],
    ['of another type', { documentType: 'passport' as 'awb' }, /neither invoice nor awb/],
  ])('%s is not sent', async (_, more, says) => {
    const error = await client.orders
      .uploadDocument('OD1', { ...INVOICE, file: PDF, ...more })
      .catch((thrown) => thrown);
    expect(error).toBeInstanceOf(EximpeApiError);
    expect(error).toMatchObject({ kind: 'not_sent', message: expect.stringMatching(says) as string });
    expect(simulator.control.requests()).toHaveLength(0);
  });
});
