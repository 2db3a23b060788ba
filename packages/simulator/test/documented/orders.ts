// Orders: created, read, changed, and completed with their papers.
import { call, orderBody } from '../../src/testing/merchant.ts';
import { fixture, OTHER_MODE, type Examples, type Fixture, type Run } from './run.ts';

const { buyer } = orderBody();
const NO_FILE = 'no document is uploaded here; the example document-uploaded does';
const OLD_SHAPE = 'the example is of the older shape (quirk old-order-shape); the schema beside it is not';

/** An order as in an example, created again, with what is added to it later. */
async function payAs({ pay, simulator }: Run, data: Fixture['answer']) {
  const { pan_number, dob, ...known } = data.buyer;
  const paid = await pay({
    amount: '1000.00',
    reference_id: data.reference_id,
    mop_type: 'credit_card',
    buyer: { ...buyer, ...known },
    product: data.product,
    ...(data.invoice ? { invoice: { number: data.invoice.number, date: data.invoice.date } } : {}),
  });
  await call(simulator, 'PATCH', `/pg/orders/${paid.orderId}/`, { buyer: { pan_number, dob } });
  return paid;
}

async function upload({ simulator }: Run, orderId: string, fields: Readonly<Record<string, string>>, file: string) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', new Blob(['%PDF-1.4']), file);
  const path = `${simulator.url}/pg/orders/${orderId}/documents/`;
  const headers = { 'x-client-id': 'sim_client', 'x-client-secret': 'sim_secret' };
  return (await fetch(path, { method: 'POST', headers, body: form })).json() as Promise<unknown>;
}

export const orders = (run: Run): Examples => {
  const { answerTo, create, pay, saveCard, simulator } = run;
  return {
    'order-new-card': { reproduce: ({ request }) => answerTo('POST', '/pg/orders/', request) },
    'order-saved-card': {
      reproduce: async ({ request }) => {
        const token = await saveCard({
          ...fixture('save-card').request,
          identifier: 'EX0001',
          network: 'visa',
          card_number: '4111111111111111',
        });
        // The example's token does not exist here, so one from this run replaces it.
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
        const { orderId } = await payAs(run, data);
        await simulator.control.payOut(orderId);
        return answerTo('GET', `/pg/orders/${orderId}/`);
      },
      except: {
        'data.amount': 'the example’s order is of 1899.00, its settlement of 1000.00; ours is one of 1000.00',
        'data.opted_mop_type': OTHER_MODE,
        'data.payments.0.mop_type': OTHER_MODE,
        'data.payments.0.settlement.status':
          'the example shows settlement details beside “ready_for_settlement”; ours is “settled” by then',
        'data.invoice.file': NO_FILE,
        'data.air_waybills': NO_FILE,
        'data.air_waybills.0.number': NO_FILE,
        'data.air_waybills.0.file': NO_FILE,
      },
    },
    'return-form': {
      reproduce: async () => (await pay()).returned.fields,
      except: {
        mop_type: OTHER_MODE,
        hash: 'the key of the example is not known; the computed vector is proved beside the signature',
      },
    },

    'order-hosted': { reproduce: ({ request }) => answerTo('POST', '/pg/orders/', request) },
    'order-updated': {
      reproduce: async ({ request }) => answerTo('PATCH', `/pg/orders/${(await create()).order_id}/`, request),
    },
    'document-uploaded': {
      reproduce: async ({ answer: { data } }) => {
        const { orderId } = await payAs(run, data);
        await upload(run, orderId, { identifier: data.invoice.number, document_type: 'invoice' }, 'inv.pdf');
        return upload(run, orderId, { identifier: data.air_waybills[0].number, document_type: 'awb' }, 'awb.pdf');
      },
      except: {
        'data.amount': OLD_SHAPE,
        'data.mop_type': OLD_SHAPE,
        'data.opted_mop_type': OLD_SHAPE,
        'data.payments.0.mop_type': OTHER_MODE,
      },
    },
    'payment-details': {
      reproduce: async ({ answer: { data } }) => {
        const { orderId, paymentId } = await payAs(run, data.order);
        await simulator.control.payOut(orderId);
        return answerTo('GET', `/pg/payments/${paymentId}/`);
      },
      except: Object.fromEntries(
        [
          'collection_mode',
          'mop_type',
          'order.opted_mop_type',
          'mop_detail.vpa',
          'mop_detail.card_mask',
          'mop_detail.card_holder_name',
          'mop_detail.card_issuer_country',
          'mop_detail.card_issuer_bank',
        ].map((field) => [`data.${field}`, OTHER_MODE]),
      ),
    },
  };
};
