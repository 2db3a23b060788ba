// Lists of payments, refunds and payouts.
import { expect } from 'vitest';
import { fixture, OTHER_MODE, type Examples, type Run } from './run.ts';

const WITHOUT_FEE = 'the example’s payout is of an amount without a fee; ours keeps one';

export const payments = ({ answerTo, pay, refund, simulator }: Run): Examples => {
  /** A payout, by its id. */
  const payOut = async (changes: Readonly<Record<string, unknown>> = {}): Promise<string> => {
    await simulator.control.payOut((await pay(changes)).orderId);
    return (await answerTo('GET', '/pg/settlements/')).results[0].settlement_id;
  };
  return {
    'payments-list': {
      reproduce: async ({ answer }) => {
        const [{ reference_id, invoice_number, buyer }] = answer.data.results;
        const { buyer: example } = fixture('order-hosted').request;
        const order = { ...buyer, address: example.address, ip_address: '192.0.2.1', user_agent: 'Mozilla/5.0' };
        await pay({ amount: '45000', reference_id, buyer: order, invoice: { number: invoice_number } });
        return answerTo('GET', '/pg/payments/');
      },
      except: {
        'data.results.0.amount.amount': 'no decimals in the example; two by the schema beside it',
        'data.results.0.amount.total_amount': 'no decimals in the example; two by the schema beside it',
        'data.results.0.mop_type': OTHER_MODE,
      },
    },
    'refund-created': {
      reproduce: async ({ request }) => {
        const { paymentId } = await pay({ amount: '5000.00' });
        // The request and the answer of the example belong to two different refunds.
        expect((await answerTo('POST', '/pg/refunds/', { ...request, payment_id: paymentId })).success).toBe(true);
        return refund(paymentId, '1000');
      },
    },
    'refund-details': {
      reproduce: async () => {
        const { paymentId } = await pay();
        const { data } = await refund(paymentId, '12.00');
        return answerTo('GET', `/pg/refunds/${data.refund_id}/`);
      },
    },
    'refunds-list': {
      reproduce: async () => {
        await refund((await pay()).paymentId, '12.00');
        return answerTo('GET', '/pg/refunds/');
      },
    },
    'refund-not-found': { reproduce: () => answerTo('GET', '/pg/refunds/RF0000000000/') },
    'settlement-details': {
      reproduce: async () => answerTo('GET', `/pg/settlements/${await payOut()}/`),
      except: {
        'data.settlement_amount': WITHOUT_FEE,
        'data.transactions.0.merchant_service_fee': WITHOUT_FEE,
        'data.transactions.0.merchant_service_tax': WITHOUT_FEE,
        'data.transactions.0.merchant_net_amount': WITHOUT_FEE,
        'data.transactions.0.mop_type': OTHER_MODE,
      },
    },
    'settlement-not-found': { reproduce: () => answerTo('GET', '/pg/settlements/ST0000000000/') },
    'settlement-recon': {
      reproduce: async () => answerTo('GET', `/pg/settlements/${await payOut({ amount: '100.00' })}/recon/`),
      except: {
        'data.results.0.merchant_net_amount': 'the example’s fees are of another rate',
        'data.results.0.total_processing_fee': 'the example’s fees are of another rate',
        'data.results.0.total_service_tax': 'the example’s fees are of another rate',
        'data.results.0.mop_type': OTHER_MODE,
        'data.results.0.settlement_completed_at':
          'whole seconds in this example only; every other moment has microseconds',
      },
    },
    'verification-uploaded': {
      reproduce: async ({ request }) =>
        answerTo('POST', `/pg/payments/${(await pay()).paymentId}/upload-verification-details/`, request),
      except: {
        'data.uploaded_documents.0.doc_status': 'verified at once in the example; ours are looked at first',
        ...Object.fromEntries(
          [1, 2, 3, 4, 5, 6].flatMap((index) =>
            ['doc_name', 'doc_type', 'doc_status', 'remarks', 'added_on', 'last_updated_on'].map((field) => [
              `data.uploaded_documents.${index}.${field}`,
              'the example shows one row of those that were sent',
            ]),
          ),
        ),
      },
    },
  };
};
