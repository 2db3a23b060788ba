// POST payments — the one request that carries a card.
import { AttemptId, IDEMPOTENCY_HEADER, InitiateRequest, path } from '@eximpe/contract';
import { ProblemError } from '../errors/problem-error.ts';
import { issueLaunch } from '../payments/challenge.ts';
import { initiatePayment } from '../payments/initiate-payment.ts';
import type { InitiationPolicy } from '../payments/initiation.ts';
import { refusedProblem } from '../payments/refused-problem.ts';
import { addressHashOf } from '../velocity/address-key.ts';
import { decisionOf } from '../velocity/decision.ts';
import { paymentAnswer } from './answer.ts';
import type { Call } from './call.ts';
import { demandCardTransport, parseBody } from './card-request.ts';
import type { RouteContext } from './context.ts';
import { HttpError } from './http-error.ts';
import { mountOf } from './mount.ts';
import { readJson } from './read-json.ts';
import { json, problemReply, type Reply } from './reply.ts';
import { shopperOf } from './shopper.ts';

const MOST_BYTES = 16 * 1024;
/** Beyond the gateway's own deadline: BIN data, store and scheduling. */
const SLACK_MS = 5_000;

export function paymentsRoute(context: RouteContext): (call: Call) => Promise<Reply> {
  const { ports, settings, resolveCheckout, guards } = context;
  const policy: InitiationPolicy = {
    networks: settings.networks,
    cvcOptional: settings.cvcOptional,
    cardTypes: settings.cardTypes,
    asksCvc: settings.asksCvc,
    chargeTimeoutMs: settings.gatewayTimeoutMs + SLACK_MS,
  };
  const merchant = settings.merchantId ?? null;
  return async (call) => {
    demandCardTransport(context, call);
    const attempt = attemptIdOf(call);
    const body = parseBody(InitiateRequest, await readJson(call, MOST_BYTES));
    const shopper = shopperOf(call);
    await guards.address(shopper.ipAddress, merchant);
    const from = { addressHash: addressHashOf(ports.keys, shopper.ipAddress), merchant };
    const mount = mountOf(call, settings.publicUrl);
    try {
      const paid = await initiatePayment(ports, policy, {
        attempt,
        request: body,
        shopper,
        adapter: call.adapter,
        returnUrl: mount.origin + path(mount.path, 'return', { attempt }),
        resolveCheckout: () => resolveCheckout(body.checkout, call),
        customer: await context.identifyCustomer(call),
        admit: (about) => guards.payment({ ...about, ...from }),
      });
      const decision = decisionOf(paid, from);
      if (decision) await guards.decided(decision);
      if (paid.charge === 'refused') return problemReply(call, refusedProblem(paid));
      return json(201, paymentAnswer(ports.keys, mount, paid, await issueLaunch(ports, paid)));
    } catch (error) {
      if (error instanceof ProblemError || error instanceof HttpError) throw error;
      // Anything may have happened by now: the form is to ask what became of its attempt.
      ports.log.error({ attempt, err: error }, 'a payment request failed unexpectedly');
      throw new ProblemError('gateway_unreachable');
    }
  };
}

function attemptIdOf(call: Call): AttemptId {
  const parsed = AttemptId.safeParse(call.header(IDEMPOTENCY_HEADER.toLowerCase()));
  if (parsed.success) return parsed.data;
  throw new HttpError(400, 'request_invalid', `${IDEMPOTENCY_HEADER} must hold a random UUID in lower case.`, [
    IDEMPOTENCY_HEADER,
  ]);
}
