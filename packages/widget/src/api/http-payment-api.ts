// Talks to the server-kit over HTTP.
import { path } from '@eximpe/contract/routes';
import type { PaymentApi } from './payment-api.ts';
import { readCheckout, readPayment } from './read-shapes.ts';
import { get, post, TIMEOUT_MS } from './send.ts';

/** Names the attempt; the contract's `IDEMPOTENCY_HEADER`. */
const IDEMPOTENCY_HEADER = 'Idempotency-Key';
/** How long the server may hold an answer back; the time to carry it comes on top. */
const HELD_SECONDS = 20;

/** `endpoint` is where the server-kit is mounted: a path, or a whole address on another origin. */
export const httpPaymentApi = (endpoint: string): PaymentApi => ({
  checkout: (reference) => get(path(endpoint, 'checkout', { reference }), readCheckout),
  initiate: (attempt, request) =>
    post(path(endpoint, 'payments'), readPayment, request, { [IDEMPOTENCY_HEADER]: attempt }, TIMEOUT_MS.charge),
  payment(handle, held, stop) {
    const url = path(endpoint, 'payment', { handle });
    return held
      ? get(`${url}?waitSeconds=${HELD_SECONDS}`, readPayment, stop, HELD_SECONDS)
      : get(url, readPayment, stop);
  },
  attempt: (attempt, stop) => get(path(endpoint, 'attempt', { attempt }), readPayment, stop),
  launch: (handle) => post(path(endpoint, 'launch', { handle }), readPayment),
  abandon: (handle) => post(path(endpoint, 'abandon', { handle }), readPayment),
});
