// Refusals, as in the documents.
import { orderBody } from '../../src/testing/merchant.ts';
import { startSimulator } from '../../src/simulator.ts';
import { call } from '../../src/testing/merchant.ts';
import type { Examples, Run } from './run.ts';

const { buyer } = orderBody();
const HEADERS_V3 = { 'x-api-version': '3.0.0' };
const HOSTED = { collection_mode: 'hosted_payment' };

export const errors = ({ answerTo, create, refusal, simulator }: Run): Examples => ({
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
  'error-pan': {
    reproduce: async () =>
      answerTo('PATCH', `/pg/orders/${(await create()).order_id}/`, { buyer: { pan_number: 'ABC' } }),
  },
  'error-document': {
    reproduce: async () => {
      const form = new FormData();
      form.set('document_type', 'invoice');
      form.set('file', new Blob(['%PDF-1.4']), 'invoice.pdf');
      const headers = { 'x-client-id': 'sim_client', 'x-client-secret': 'sim_secret' };
      const path = `${simulator.url}/pg/orders/${(await create()).order_id}/documents/`;
      return (await fetch(path, { method: 'POST', headers, body: form })).json();
    },
  },
  'error-psp-without-merchant': { reproduce: () => refusal({}, { 'x-client-id': 'sim_psp' }) },
  'error-merchant-unknown': { reproduce: () => refusal({}, { 'x-client-id': 'sim_psp', 'x-merchant-id': '1' }) },
  'error-reference-used-forever': {
    reproduce: async () => {
      const other = await startSimulator({ quirks: ['reference-unique-forever'] });
      await call(other, 'POST', '/pg/orders/', orderBody({ reference_id: 'USED' }));
      const { body } = await call(other, 'POST', '/pg/orders/', orderBody({ reference_id: 'USED' }));
      await other.close();
      return body;
    },
  },
  'error-reference-underscore': {
    reproduce: () => refusal({ ...HOSTED, reference_id: 'ORDER_123456' }, HEADERS_V3),
  },
  'error-amount-zero': { reproduce: () => refusal({ ...HOSTED, reference_id: 'A-1', amount: '0.00' }, HEADERS_V3) },
  'error-amount-too-large': {
    reproduce: () => refusal({ ...HOSTED, reference_id: 'A-1', amount: '10000000.01' }, HEADERS_V3),
  },
});
