// The documents' own examples: each request is taken, and each answer comes out again, field by field.
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startSimulator, type Simulator } from '../src/simulator.ts';
import { call, listener, orderBody, type Listener } from '../src/testing/merchant.ts';
import { goToBank, payAtBank, press } from '../src/testing/shopper.ts';

interface Fixture {
  readonly source: string;
  readonly request?: any; // oxlint-disable-line typescript/no-explicit-any -- as the documents print it
  readonly answer?: any; // oxlint-disable-line typescript/no-explicit-any -- as the documents print it
}

const FOLDER = new URL('./fixtures/', import.meta.url);
const fixture = (name: string): Fixture => JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8'));
const ALL = readdirSync(FOLDER).map((file) => file.replace('.json', ''));

let simulator: Simulator;
let merchant: Listener;

beforeEach(async () => {
  merchant = await listener();
  simulator = await startSimulator({ seed: 'documents', webhookUrl: merchant.url });
});

afterEach(async () => {
  await simulator.close();
  await merchant.close();
});

/** What differs from payment to payment, by its form; everything else has to be equal. */
const KINDS: readonly (readonly [kind: string, form: RegExp])[] = [
  ['order and payment id', /^OD\d{10,13}-PR\d{10}$/],
  ['order id', /^OD\d{10,13}$/],
  ['payment id', /^PR\d{10,13}$/],
  ['refund id', /^RF\d{10}$/],
  ['settlement id', /^ST\d{10}$/],
  ['uuid', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
  ['micros', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/],
  ['seconds', /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/],
  ['offset time', /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\+00:00$/],
  ['card token', /^[0-9a-f]{20,22}$/],
  ['hex 32', /^[0-9a-f]{32}$/],
  ['nine digits', /^\d{9}$/],
  ['base64 page', /^PGh0bWw\+[A-Za-z0-9+/]{2000,}={0,2}$/],
];

const kindOf = (value: unknown): unknown =>
  typeof value === 'string' ? (KINDS.find(([, form]) => form.test(value))?.[0] ?? value) : value;

/** Every leaf by its path. */
function leaves(value: unknown, path = ''): Map<string, unknown> {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) {
    return new Map([[path, typeof value === 'object' && value !== null ? JSON.stringify(value) : kindOf(value)]]);
  }
  return new Map(Object.entries(value).flatMap(([key, member]) => [...leaves(member, path ? `${path}.${key}` : key)]));
}

function differences(documented: unknown, ours: unknown): string[] {
  const [theirs, mine] = [leaves(documented), leaves(ours)];
  return [...new Set([...theirs.keys(), ...mine.keys()])]
    .filter((path) => theirs.get(path) !== mine.get(path))
    .toSorted();
}

interface Example {
  /** Brings the simulator to where the example was taken, and gives its answer. */
  readonly reproduce: (documented: Fixture) => Promise<unknown>;
  /** Fields that come out otherwise, each with its reason. */
  readonly except?: Readonly<Record<string, string>>;
}

const OTHER_MODE = 'the example is of another payment mode; the simulator plays cards';
const HEADERS_V1 = { 'x-api-version': '1.0.0' };
const { buyer } = orderBody();

async function create(changes: Record<string, unknown> = {}, headers: Record<string, string> = {}) {
  const { body } = await call(simulator, 'POST', '/pg/orders/', orderBody(changes), headers);
  return body.data as { order_id: string; acs_template: string };
}

async function pay(changes: Record<string, unknown> = {}, headers: Record<string, string> = {}) {
  const order = await create(changes, headers);
  const returned = await payAtBank(simulator, order.acs_template);
  return { orderId: order.order_id, paymentId: simulator.control.order(order.order_id).paymentId, returned };
}

const answerTo = async (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
  (await call(simulator, method, path, body, headers)).body;
const refusal = (changes: Record<string, unknown>, headers?: Record<string, string>) =>
  answerTo('POST', '/pg/orders/', orderBody(changes), headers);
const webhook = async (n = 1) => JSON.parse((await merchant.nth(n)).body);

async function saveCard(body: unknown = fixture('save-card').request): Promise<string> {
  return (await answerTo('POST', '/pg/tokens/', body)).data.card_token;
}

/** A service without a code, and without a description. */
const LESSON = { product: { name: 'Lesson', type_of_goods: 'service' } };
const upload = ({ paymentId }: { readonly paymentId: string }) =>
  answerTo('POST', `/pg/payments/${paymentId}/upload-verification-details/`, {
    buyer_name: 'John',
    type_of_goods: 'SERVICE',
    product_description: 'This is a test product for test purpose.',
    buyer_address: '123 Main Street',
    invoice_number: 'INV-2025-001',
    buyer_postal_code: '560034',
  });
const UUIDS = {
  'data.order_id': 'UUIDs in this example only; the quirk uuid-ids gives them',
  'data.payment_id': 'UUIDs in this example only; the quirk uuid-ids gives them',
};
const REQUIRED =
  'an order can’t be made without the name, the PIN code and the invoice’s number that the example lacks';

const EXAMPLES: Readonly<Record<string, Example>> = {
  'order-new-card': { reproduce: ({ request }) => answerTo('POST', '/pg/orders/', request) },
  'order-saved-card': {
    reproduce: async ({ request }) => {
      const token = await saveCard({
        ...fixture('save-card').request,
        identifier: 'EX0001',
        network: 'visa',
        card_number: '4111111111111111',
      });
      // The token of the example is nobody's here; one of this run takes its place.
      const body = { ...request, card_details: { ...request.card_details, token } };
      return answerTo('POST', '/pg/orders/', body);
    },
  },
  'order-status': {
    reproduce: async () => answerTo('GET', `/pg/orders/${(await pay()).orderId}/status/`),
  },
  'order-not-found': { reproduce: () => answerTo('GET', '/pg/orders/OD0000000000/status/') },
  'order-details': {
    reproduce: async ({ answer: { data } }) => {
      const { pan_number, dob, ...known } = data.buyer;
      const { orderId } = await pay({
        amount: '1000.00',
        reference_id: data.reference_id,
        mop_type: 'credit_card',
        buyer: { ...buyer, ...known },
        product: data.product,
        invoice: { number: data.invoice.number, date: data.invoice.date },
      });
      await call(simulator, 'PATCH', `/pg/orders/${orderId}/`, { buyer: { pan_number, dob } });
      await simulator.control.payOut(orderId);
      return answerTo('GET', `/pg/orders/${orderId}/`);
    },
    except: {
      'data.amount': 'the example’s order is of 1899.00, its settlement of 1000.00; ours is one of 1000.00',
      'data.opted_mop_type': OTHER_MODE,
      'data.payments.0.mop_type': OTHER_MODE,
      'data.payments.0.settlement.status':
        'the example shows settlement details beside “ready_for_settlement”; ours is “settled” by then',
      'data.invoice.file': 'no document is uploaded here; papers.test.ts does',
      'data.air_waybills': 'no document is uploaded here; papers.test.ts does',
      'data.air_waybills.0.number': 'no document is uploaded here; papers.test.ts does',
      'data.air_waybills.0.file': 'no document is uploaded here; papers.test.ts does',
    },
  },
  'save-card': { reproduce: ({ request }) => answerTo('POST', '/pg/tokens/', request) },
  'save-card-missing-number': {
    reproduce: () => answerTo('POST', '/pg/tokens/', { ...fixture('save-card').request, card_number: undefined }),
  },
  'save-card-guide': {
    reproduce: async ({ request }) => {
      const other = await startSimulator({ quirks: ['token-guide-body'] });
      const { body } = await call(other, 'POST', '/pg/tokens/', request);
      await other.close();
      return body;
    },
  },
  'list-cards': {
    reproduce: async ({ answer }) => {
      const { card_token: _, masked_pan: __, ...card } = answer.data[0];
      await saveCard({ ...card, card_number: '4895380110000003' });
      return answerTo('GET', `/pg/tokens/?identifier=${card.identifier}`);
    },
  },
  'delete-card': {
    reproduce: async () =>
      answerTo('POST', '/pg/tokens/delete/', { card_token: await saveCard(), identifier: 'USER_PS_001' }),
  },
  'delete-card-unknown': {
    reproduce: () => answerTo('POST', '/pg/tokens/delete/', { card_token: 'x', identifier: 'USER_PS_001' }),
  },
  'delete-card-of-another': {
    reproduce: async () => answerTo('POST', '/pg/tokens/delete/', { card_token: await saveCard(), identifier: 'x' }),
  },
  bin: { reproduce: ({ request }) => answerTo('POST', '/pg/bin/', request) },
  'refund-created': {
    reproduce: async ({ request }) => {
      const { paymentId } = await pay({ amount: '5000.00' });
      // The request and the answer of the example are of two refunds.
      expect((await answerTo('POST', '/pg/refunds/', { ...request, payment_id: paymentId })).success).toBe(true);
      return answerTo('POST', '/pg/refunds/', { payment_id: paymentId, refund_amount: '1000' });
    },
  },
  'refund-details': {
    reproduce: async () => {
      const { paymentId } = await pay();
      const { data } = await answerTo('POST', '/pg/refunds/', { payment_id: paymentId, refund_amount: '12.00' });
      return answerTo('GET', `/pg/refunds/${data.refund_id}/`);
    },
  },
  'webhook-successful-v1': {
    reproduce: async () => {
      await pay({ reference_id: 'S2SICR1QPJ' }, HEADERS_V1);
      return webhook();
    },
  },
  'webhook-successful-v2': {
    reproduce: async () => {
      await pay({ reference_id: 'S2SICR1QPJ' });
      return webhook();
    },
    except: {
      'data.mop_type': OTHER_MODE,
      'data.utr': OTHER_MODE,
      'data.virtual_account_id': OTHER_MODE,
      'data.bank_ref_num': OTHER_MODE,
      'data.order_id': 'UUIDs in this example only; the quirk uuid-ids gives them',
      'data.payment_id': 'UUIDs in this example only; the quirk uuid-ids gives them',
    },
  },
  'webhook-successful-guide': {
    reproduce: async () => {
      simulator.scenario = 'webhook-old-shape';
      await pay({}, HEADERS_V1);
      return webhook();
    },
  },
  'webhook-failed-v1': {
    reproduce: async () => {
      const { acs_template: template } = await create({ reference_id: 'S2SIOAW7W4' }, HEADERS_V1);
      await press(simulator, await goToBank(simulator, template), 'cancel');
      return webhook();
    },
    except: {
      'data.mop_type': OTHER_MODE,
      event_time: 'a trailing Z in this example only; every other version 1 event has none',
    },
  },
  'webhook-refunded': {
    reproduce: async () => {
      const { paymentId } = await pay({ reference_id: 'REF6085456489' });
      const { data } = await answerTo('POST', '/pg/refunds/', { payment_id: paymentId, refund_amount: '1000.00' });
      await answerTo('POST', `/pg/refunds/${data.refund_id}/simulate-status/`, { status: 'REFUNDED' });
      return webhook(2);
    },
    except: { event_time: 'the version 2 example has the version 1 time; ours is ISO, as version 2 events are' },
  },
  'webhook-details-missing': {
    reproduce: async () => {
      await pay(LESSON);
      return webhook(2);
    },
    except: {
      'data.order_uid': UUIDS['data.order_id'],
      'data.payment_id': UUIDS['data.payment_id'],
      ...Object.fromEntries([0, 1, 2, 3, 4, 5].map((index) => [`data.details_missing.${index}`, REQUIRED])),
    },
  },
  'webhook-action-required': {
    reproduce: async () => {
      await pay(LESSON);
      return webhook(3);
    },
    except: { ...UUIDS, 'data.action_required_fields.0': REQUIRED },
  },
  'webhook-in-review': {
    reproduce: async () => {
      await upload(await pay());
      return webhook(2);
    },
    except: UUIDS,
  },
  'webhook-verified': {
    reproduce: async () => {
      await upload(await pay());
      await webhook(2);
      await simulator.control.advanceClock(60);
      return webhook(3);
    },
    except: UUIDS,
  },
  'error-reference-used': {
    reproduce: async () => {
      await create({ reference_id: 'USED' });
      return refusal({ reference_id: 'USED' });
    },
  },
  'error-invoice-used': {
    reproduce: async () => {
      await create({ invoice: { number: 'USED' } });
      return refusal({ invoice: { number: 'USED' } });
    },
  },
  'error-collection-mode': { reproduce: () => refusal({ collection_mode: 'x' }) },
  'error-phone': { reproduce: () => refusal({ buyer: { ...buyer, phone: '9812345678' } }) },
  'error-missing-credentials': { reproduce: () => refusal({}, { 'x-client-secret': '' }) },
  'error-invalid-credentials': { reproduce: () => refusal({}, { 'x-client-secret': 'x' }) },
  'error-inactive': { reproduce: () => refusal({}, { 'x-client-id': 'sim_inactive' }) },
  'error-not-enabled': { reproduce: () => refusal({}, { 'x-client-id': 'sim_no_s2s' }) },
  'error-gateway': {
    reproduce: () => {
      simulator.scenario = 'gateway-error';
      return refusal({});
    },
  },
  'error-bin': { reproduce: () => answerTo('POST', '/pg/bin/', { bin: '4111' }) },
  'return-form': {
    reproduce: async () => (await pay()).returned.fields,
    except: {
      mop_type: OTHER_MODE,
      hash: 'the key of the example is not known; the computed vector is proved beside the signature',
    },
  },
};

describe('the documents’ examples', () => {
  test('are all here', () => {
    expect(Object.keys(EXAMPLES).toSorted()).toEqual(ALL.toSorted());
  });

  test.each(ALL)('%s', async (name) => {
    const documented = fixture(name);
    const example = EXAMPLES[name];
    const ours = await example?.reproduce(documented);
    if (documented.answer === undefined) expect(ours).toMatchObject({ success: true });
    else expect(differences(documented.answer, ours)).toEqual(Object.keys(example?.except ?? {}).toSorted());
  });
});
