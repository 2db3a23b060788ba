// Webhooks of every kind that a card payment can cause.
import { goToBank, press } from '../../src/testing/shopper.ts';
import { HEADERS_V1, OTHER_MODE, type Examples, type Run } from './run.ts';

/** A service without a code and a description. */
const LESSON = { product: { name: 'Lesson', type_of_goods: 'service' } };
const UUIDS = {
  'data.order_id': 'UUIDs in this example only; the quirk uuid-ids gives them',
  'data.payment_id': 'UUIDs in this example only; the quirk uuid-ids gives them',
};
const REQUIRED =
  'an order can’t be made without the name, the PIN code and the invoice’s number that the example lacks';
const EVENT_TIME = {
  event_time: 'without a Z in the examples of refunds; ours has one, as all other events of version 2',
};
const NET = 'what is paid out depends on the fee';

export const webhooks = ({ answerTo, create, pay, refund, simulator, webhook }: Run): Examples => {
  const upload = ({ paymentId }: { readonly paymentId: string }) =>
    answerTo('POST', `/pg/payments/${paymentId}/upload-verification-details/`, {
      buyer_name: 'John',
      type_of_goods: 'SERVICE',
      product_description: 'This is a test product for test purpose.',
      buyer_address: '123 Main Street',
      invoice_number: 'INV-2025-001',
      buyer_postal_code: '560034',
    });
  /** A refund with this status, and the event for it. */
  const refundBecomes = async (status: string) => {
    const { data } = await refund((await pay({ reference_id: 'REFUND-1' })).paymentId, '1000.00');
    await answerTo('POST', `/pg/refunds/${data.refund_id}/simulate-status/`, { status });
    return webhook(2);
  };
  return {
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
        const { data } = await refund(paymentId, '1000.00');
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
    'webhook-failed-v2': {
      reproduce: async () => {
        simulator.scenario = 'declined';
        await pay({ reference_id: 'FAILED-1' });
        return webhook();
      },
      except: { ...UUIDS, 'data.mop_type': 'CARD in this example only; the quirk card-mop gives it' },
    },
    'webhook-settled-v1': {
      reproduce: async () => {
        await simulator.control.payOut((await pay({}, HEADERS_V1)).orderId);
        return webhook(2);
      },
      except: {
        'data.settlements.0.settlement_amount': NET,
        'data.settlements.0.settlement_utr': 'the payout’s own id in this example; a UUID wherever else a UTR is shown',
      },
    },
    'webhook-refund-failed': { reproduce: () => refundBecomes('FAILED'), except: EVENT_TIME },
    'webhook-refund-status': { reproduce: () => refundBecomes('PROCESSING'), except: EVENT_TIME },
    'webhook-dispute': {
      reproduce: async () => {
        await simulator.control.dispute((await pay({ amount: '721.00' })).orderId, 'CLOSED_CUSTOMER_FAVOUR');
        return webhook(2);
      },
    },
  };
};
