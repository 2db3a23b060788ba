import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import type { Charge, ChargeOutcome, Gateway } from '../payments/ports/gateway.ts';
import { EximpeApiError } from './api-error.ts';
import { EximpeClient } from './client.ts';
import { createEximpeGateway } from './gateway.ts';
import { createTransport } from './transport.ts';

const PAN = '4895380110000003';
const CHARGE: Charge = {
  referenceId: 'CF-1',
  returnUrl: 'https://shop.example/return',
  checkout: {
    amount: '1000.00',
    currency: 'INR',
    buyer: { name: 'A', email: 'a@example.com', phone: '+919876543210', address: { postalCode: '682002' } },
    product: { name: 'x', typeOfGoods: 'service' },
    invoice: { number: 'INV-1' },
  },
  customer: 'asha',
  network: 'visa',
  mop: 'debit_card',
  card: {
    kind: 'new',
    save: false,
    number: PAN,
    expiryMonth: '05',
    expiryYear: '2030',
    cvc: '123',
    holderName: 'Asha Menon',
  },
  shopper: { ipAddress: '192.0.2.1', userAgent: 'test' },
};

let server: Server;
let client: EximpeClient;
let gateway: Gateway;
let reply: { status: number; body: string };
beforeAll(async () => {
  server = createServer((_request, response) => void response.writeHead(reply.status).end(reply.body));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const transport = createTransport({
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    clientId: 'c',
    clientSecret: 'the-client-secret',
    apiVersion: '2.0.0',
    clock: systemClock,
  });
  client = new EximpeClient({ transport });
  gateway = createEximpeGateway(transport);
});
afterAll(async () => {
  await gateway.close();
  server.closeAllConnections();
  server.close();
});

const NOTHING = '';
const HTML = `<html>a proxy's page about ${PAN}</html>`;
const DETAIL = { detail: `You do not have permission, ${PAN}.` };
const envelope = (code: string, message: string, details?: unknown): object => ({
  success: false,
  error: { code, message, ...(details === undefined ? {} : { details }) },
});
const ORDER_002 = (details: unknown): object => envelope('ERR_ORDER_002', 'Validation error', details);

/** The kind of a charge's outcome, with the problem if it was refused. */
const inAWord = (outcome: ChargeOutcome): string =>
  outcome.kind === 'refused' ? `refused: ${outcome.problem}` : outcome.kind;

const MISCONFIGURED = 'refused: merchant_misconfigured';

/** Reply to a call · its body · kind of the client's error · outcome of a charge · answer to a status request. */
const TABLE: readonly (readonly [status: number, body: string | object, error: string, charge: string, ask: string])[] =
  [
    // EximPe rejected the request.
    [400, ORDER_002({ amount: 'This field is required.' }), 'refused', MISCONFIGURED, 'unknown'],
    [400, ORDER_002({ card_details: { number: `Invalid: ${PAN}` } }), 'refused', 'refused: request_invalid', 'unknown'],
    [400, ORDER_002({ card_details: { identifier: 'Required.' } }), 'refused', MISCONFIGURED, 'unknown'],
    [400, ORDER_002({ invoice: { number: 'Invoice Number already exists' } }), 'refused', MISCONFIGURED, 'unknown'],
    [400, ORDER_002('Purpose code refused'), 'refused', MISCONFIGURED, 'unknown'],
    [400, envelope('INSUFFICIENT_FUNDS', 'Declined'), 'refused', 'refused: insufficient_funds', 'unknown'],
    [400, DETAIL, 'refused', MISCONFIGURED, 'unknown'],
    [422, { message: 'no' }, 'refused', MISCONFIGURED, 'unknown'],
    [200, envelope('ERR_ORDER_002', 'Validation error'), 'refused', MISCONFIGURED, 'unknown'],
    [404, envelope('ERR_ORDER_001', 'Order not found'), 'refused', MISCONFIGURED, 'absent'],
    [404, DETAIL, 'refused', MISCONFIGURED, 'absent'],
    // It does not accept this account.
    [401, envelope('ERR_AUTH_001', 'Invalid credentials'), 'denied', MISCONFIGURED, 'denied'],
    [401, HTML, 'denied', MISCONFIGURED, 'denied'],
    [403, envelope('ERR_MERCHANT_ACCOUNT_002', 'inactive'), 'denied', MISCONFIGURED, 'denied'],
    [403, DETAIL, 'denied', MISCONFIGURED, 'denied'],
    // The status itself says that the request was not processed, no matter who answers.
    [404, HTML, 'refused', MISCONFIGURED, 'unknown'],
    [405, NOTHING, 'refused', MISCONFIGURED, 'unknown'],
    [413, HTML, 'refused', MISCONFIGURED, 'unknown'],
    [415, HTML, 'refused', MISCONFIGURED, 'unknown'],
    [429, DETAIL, 'refused', 'refused: too_many_attempts', 'unknown'],
    [429, HTML, 'refused', 'refused: too_many_attempts', 'unknown'],
    [431, NOTHING, 'refused', MISCONFIGURED, 'unknown'],
    // There may be an order nevertheless.
    [400, ORDER_002({ reference_id: 'Reference ID must be unique' }), 'lost', 'lost', 'unknown'],
    [400, ORDER_002({ reference_id: ['Reference ID already exists'] }), 'lost', 'lost', 'unknown'],
    [
      400,
      ORDER_002({ reference_id: 'Reference ID must be unique', invoice: { number: 'Invoice Number already exists' } }),
      'lost',
      'lost',
      'unknown',
    ],
    [408, DETAIL, 'lost', 'lost', 'unknown'],
    [409, envelope('ERR_X', 'Conflict'), 'lost', 'lost', 'unknown'],
    [500, envelope('ERR_SERVICE_ERROR_000', 'Payment gateway error'), 'lost', 'lost', 'unknown'],
    [502, HTML, 'lost', 'lost', 'unknown'],
    [503, DETAIL, 'lost', 'lost', 'unknown'],
    [200, HTML, 'lost', 'lost', 'unknown'],
    [204, NOTHING, 'lost', 'lost', 'unknown'],
    [200, { success: false, message: 'Something went wrong' }, 'lost', 'lost', 'unknown'],
    [200, { success: true, data: {} }, 'lost', 'lost', 'unknown'],
    [200, { success: true, data: { order_id: '' } }, 'lost', 'lost', 'unknown'],
    [200, { order: 'OD1' }, 'lost', 'lost', 'unknown'],
    // Something between us and EximPe answered.
    [302, NOTHING, 'lost', 'lost', 'unknown'],
    [400, HTML, 'lost', 'lost', 'unknown'],
    [403, HTML, 'lost', 'lost', 'unknown'],
    [407, HTML, 'lost', 'lost', 'unknown'],
    [499, NOTHING, 'lost', 'lost', 'unknown'],
  ];

/** A body as shown in the name of a test. */
const shown = (body: string | object): string =>
  (typeof body === 'string' ? body || 'nothing' : JSON.stringify(body)).replaceAll(PAN, '…');

describe.each(TABLE)('a reply', (status, body, kind, charge, ask) => {
  test(`of ${status} (${shown(body)}) means for the client: ${kind}, for a charge: ${charge}, for a status request: ${ask}`, async () => {
    reply = { status, body: typeof body === 'string' ? body : JSON.stringify(body) };
    const error = await client.orders
      .create({ card_details: { number: PAN, cvv: '123' } })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(EximpeApiError);
    const outcome = await gateway.of(null).charge(CHARGE);
    const answer = await gateway.of(null).ask('OD1');
    expect([(error as EximpeApiError).kind, inAWord(outcome), answer.kind]).toEqual([kind, charge, ask]);
    const said = JSON.stringify([error, String(error), outcome, answer]);
    expect(said).not.toContain(PAN);
  });
});

test('an invoice number that EximPe already has is recognised and reported', async () => {
  reply = { status: 400, body: JSON.stringify(ORDER_002({ invoice: { number: 'Invoice Number already exists' } })) };
  expect(await gateway.of(null).charge(CHARGE)).toMatchObject({ fields: ['invoice.number'], invoiceTaken: true });
  reply = { status: 400, body: JSON.stringify(ORDER_002({ invoice: { number: 'Too long' } })) };
  expect(await gateway.of(null).charge(CHARGE)).not.toHaveProperty('invoiceTaken');
});

test('refused fields have the names of the form and the checkout', async () => {
  const details = {
    card_details: { cvv: 'no', expiry_month: 'no', cardholder_name: 'no' },
    buyer: { address: { postal_code: 'no' } },
    product: { hs_code: 'no' },
    unheard_of: 'no',
  };
  reply = { status: 400, body: JSON.stringify(ORDER_002(details)) };
  expect(await gateway.of(null).charge(CHARGE)).toMatchObject({
    fields: [
      'card.cvc',
      'card.expiryMonth',
      'card.holderName',
      'buyer.address.postalCode',
      'product.hsCode',
      'unheard_of',
    ],
  });
});

/** Reply · result of a BIN lookup · of a list of saved cards · of saving a card · of a refund. */
const OTHERS: readonly (readonly [number, string | object, string, string, string, string])[] = [
  [400, ORDER_002({ bin: 'no' }), 'unknown', 'unknown', 'refused', 'refused'],
  [401, envelope('ERR_AUTH_001', 'Invalid credentials'), 'denied', 'denied', 'denied', 'denied'],
  [401, HTML, 'denied', 'denied', 'denied', 'denied'],
  [403, envelope('ERR_MERCHANT_ACCOUNT_002', 'inactive'), 'denied', 'denied', 'denied', 'denied'],
  [403, DETAIL, 'unavailable', 'denied', 'denied', 'denied'],
  [403, HTML, 'unknown', 'unknown', 'unknown', 'unknown'],
  [404, envelope('ERR_TOKEN_404', 'No cards found'), 'unavailable', 'known', 'refused', 'refused'],
  [404, HTML, 'unavailable', 'unknown', 'unknown', 'unknown'],
  [408, DETAIL, 'unknown', 'unknown', 'unknown', 'unknown'],
  [409, envelope('ERR_X', 'Conflict'), 'unknown', 'unknown', 'unknown', 'unknown'],
  [425, DETAIL, 'unknown', 'unknown', 'unknown', 'unknown'],
  [429, DETAIL, 'unknown', 'unknown', 'unknown', 'unknown'],
  [500, DETAIL, 'unknown', 'unknown', 'unknown', 'unknown'],
];

describe.each(OTHERS)('a reply', (status, body, bin, list, save, refund) => {
  test(`of ${status} (${shown(body)}) means for a BIN lookup: ${bin}, for a list of cards: ${list}, for saving one: ${save}, for a refund: ${refund}`, async () => {
    reply = { status, body: typeof body === 'string' ? body : JSON.stringify(body) };
    const card = { number: PAN, expiryMonth: '05', expiryYear: '2030', holderName: 'Asha Menon' };
    const said = [
      await gateway.of(null).lookUpBin(PAN.slice(0, 8)),
      await gateway.of(null).listCards('asha'),
      await gateway.of(null).saveCard('asha', card, 'visa', 'debit_card'),
      await gateway.of(null).refund('PR1', '1.00'),
    ];
    expect(said.map(({ kind }) => kind)).toEqual([bin, list, save, refund]);
    expect(JSON.stringify(said)).not.toContain(PAN);
  });
});

test('if nothing listens at the address, every call says that nothing was sent', async () => {
  const nowhere = createEximpeGateway(
    createTransport({
      baseUrl: 'http://127.0.0.1:9',
      clientId: 'c',
      clientSecret: 'the-client-secret',
      apiVersion: '2.0.0',
      clock: systemClock,
    }),
  );
  const detail = expect.stringContaining('http://127.0.0.1:9 (ECONNREFUSED)') as string;
  const unsent = { kind: 'unknown', notSent: true, detail };
  expect(await nowhere.of(null).charge(CHARGE)).toMatchObject({
    kind: 'refused',
    problem: 'gateway_unreachable',
    detail,
  });
  expect(await nowhere.of(null).ask('OD1')).toEqual(unsent);
  expect(await nowhere.of(null).askByReference('CF-1')).toEqual(unsent);
  expect(await nowhere.of(null).lookUpBin(PAN.slice(0, 8))).toEqual(unsent);
  expect(await nowhere.of(null).listCards('asha')).toEqual(unsent);
  expect(await nowhere.of(null).deleteCard('asha', 'a-token')).toEqual(unsent);
  expect(await nowhere.of(null).refund('PR1', '1.00')).toEqual(unsent);
  await nowhere.close();
});
