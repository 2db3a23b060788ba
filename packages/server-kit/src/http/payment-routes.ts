// GET payments/:handle, GET attempts/:attempt and the two verbs on a payment: launch and cancel.
import { AttemptId, type PaymentAnswer } from '@eximpe/contract';
import { ProblemError } from '../errors/problem-error.ts';
import { isOver, paysPrice, type Attempt } from '../payments/attempt/attempt.ts';
import { barUnknownAttempt } from '../payments/outcome/bar-unknown-attempt.ts';
import { cancelAttempt } from '../payments/outcome/cancel-attempt.ts';
import { issueLaunch } from '../payments/challenge/challenge.ts';
import { checkPayment } from '../payments/outcome/check-payment.ts';
import { followPayment } from '../payments/outcome/follow-payment.ts';
import { readHandle } from '../payments/attempt/handle.ts';
import { holdToPrice } from '../payments/outcome/latest-price.ts';
import type { Ports } from '../payments/ports/ports.ts';
import { paymentAnswer } from './answer.ts';
import type { Call, Params } from './call.ts';
import { withEither } from './closing.ts';
import type { RouteContext } from './context.ts';
import { mountOf } from './mount.ts';
import { merchantOf } from './owner.ts';
import { empty, json, type Reply } from './reply.ts';
import { shopperOf } from './shopper.ts';

/** Proxies give up on silent connections after 30 s or more. */
const LONGEST_WAIT_SECONDS = 25;

/** `?waitSeconds=` (0–25) holds the answer back until there is news. */
export async function paymentRoute(context: RouteContext, call: Call, params: Params): Promise<Reply> {
  const attempt = await byHandle(context.ports, params);
  const asked = Number(call.query.get('waitSeconds') ?? 0);
  const longest = Math.min(LONGEST_WAIT_SECONDS, context.settings.longestAnswerSeconds);
  const waitMs = Number.isFinite(asked) ? Math.min(Math.max(asked, 0), longest) * 1000 : 0;
  const followed = await withEither([call.signal, context.closing.signal], (signal) =>
    followPayment(context.ports, attempt, waitMs, signal),
  );
  return call.signal.aborted ? empty(499) : json(200, answerTo(context, call, followed));
}

export async function launchRoute(context: RouteContext, call: Call, params: Params): Promise<Reply> {
  const attempt = await byHandle(context.ports, params);
  // Before the shopper is sent to the bank again: is the payment decided already?
  const checked = await checkPayment(context.ports, attempt, 'now');
  // And does it still have the checkout's present price?
  const current = isOver(checked)
    ? checked
    : await holdToPrice(context.ports, checked, await context.resolveCheckout(attempt.checkout, call));
  const launch = paysPrice(current) ? await issueLaunch(context.ports, current) : undefined;
  const mount = mountOf(call, context.settings.publicUrl);
  return json(200, paymentAnswer(context.ports.keys, mount, current, launch));
}

export async function cancelRoute(context: RouteContext, call: Call, params: Params): Promise<Reply> {
  const attempt = await byHandle(context.ports, params);
  return json(200, answerTo(context, call, await cancelAttempt(context.ports, attempt)));
}

/** For a widget whose connection broke: 404 only when it is certain that EximPe never got this attempt. */
export async function attemptRoute(context: RouteContext, call: Call, params: Params): Promise<Reply> {
  const { ports } = context;
  const id = AttemptId.safeParse(params['attempt']);
  if (!id.success) throw new ProblemError('not_found');
  let attempt = await ports.store.find(id.data);
  if (!attempt) {
    await context.guards.unknownAttempt(shopperOf(call).ipAddress);
    attempt = await barUnknownAttempt(ports, id.data, await merchantOf(context, call));
  }
  if (attempt.charge === 'refused') throw new ProblemError('attempt_unknown');
  return json(200, answerTo(context, call, await checkPayment(ports, attempt)));
}

export async function byHandle(ports: Ports, { handle = '' }: Params): Promise<Attempt> {
  const id = readHandle(ports.keys, handle, ports.clock.now());
  const attempt = id === undefined ? undefined : await ports.store.find(id);
  if (!attempt) throw new ProblemError('not_found');
  return attempt;
}

export const answerTo = ({ ports, settings }: RouteContext, call: Call, attempt: Attempt): PaymentAnswer =>
  paymentAnswer(ports.keys, mountOf(call, settings.publicUrl), attempt);
