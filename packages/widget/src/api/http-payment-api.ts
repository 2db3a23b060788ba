// Talks to the server-kit over HTTP. The paths are the contract's; a test compares them.
import type { CheckoutReference, PaymentAnswer } from '@eximpe/contract';
import { forCheckout } from '@eximpe/contract/routes';
import type { PaymentApi } from './payment-api.ts';
import { readCheckout, readPayment } from './read-shapes.ts';
import { tellMountElsewhere } from './tell-developer.ts';
import { at } from './address.ts';
import { ASK_TIMEOUT_MS, CHARGE_TIMEOUT_MS, send } from './send.ts';

/** How long the server may hold back an answer; the time on the network is added to it. */
const HELD_SECONDS = 20;

/** A request for the bank's page is not answered by a pending payment without a launch address. */
function readLaunch(body: unknown): PaymentAnswer | undefined {
  const payment = readPayment(body);
  return payment?.launchUrl || payment?.problem || payment?.status !== 'pending' ? payment : undefined;
}

/**
 * `endpoint` is where the server-kit is mounted: a path, or a whole address on another origin. `reference` names the checkout that
 * is paid.
 */
export const httpPaymentApi = (endpoint: string, reference: CheckoutReference): PaymentApi => ({
  async checkout() {
    const mount = new URL(endpoint, location.href).href;
    const reply = await send(
      `${at(endpoint, 'checkouts', reference)}?mount=${encodeURIComponent(mount)}`,
      readCheckout,
    );
    if (reply.kind === 'answer' && reply.value.mountedAt !== undefined)
      tellMountElsewhere(mount, reply.value.mountedAt);
    return reply;
  },
  initiate: (attempt, body) =>
    send(at(endpoint, 'payments'), readPayment, {
      body,
      headers: { 'Idempotency-Key': attempt },
      timeoutMs: CHARGE_TIMEOUT_MS,
    }),
  payment: (handle, held, stop) =>
    send(at(endpoint, 'payments', handle) + (held ? `?waitSeconds=${HELD_SECONDS}` : ''), readPayment, {
      timeoutMs: ASK_TIMEOUT_MS + HELD_SECONDS * 1000,
      stop,
    }),
  attempt: (attempt, stop) => send(forCheckout(at(endpoint, 'attempts', attempt), reference), readPayment, { stop }),
  launch: (handle) => send(at(endpoint, 'payments', handle, 'launch'), readLaunch, { body: {} }),
  cancel: (handle) => send(at(endpoint, 'payments', handle, 'cancel'), readPayment, { body: {} }),
});
