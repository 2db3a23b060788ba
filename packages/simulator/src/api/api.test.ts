// The API as a merchant's server sees it: credentials, accounts, versions, validation, and unknown calls.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSimulator, type Simulator } from '../simulator.ts';
import { call, orderBody } from '../testing/merchant.ts';
import { payAtBank } from '../testing/shopper.ts';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator({ seed: 'api', speed: 0 });
});

afterAll(() => simulator.close());

const create = (
  changes: Record<string, unknown> = {},
  card: Record<string, unknown> = {},
  headers: Record<string, string> = {},
) => call(simulator, 'POST', '/pg/orders/', orderBody(changes, card), headers);

const details = async (changes: Record<string, unknown>, card: Record<string, unknown> = {}, headers = {}) => {
  const { status, body } = await create(changes, card, headers);
  expect(status).toBe(400);
  expect(body).toMatchObject({ success: false, error: { code: 'ERR_ORDER_002', message: 'Validation error' } });
  return body.error.details;
};

describe('accounts', () => {
  const auth = (code: string, message: string, text: string) => ({
    success: false,
    error: { code, message, details: { authentication: text } },
  });
  test.each([
    ['no credentials', { 'x-client-id': '' }, 401, auth('ERR_AUTH_000', 'Missing credentials', 'Missing credentials.')],
    [
      'a wrong secret',
      { 'x-client-secret': 'x' },
      401,
      auth('ERR_AUTH_001', 'Invalid credentials', 'Invalid credentials.'),
    ],
    [
      'an unknown client',
      { 'x-client-id': 'x' },
      401,
      auth('ERR_AUTH_001', 'Invalid credentials', 'Invalid credentials.'),
    ],
    [
      'an unknown version',
      { 'x-api-version': '9' },
      401,
      auth('ERR_AUTH_001', 'Invalid credentials', 'Invalid credentials.'),
    ],
    [
      'a PSP without a merchant',
      { 'x-client-id': 'sim_psp' },
      401,
      auth('ERR_AUTH_000', 'Missing credentials', 'X-Merchant-ID header is required for this endpoint.'),
    ],
    [
      'a PSP with a wrong merchant',
      { 'x-client-id': 'sim_psp', 'x-merchant-id': '1' },
      401,
      auth('ERR_AUTH_001', 'Invalid credentials', 'Invalid X-Merchant-ID provided.'),
    ],
    [
      'an inactive merchant',
      { 'x-client-id': 'sim_inactive' },
      403,
      auth('ERR_MERCHANT_ACCOUNT_002', 'Merchant account is not active', 'Merchant account is inactive.'),
    ],
    [
      'a merchant without S2S',
      { 'x-client-id': 'sim_no_s2s' },
      403,
      { detail: 'You do not have permission to perform this action.' },
    ],
  ])('%s', async (_who, headers, status, body) => {
    expect(await create({}, {}, headers)).toEqual({ status, body });
  });

  test('a PSP pays for its sub-merchant, and no other merchant sees it', async () => {
    const psp = { 'x-client-id': 'sim_psp', 'x-merchant-id': '1234567890' };
    const { data } = (await create({}, {}, psp)).body;
    const path = `/pg/orders/${data.order_id}/`;
    expect((await call(simulator, 'GET', path, undefined, psp)).status).toBe(200);
    expect((await call(simulator, 'GET', path, undefined, { ...psp, 'x-merchant-id': '9876543210' })).status).toBe(404);
    expect((await call(simulator, 'GET', path)).status).toBe(404);
  });

  test('BIN lookup has to be switched on', async () => {
    expect(await call(simulator, 'POST', '/pg/bin/', { bin: '41111111' }, { 'x-client-id': 'sim_no_bin' })).toEqual({
      status: 403,
      body: { detail: 'You do not have permission to perform this action.' },
    });
  });
});

describe('validation', () => {
  const { buyer, product } = orderBody();
  test.each([
    ['no amount', { amount: undefined }, { amount: 'This field is required.' }],
    ['amount as number', { amount: 1000 }, { amount: 'Not a valid string.' }],
    ['three decimals', { amount: '1.000' }, { amount: expect.any(String) }],
    ['nothing to pay', { amount: '0.00' }, { total_amount: 'Total amount must be greater than 0' }],
    ['too much', { amount: '10000000.01' }, { total_amount: 'Total amount must be less than or equal to 10,000,000' }],
    ['dollars', { currency: 'USD' }, { currency: expect.any(String) }],
    [
      'a long reference',
      { reference_id: 'x'.repeat(51) },
      { reference_id: 'Ensure this field has no more than 50 characters.' },
    ],
    ['a reference with a slash', { reference_id: 'A/1' }, { reference_id: 'Invalid input: A/1' }],
    ['another collection mode', { collection_mode: 'x' }, { collection_mode: 'Invalid collection mode' }],
    ['another mop', { mop_type: 'upi' }, { mop_type: 'Invalid mop type' }],
    ['no card', { card_details: undefined }, { card_details: 'This field is required.' }],
    ['a mail address', { buyer: { ...buyer, email: 'x' } }, { buyer: { email: 'Enter a valid email address.' } }],
    [
      'a bare phone number',
      { buyer: { ...buyer, phone: '9812345678' } },
      { buyer: { phone: 'Enter a valid phone number.' } },
    ],
    [
      'no postal code',
      { buyer: { ...buyer, address: {} } },
      { buyer: { address: { postal_code: 'This field is required.' } } },
    ],
    [
      'an IP address',
      { buyer: { ...buyer, ip_address: '1.2.3' } },
      { buyer: { ip_address: 'Enter a valid IPv4 or IPv6 address.' } },
    ],
    [
      'goods without code',
      { product: { ...product, hs_code: undefined } },
      { product: { hs_code: expect.any(String) } },
    ],
    ['an invoice date', { invoice: { number: 'D', date: '2025-13-01' } }, { invoice: { date: expect.any(String) } }],
    ['a return address', { return_url: 'javascript:1' }, { return_url: 'Enter a valid URL.' }],
  ])('%s', async (_what, changes, expected) => {
    expect(await details(changes)).toEqual(expected);
  });

  test.each([
    ['number', '12345'],
    ['expiry_month', '13'],
    ['expiry_year', '2020'],
    ['cvv', '12'],
    ['network', 'x'],
    ['cardholder_name', ''],
  ])('card_details.%s', async (field, value) => {
    expect(Object.keys((await details({}, { [field]: value })).card_details)).toEqual([field]);
  });

  test('all errors are returned at once, nested like the request', async () => {
    expect(await details({ amount: 'x', buyer: { ...buyer, name: '' }, product: {} }, { cvv: 'x' })).toMatchObject({
      amount: expect.any(String),
      buyer: { name: 'This field may not be blank.' },
      product: { name: 'This field is required.' },
      card_details: { cvv: expect.any(String) },
    });
  });

  test('version 1 requires the full address', async () => {
    const short = { buyer: { ...buyer, address: { postal_code: '123456' } } };
    expect((await create(short)).status).toBe(200);
    expect(Object.keys((await details(short, {}, { 'x-api-version': '1.0.0' })).buyer.address)).toEqual([
      'line_1',
      'city',
      'state',
    ]);
  });

  test('a reference and an invoice can be used once', async () => {
    await create({ reference_id: 'ONCE', invoice: { number: 'ONCE' } });
    expect(await details({ reference_id: 'ONCE' })).toEqual({ reference_id: 'Reference ID must be unique' });
    expect(await details({ invoice: { number: 'ONCE' } })).toEqual({
      invoice: { number: 'Invoice Number already exists' },
    });
  });

  test('a number with spaces is read, as the playground sends it', async () => {
    expect((await create({}, { number: '4706 1312 1121 2123' })).status).toBe(200);
  });
});

describe('version 3', () => {
  const v3 = { 'x-api-version': '3.0.0' };
  test('has no S2S cards', async () => {
    expect(await details({}, {}, v3)).toEqual({ collection_mode: 'Invalid collection mode' });
  });

  test('has hosted checkout, answered with 201', async () => {
    const { card_details: _, ...hosted } = orderBody({ collection_mode: 'hosted_payment', reference_id: 'H-1' });
    expect(await call(simulator, 'POST', '/pg/orders/', hosted, v3)).toMatchObject({
      status: 201,
      body: { data: { session_id: expect.stringMatching(/^[0-9a-f]{64}$/) } },
    });
  });

  test.each([
    ['as a number', 1000, undefined],
    ['missing', undefined, { amount: 'This field is required.' }],
    ['as a list', [], { amount: 'Not a valid string.' }],
  ])('an amount %s', async (what, amount, complaint) => {
    const { card_details: _, ...hosted } = orderBody({
      collection_mode: 'hosted_payment',
      reference_id: `H-${what.replaceAll(' ', '-')}`,
      amount,
    });
    const { status, body } = await call(simulator, 'POST', '/pg/orders/', hosted, v3);
    if (complaint === undefined) expect(status).toBe(201);
    else expect(body).toMatchObject({ error: { details: complaint } });
  });

  test('has no saved cards', async () => {
    expect((await call(simulator, 'GET', '/pg/tokens/?identifier=x', undefined, v3)).status).toBe(404);
  });
});

describe('unknown calls', () => {
  test.each([
    ['GET', '/pg/nothing/', undefined, {}, 404],
    ['PUT', '/pg/orders/', {}, {}, 405],
    ['POST', '/pg/payments/', {}, {}, 405],
    ['POST', '/pg/orders/', '{"amount":', {}, 400],
    ['POST', '/pg/orders/', 'a=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['POST', '/pg/orders/', `"${'x'.repeat(3_000_000)}"`, {}, 413],
  ])('%s %s', async (method, path, body, headers, status) => {
    expect(await call(simulator, method, path, body, headers)).toEqual({
      status,
      body: { detail: expect.any(String) },
    });
  });

  test('an unknown order', async () => {
    const missing = {
      success: false,
      error: { code: 'ERR_ORDER_001', message: 'Order not found', details: { order_id: 'Order not found' } },
    };
    expect(await call(simulator, 'GET', '/pg/orders/OD1/status/')).toEqual({ status: 404, body: missing });
  });
});

describe('payments', () => {
  test('are filtered and paged', async () => {
    for (const n of [1, 2, 3])
      await create({ reference_id: `PAGE-${n}`, buyer: { ...orderBody().buyer, name: 'Page Turner' } });
    const first = (await call(simulator, 'GET', '/pg/payments/?buyer_name=page%20turner&page_size=2')).body.data;
    expect(first).toMatchObject({
      count: 3,
      page: 1,
      page_size: 2,
      previous: null,
      next: expect.stringContaining('page=2'),
    });
    const second = (await call(simulator, 'GET', new URL(first.next).pathname + new URL(first.next).search)).body.data;
    const references = [...first.results, ...second.results].map(({ reference_id: reference }) => reference);
    expect(references).toEqual(['PAGE-3', 'PAGE-2', 'PAGE-1']);
    expect((await call(simulator, 'GET', '/pg/payments/?reference_id=PAGE-2')).body.data.count).toBe(1);
    expect((await call(simulator, 'GET', '/pg/payments/?reference_id=PAGE-2&status=captured')).body.data.count).toBe(0);
  });

  test('have their own format in the list, with the reason for a failure as a comment', async () => {
    const { data } = (await create({ reference_id: 'ROW-1', invoice: { number: 'ROW-INV-1' } })).body;
    await simulator.control.force(data.order_id, 'insufficient-funds');
    const { results } = (await call(simulator, 'GET', '/pg/payments/?reference_id=ROW-1')).body.data;
    expect(results).toEqual([
      {
        payment_id: expect.any(String),
        merchant: { id: expect.any(String), name: expect.any(String) },
        order_id: data.order_id,
        invoice_number: 'ROW-INV-1',
        reference_id: 'ROW-1',
        buyer: { name: 'John Doe', email: 'john.doe@example.com', phone: '+919876543210' },
        amount: { amount: expect.any(String), total_amount: expect.any(String), currency: 'INR' },
        created_at: expect.any(String),
        comment: expect.any(String),
        mop_type: expect.any(String),
        status: 'failed',
      },
    ]);
  });

  test('show the card masked', async () => {
    await create({ reference_id: 'MASK-1' });
    const [payment] = (await call(simulator, 'GET', '/pg/payments/?reference_id=MASK-1')).body.data.results;
    const { body } = await call(simulator, 'GET', `/pg/payments/${payment.payment_id}/`);
    expect(body.data.mop_detail).toEqual({
      card_mask: 'XXXXXXXXXXXX0003',
      card_holder_name: 'John Doe',
      card_issuer_country: 'IN',
      card_issuer_bank: 'hdfc bank',
    });
  });

  test('an order accepts a buyer’s PAN and an invoice later', async () => {
    const { data } = (await create()).body;
    const path = `/pg/orders/${data.order_id}/`;
    const change = { buyer: { pan_number: 'ABCPV1234G', dob: '1987-03-15' }, invoice: { number: 'LATER-1' } };
    expect((await call(simulator, 'PATCH', path, change)).body.data.data).toMatchObject(change);
    expect((await call(simulator, 'PATCH', path, { buyer: { pan_number: 'x' } })).status).toBe(400);
  });
});

describe('saved cards', () => {
  const rupay = {
    identifier: 'USER_1',
    card_number: '6521123456789012',
    nickname: 'R',
    cardholder_name: 'P S',
    expiry_month: 5,
    expiry_year: 2030,
    network: 'rupay',
    card_type: 'debit_card',
  };
  const save = (changes: Record<string, unknown> = {}) =>
    call(simulator, 'POST', '/pg/tokens/', { ...rupay, ...changes });

  test('RuPay and Amex require an authorisation reference, the others refuse one', async () => {
    const complaint = (detail: string) => ({
      status: 400,
      body: {
        success: false,
        error: {
          type: 'validation_error',
          errors: [{ code: 'invalid', detail, attr: 'authorization_reference_number' }],
        },
      },
    });
    expect(await save()).toEqual(complaint('Authorization reference number is required for Rupay cards.'));
    expect((await save({ authorization_reference_number: 'A1' })).status).toBe(200);
    expect(await save({ network: 'visa', authorization_reference_number: 'A1' })).toEqual(
      complaint(expect.any(String)),
    );
  });

  test('save_card saves the card once it has paid, and not before', async () => {
    const list = () => call(simulator, 'GET', '/pg/tokens/?identifier=SHOPPER-7');
    const card = { identifier: 'SHOPPER-7', save_card: true };
    const declined = (await create({}, { ...card, number: '4800000000000103' })).body.data;
    await payAtBank(simulator, declined.acs_template);
    const paid = (await create({}, card)).body.data;
    expect((await list()).body.data).toEqual([]);
    await payAtBank(simulator, paid.acs_template);
    const [saved] = (await list()).body.data;
    expect(saved).toMatchObject({
      masked_pan: 'XXXXXXXXXXXX0003',
      network: 'visa',
      card_type: 'debit_card',
      expiry_month: 5,
    });

    const use = (identifier: string) =>
      call(simulator, 'POST', '/pg/orders/', {
        ...orderBody(),
        card_details: { token: saved.card_token, identifier, network: 'visa' },
      });
    expect((await use('SOMEONE-ELSE')).status).toBe(400);
    const again = (await use('SHOPPER-7')).body.data;
    expect((await payAtBank(simulator, again.acs_template)).fields).toMatchObject({ status: 'captured' });
  });

  test('only the owner can delete a card', async () => {
    const { data } = (await save({ network: 'visa', card_number: '4111111111111111' })).body;
    const remove = (identifier: string) =>
      call(simulator, 'POST', '/pg/tokens/delete/', { card_token: data.card_token, identifier });
    expect((await remove('X')).body.error.code).toBe('ERR_TOKEN_ACCESS');
    expect(await remove('USER_1')).toEqual({
      status: 200,
      body: { success: true, message: 'Card details deleted successfully', data: {} },
    });
    expect((await remove('USER_1')).body.error).toEqual({ code: 'ERR_TOKEN_404', message: 'Card token not found' });
  });
});

describe('refunds', () => {
  test('can be partial, never exceed the payment, and change with their webhooks', async () => {
    const { data } = (await create()).body;
    const { paymentId } = simulator.control.order(data.order_id);
    const refund = (amount?: string) =>
      call(simulator, 'POST', '/pg/refunds/', { payment_id: paymentId, ...(amount ? { refund_amount: amount } : {}) });
    expect((await refund('1.00')).body.error.code).toBe('ERR_REFUND_002');
    await payAtBank(simulator, data.acs_template);

    const first = (await refund('400.50')).body.data;
    expect((await refund('600.00')).status).toBe(400);
    expect((await refund()).body.data).toMatchObject({ refund_amount: '599.50' });

    const simulate = (status: string) =>
      call(simulator, 'POST', `/pg/refunds/${first.refund_id}/simulate-status/`, { status });
    expect((await simulate('NONSENSE')).status).toBe(400);
    expect((await simulate('FAILED')).body.data).toMatchObject({ refund_status: 'FAILED' });
    expect((await refund('400.50')).status).toBe(200);
    expect((await call(simulator, 'GET', `/pg/refunds/?payment_id=${paymentId}`)).body).toMatchObject({
      count: 3,
      page: 1,
      next: null,
    });
    expect((await call(simulator, 'GET', '/pg/refunds/RF1/')).body.error.code).toBe('ERR_REFUND_003');
    expect((await call(simulator, 'POST', '/pg/refunds/RF1/simulate-status/', { status: 'FAILED' })).body).toEqual({
      detail: 'Not found.',
    });
  });
});
