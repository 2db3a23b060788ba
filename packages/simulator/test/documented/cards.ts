// Cards: saved, listed, deleted, and looked up by their first digits.
import { startSimulator } from '../../src/simulator.ts';
import { call } from '../../src/testing/merchant.ts';
import { fixture, type Examples, type Run } from './run.ts';

export const cards = ({ answerTo, saveCard }: Run): Examples => ({
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
  'save-card-rupay': { reproduce: ({ request }) => answerTo('POST', '/pg/tokens/', request) },
  'save-card-amex': { reproduce: ({ request }) => answerTo('POST', '/pg/tokens/', request) },
  'save-card-two-errors': {
    reproduce: () =>
      answerTo('POST', '/pg/tokens/', {
        ...fixture('save-card').request,
        card_number: 'x',
        cardholder_name: undefined,
      }),
  },
});
