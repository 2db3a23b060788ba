// Each quirk, on and off: the two behaviours that the documents describe.
import { describe, expect, test } from 'vitest';
import { QUIRKS, type Quirk } from './quirks.ts';
import { startSimulator, type Simulator } from './simulator.ts';
import { call, listener, orderBody, type Listener } from './testing/merchant.ts';
import { goToBank, payAtBank, press } from './testing/shopper.ts';

interface Probe {
  readonly ask: (simulator: Simulator, merchant: Listener) => Promise<unknown>;
  readonly otherwise: unknown;
  readonly does: unknown;
}

const DECLINED = '4800000000000103';
const create = (simulator: Simulator, changes: Record<string, unknown> = {}, card: Record<string, unknown> = {}) =>
  call(simulator, 'POST', '/pg/orders/', orderBody(changes, card));

/** Creates an order, and returns which field was refused, if any. */
const refused =
  (changes: Record<string, unknown>, card: Record<string, unknown> = {}) =>
  async (simulator: Simulator): Promise<unknown> => {
    const { status, body } = await create(simulator, changes, card);
    return status === 200 ? 'taken' : Object.keys(body.error.details);
  };

async function pay(simulator: Simulator, number = '4895380110000003') {
  const { data } = (await create(simulator, {}, { number })).body;
  const returned = await payAtBank(simulator, data.acs_template);
  return { orderId: data.order_id as string, returned };
}

const hook = async (merchant: Listener) => JSON.parse((await merchant.nth(1)).body).data;

const saveBody = {
  identifier: 'U',
  card_number: '5506900480000008',
  cardholder_name: 'P S',
  expiry_month: 5,
  expiry_year: 2030,
  network: 'mastercard',
  card_type: 'credit_card',
};
const removeWith = (method: string) => async (simulator: Simulator) => {
  const { data } = (await call(simulator, 'POST', '/pg/tokens/', saveBody)).body;
  return (await call(simulator, method, '/pg/tokens/delete/', { card_token: data.card_token, identifier: 'U' })).status;
};

const { buyer } = orderBody();
const { ip_address: _ip, user_agent: _agent, ...noDevice } = buyer;

/** A browser's preflight before a cross-site call. */
const preflight = async (simulator: Simulator): Promise<unknown> => {
  const { headers } = await fetch(`${simulator.url}/pg/orders/`, {
    method: 'OPTIONS',
    headers: {
      origin: 'https://playground.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,x-client-id,x-client-secret',
    },
  });
  return [headers.get('access-control-allow-origin'), headers.get('access-control-allow-headers')];
};

const PROBES: Readonly<Record<Quirk, Probe>> = {
  cors: { ask: preflight, otherwise: [null, null], does: ['*', 'content-type,x-client-id,x-client-secret'] },
  'order-created-201': { ask: async (simulator) => (await create(simulator)).status, otherwise: 200, does: 201 },
  'version-required': {
    ask: async (simulator) =>
      (
        await fetch(`${simulator.url}/pg/payments/`, {
          headers: { 'x-client-id': 'sim_client', 'x-client-secret': 'sim_secret' },
        })
      ).status,
    otherwise: 200,
    does: 401,
  },
  'merchant-id-everywhere': {
    ask: async (simulator) =>
      (await call(simulator, 'GET', '/pg/payments/', undefined, { 'x-client-id': 'sim_psp' })).status,
    otherwise: 200,
    does: 401,
  },
  'amount-two-decimals': { ask: refused({ amount: '1000' }), otherwise: 'taken', does: ['amount'] },
  'reference-no-underscore': { ask: refused({ reference_id: 'CARD_1' }), otherwise: 'taken', does: ['reference_id'] },
  'reference-unique-forever': {
    ask: async (simulator) => {
      const { data } = (await create(simulator, { reference_id: 'AGAIN' }, { number: DECLINED })).body;
      await payAtBank(simulator, data.acs_template);
      return refused({ reference_id: 'AGAIN' })(simulator);
    },
    otherwise: 'taken',
    does: ['reference_id'],
  },
  'mop-lower-case-only': { ask: refused({ mop_type: 'DEBIT_CARD' }), otherwise: 'taken', does: ['mop_type'] },
  'networks-of-openapi': { ask: refused({}, { network: 'diners' }), otherwise: 'taken', does: ['card_details'] },
  'maestro-without-cvv': {
    ask: refused({}, { number: '6759649826438453', network: 'maestro', cvv: undefined }),
    otherwise: ['card_details'],
    does: 'taken',
  },
  'return-url-optional': { ask: refused({ return_url: undefined }), otherwise: ['return_url'], does: 'taken' },
  'invoice-optional': { ask: refused({ invoice: undefined }), otherwise: ['invoice'], does: 'taken' },
  'buyer-device-optional': { ask: refused({ buyer: noDevice }), otherwise: ['buyer'], does: 'taken' },
  'nickname-required': { ask: refused({}, { nickname: undefined }), otherwise: 'taken', does: ['card_details'] },
  'identifier-optional': { ask: refused({}, { identifier: undefined }), otherwise: ['card_details'], does: 'taken' },
  'error-arrays': {
    ask: async (simulator) => (await create(simulator, { buyer: { ...buyer, email: 'x' } })).body.error.details,
    otherwise: { buyer: { email: 'Enter a valid email address.' } },
    does: { buyer: { email: ['Enter a valid email address.'] } },
  },
  'status-last-updated-at': {
    ask: async (simulator) => {
      const { data } = (await create(simulator)).body;
      return Object.keys((await call(simulator, 'GET', `/pg/orders/${data.order_id}/status/`)).body.data).at(-1);
    },
    otherwise: 'updated_at',
    does: 'last_updated_at',
  },
  'status-upper-case': {
    ask: async (simulator) => {
      const { orderId } = await pay(simulator);
      return (await call(simulator, 'GET', `/pg/orders/${orderId}/status/`)).body.data.status;
    },
    otherwise: 'payment_successful',
    does: 'PAYMENT_SUCCESSFUL',
  },
  'status-payment-failed': {
    ask: async (simulator) => {
      const { data } = (await create(simulator)).body;
      await press(simulator, await goToBank(simulator, data.acs_template), 'cancel');
      const { orderId } = await pay(simulator, DECLINED);
      const ids = [data.order_id, orderId];
      return Promise.all(
        ids.map(async (id) => (await call(simulator, 'GET', `/pg/orders/${id}/status/`)).body.data.status),
      );
    },
    otherwise: ['failed', 'failed'],
    does: ['payment_cancelled', 'payment_failed'],
  },
  'old-order-shape': {
    ask: async (simulator) => {
      const { data } = (await create(simulator)).body;
      const {
        amount,
        mop_type: mop = null,
        opted_mop_type: opted = null,
      } = (await call(simulator, 'GET', `/pg/orders/${data.order_id}/`)).body.data;
      return { amount, mop, opted };
    },
    otherwise: { amount: '1000.00', mop: null, opted: 'debit_card' },
    does: { amount: 1000, mop: 'DEBIT_CARD', opted: null },
  },
  'uuid-ids': {
    ask: async (simulator) => (await create(simulator)).body.data.order_id,
    otherwise: expect.stringMatching(/^OD\d{10}$/),
    does: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  },
  'card-mop': {
    ask: async (simulator, merchant) => {
      await pay(simulator);
      return (await hook(merchant)).mop_type;
    },
    otherwise: 'DEBIT_CARD',
    does: 'CARD',
  },
  'extended-status-codes': {
    ask: async (simulator, merchant) => {
      await pay(simulator, '4800000000000202');
      return (await hook(merchant)).extended_status;
    },
    otherwise: 'FAILED',
    does: 'INSUFFICIENT_FUNDS',
  },
  'webhook-old-shape': {
    ask: async (simulator, merchant) => {
      await pay(simulator);
      return Object.keys(await hook(merchant)).length;
    },
    otherwise: 14,
    does: 7,
  },
  'webhook-v1-signature-only': {
    ask: async (simulator, merchant) => {
      await pay(simulator);
      return 'x-webhook-signature-v2' in (await merchant.nth(1)).headers;
    },
    otherwise: true,
    does: false,
  },
  'webhook-needs-200': {
    ask: async (simulator, merchant) => {
      merchant.answers = [204];
      await pay(simulator);
      await expect.poll(() => simulator.control.webhooks()[0]?.attempts.length).toBe(1);
      return simulator.control.webhooks()[0]?.state;
    },
    otherwise: 'received',
    does: 'waiting',
  },
  'return-payment-words': {
    ask: async (simulator) => (await pay(simulator)).returned.fields['status'],
    otherwise: 'captured',
    does: 'payment_successful',
  },
  'token-guide-body': {
    ask: async (simulator) => {
      const body = {
        number: '4895380110000003',
        cardholder_name: 'John Doe',
        expiry_month: '05',
        expiry_year: '2030',
        cvv: '123',
        network: 'visa',
        identifier: 'EX0001',
      };
      return (await call(simulator, 'POST', '/pg/tokens/', body)).status;
    },
    otherwise: 400,
    does: 200,
  },
  'token-delete-post-only': { ask: removeWith('DELETE'), otherwise: 200, does: 405 },
  'token-delete-delete-only': { ask: removeWith('POST'), otherwise: 200, does: 405 },
  'token-none-404': {
    ask: async (simulator) => (await call(simulator, 'GET', '/pg/tokens/?identifier=nobody')).status,
    otherwise: 200,
    does: 404,
  },
  'bin-six-to-nine': {
    ask: async (simulator) => (await call(simulator, 'POST', '/pg/bin/', { bin: '411111' })).status,
    otherwise: 400,
    does: 200,
  },
  'sandbox-papers': {
    ask: async (simulator) => {
      const { paymentId } = simulator.control.order((await pay(simulator)).orderId);
      const { status } = await call(simulator, 'POST', `/pg/payments/${paymentId}/upload-verification-details/`, {
        buyer_name: 'Asha Menon',
        type_of_goods: 'SERVICE',
        product_description: 'This is a test product for test purpose.',
        buyer_address: '14 Bazaar Road',
        invoice_number: 'INV-1',
        buyer_postal_code: '560034',
      });
      return status;
    },
    otherwise: 200,
    does: 400,
  },
  'refund-upper-case': {
    ask: async (simulator) => {
      const { orderId } = await pay(simulator);
      const { paymentId } = simulator.control.order(orderId);
      return (await call(simulator, 'POST', '/pg/refunds/', { payment_id: paymentId, refund_amount: '1.00' })).body.data
        .refund_status;
    },
    otherwise: 'initiated',
    does: 'INITIATED',
  },
};

describe.each(Object.keys(QUIRKS) as Quirk[])('%s', (quirk) => {
  const { ask, otherwise, does } = PROBES[quirk];
  test.each([
    [`without it, ${QUIRKS[quirk].otherwise}`, [], otherwise],
    [`with it, ${QUIRKS[quirk].does}`, [quirk], does],
  ] as const)('%s', async (_title, quirks, expected) => {
    const merchant = await listener();
    const simulator = await startSimulator({ seed: 'quirks', speed: 0, webhookUrl: merchant.url, quirks });
    try {
      expect(await ask(simulator, merchant)).toEqual(expected);
    } finally {
      await simulator.close();
      await merchant.close();
    }
  });
});

test('the preset for EximPe’s playground accepts what its card page sends, without a return address', async () => {
  const { return_url: _, ...order } = orderBody({}, { identifier: undefined, nickname: undefined, save_card: false });
  const simulator = await startSimulator({ seed: 'quirks', speed: 0, preset: 'playground' });
  try {
    expect((await preflight(simulator)) as string[]).toContain('*');
    const { body, status } = await call(simulator, 'POST', '/pg/orders/', order);
    expect(status).toBe(200);
    const end = await press(simulator, await goToBank(simulator, body.data.acs_template), 'confirm', '123456');
    expect(end.status).toBe(200);
    const { data } = (await call(simulator, 'GET', `/pg/orders/${body.data.order_id}/status/`)).body;
    expect(data.status).toBe('payment_successful');
  } finally {
    await simulator.close();
  }
});
