// Every state of a payment, for tests that check all of them.
import { problem } from '@eximpe/contract';
import type { PaymentState } from '../src/payment/state.ts';
import { ATTEMPT, CHECKOUT, ENTRY, PAYMENT } from './played-answers.ts';

const PAID = { ...PAYMENT, status: 'successful' } as const;
export const AT_BANK = {
  kind: 'challenge',
  checkout: CHECKOUT,
  payment: PAYMENT,
  mode: 'popup',
  window: 'open',
} as const;
export const CHECKING = {
  kind: 'checking',
  checkout: CHECKOUT,
  attempt: ATTEMPT,
  payment: PAYMENT,
  why: 'returned',
} as const;
const failed = (code: 'card_declined' | 'card_expired' | 'challenge_cancelled'): PaymentState => ({
  kind: 'failed',
  checkout: CHECKOUT,
  payment: { ...PAYMENT, status: 'failed' },
  problem: problem(code),
});

/** Name, state, text that the shopper reads. */
export const STATES: readonly (readonly [string, PaymentState, string])[] = [
  ['loading', { kind: 'loading' }, 'Pay'],
  ['entry', ENTRY, 'Pay ₹1,000.00'],
  ['credit or debit', { kind: 'entry', checkout: { ...CHECKOUT, mop: 'ask' } }, 'Card type'],
  [
    'wrong code',
    { kind: 'entry', checkout: CHECKOUT, problem: problem('cvc_incorrect') },
    'The CVV was wrong. Enter the card again.',
  ],
  ['submitting', { kind: 'submitting', checkout: CHECKOUT, attempt: ATTEMPT, mode: 'popup' }, 'Processing…'],
  ['bank in a window', AT_BANK, 'If you closed the bank’s page, open it again.'],
  ['bank in a frame', { ...AT_BANK, mode: 'iframe' }, 'Confirm with your bank'],
  ['bank in this tab', { ...AT_BANK, mode: 'redirect' }, 'Taking you to your bank…'],
  ['bank’s window closed', { ...AT_BANK, window: 'closed' }, 'is not open, open it'],
  ['bank’s window blocked', { ...AT_BANK, window: 'blocked' }, 'is not open, open it'],
  ['checking', CHECKING, 'open until your bank answers'],
  ['connection lost', { ...CHECKING, why: 'answer_lost' }, 'Do not pay again'],
  ['not known', { kind: 'unknown', attempt: ATTEMPT, payment: PAYMENT }, 'Do not pay again'],
  ['paid', { kind: 'paid', payment: PAID }, 'Payment complete'],
  ['paid in another tab', { kind: 'unavailable', problem: problem('already_paid') }, 'This order is already paid'],
  ['declined', failed('card_declined'), 'declined this card'],
  ['expired', failed('card_expired'), 'expired'],
  ['cancelled', failed('challenge_cancelled'), 'check was not completed'],
  ['server out of reach', { kind: 'unavailable', problem: problem('gateway_unreachable') }, 'is not responding'],
  ['order not known', { kind: 'unavailable', problem: problem('checkout_unknown') }, 'Go back to your cart'],
];
