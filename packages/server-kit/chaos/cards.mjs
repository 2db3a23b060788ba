// What shoppers type: the test cards of EximPe's documents, and security codes that are found again wherever they are left.
import { TEST_CARDS } from '@eximpe/simulator';
import { DOCUMENTED_TEST_CARDS } from '../dist/velocity/test-cards.js';

/** A number never begins with a zero, so a trace of these can't be anything else. */
export const SECURITY_CODES = { usual: '037', amex: '0379' };

export const CARDS = TEST_CARDS.filter(({ number }) => DOCUMENTED_TEST_CARDS.includes(number)).map(
  ({ number, network, mop }) => ({
    number,
    network,
    mop,
    cvc: network === 'amex' ? SECURITY_CODES.amex : SECURITY_CODES.usual,
  }),
);

/** The form's words for a card. */
export const typed = ({ number, network, cvc }) => ({
  kind: 'new',
  number,
  expiryMonth: '05',
  expiryYear: '2040',
  cvc,
  holderName: 'Asha Menon',
  network,
});
