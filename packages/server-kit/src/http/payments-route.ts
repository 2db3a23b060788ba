// POST payments — the one request that carries a card.
import { AttemptId, IDEMPOTENCY_HEADER, InitiateRequest, path, type LaunchId } from '@eximpe/contract';
import { messageOf } from '../errors/message-of.ts';
import { ProblemError } from '../errors/problem-error.ts';
import type { Attempt } from '../payments/attempt/attempt.ts';
import { cancelAttempt } from '../payments/outcome/cancel-attempt.ts';
import { issueLaunch } from '../payments/challenge/challenge.ts';
import { notePrice } from '../payments/outcome/latest-price.ts';
import { handleOf } from '../payments/attempt/handle.ts';
import { initiatePayment } from '../payments/charging/initiate-payment.ts';
import type { InitiationPolicy } from '../payments/charging/initiation.ts';
import type { Ports } from '../payments/ports/ports.ts';
import { explained } from '../payments/explain.ts';
import { refusedProblem } from '../payments/charging/refused-problem.ts';
import { addressHashOf } from '../velocity/address-key.ts';
import { paymentAnswer } from './answer.ts';
import type { Call } from './call.ts';
import { refuseWhileClosing } from './closing.ts';
import { demandCardTransport, parseBody } from './card-request.ts';
import type { RouteContext } from './context.ts';
import { HttpError } from './http-error.ts';
import { mountOf } from './mount.ts';
import { faultOfSession, namedCheckout } from './named-checkout.ts';
import { readJson } from './read-json.ts';
import { json, problemReply, type Reply } from './reply.ts';
import { shopperOf } from './shopper.ts';

const MOST_BYTES = 16 * 1024;
/** Beyond the gateway's own deadline: BIN data, store and scheduling. */
const SLACK_MS = 5_000;
/** How long the form waits for the answer to a card, minus the time that the answer needs to travel. */
const FORM_WAITS_MS = 55_000;

export function paymentsRoute(context: RouteContext): (call: Call) => Promise<Reply> {
  const { ports, settings, resolveCheckout, guards, closing } = context;
  const policy: InitiationPolicy = {
    networks: settings.networks,
    cvcOptional: settings.cvcOptional,
    cardTypes: settings.cardTypes,
    asksCvc: settings.asksCvc,
    chargeTimeoutMs: settings.gatewayTimeoutMs + SLACK_MS,
    formWaitsMs: FORM_WAITS_MS,
  };
  const answer = async (call: Call): Promise<Reply> => {
    const arrivedAt = performance.now();
    demandCardTransport(context, call);
    const attempt = attemptIdOf(call);
    if (closing.signal.aborted) return refuseWhileClosing(ports, call, attempt);
    const body = parseBody(InitiateRequest, await readJson(call, MOST_BYTES));
    const { reference, session } = namedCheckout(context, body.checkout);
    const shopper = shopperOf(call);
    const addressHash = addressHashOf(ports.keys, shopper.ipAddress);
    const mount = mountOf(call, settings.publicUrl);
    try {
      const { attempt: paid, launch } = await initiatePayment(ports, policy, {
        attempt,
        request: { ...body, checkout: reference },
        shopper,
        adapter: call.adapter,
        isGone: () => call.isGone,
        arrivedAt,
        returnUrl: mount.origin + path(mount.path, 'return', { attempt }),
        async resolveCheckout() {
          const checkout = await resolveCheckout(reference, call, session);
          const fault = checkout && session && faultOfSession(ports, session, checkout);
          if (!fault) return checkout;
          // Nothing is charged here. But an earlier attempt, already at the bank, may be: it has to know the present price.
          await notePrice(ports, await ports.store.ofCheckout(reference), checkout);
          throw fault;
        },
        identifyCustomer: () => context.identifyCustomer(call, session),
        addressHash,
        admitRequest: () => guards.address(addressHash),
        admit: (payer) => guards.payment({ ...payer, session: session?.id }),
      });
      if (paid.charge === 'refused') return problemReply(call, refusedProblem(paid));
      return json(201, paymentAnswer(ports.keys, mount, paid, launch ?? (await launchOf(ports, paid))));
    } catch (error) {
      if (error instanceof ProblemError || error instanceof HttpError) throw error;
      // Anything may have happened by now: the form has to ask about its attempt.
      ports.log.error({ attempt, err: error }, 'a payment request failed unexpectedly');
      throw explained(ports, 'gateway_unreachable', messageOf(error));
    }
  };
  return (call) => closing.underWay(answer(call));
}

/** When another attempt has been paid at this very moment: cancels the order that was made, and gives the form its handle to follow. */
async function launchOf(ports: Ports, paid: Attempt): Promise<LaunchId | undefined> {
  try {
    return await issueLaunch(ports, paid);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.code !== 'already_paid') throw error;
    await cancelAttempt(ports, paid, 'already_paid');
    throw new ProblemError('already_paid', { handle: handleOf(ports.keys, paid) });
  }
}

function attemptIdOf(call: Call): AttemptId {
  const parsed = AttemptId.safeParse(call.header(IDEMPOTENCY_HEADER.toLowerCase()));
  if (parsed.success) return parsed.data;
  throw new HttpError(400, 'request_invalid', `${IDEMPOTENCY_HEADER} must be a random UUID in lower case.`, [
    IDEMPOTENCY_HEADER,
  ]);
}
