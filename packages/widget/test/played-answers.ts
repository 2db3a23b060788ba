// Answers of a simulated server about the checkout and a payment, for tests and for the playground of the documentation.
import type { CheckoutAnswer, PaymentAnswer } from '@eximpe/contract';
import type { PaymentState } from '../src/payment/state.ts';

export const CHECKOUT: CheckoutAnswer = {
  reference: 'ORDER-1',
  amount: '1000.00',
  currency: 'INR',
  environment: 'sandbox',
  networks: ['visa', 'mastercard', 'rupay', 'diners', 'maestro'],
  mop: 'detected',
  paid: false,
};
export const ATTEMPT = '0f8fad5b-d9cb-469f-a165-70867728950e';
export const PAYMENT: PaymentAnswer = {
  handle: 'handle-handle-handle-handle',
  attempt: ATTEMPT,
  status: 'pending',
  orderId: 'OD1234567890',
  network: 'rupay',
  last4: '7308',
  amount: '1000.00',
};
export const ENTRY: PaymentState = { kind: 'entry', checkout: CHECKOUT };
