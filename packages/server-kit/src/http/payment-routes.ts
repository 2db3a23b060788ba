// GET payments/:handle, GET attempts/:attempt and the two verbs on a payment: launch and abandon.
import { AttemptId, type PaymentAnswer } from '@eximpe/contract';
import type { Request, RequestHandler } from 'express';
import { ProblemError } from '../errors/problem-error.ts';
import type { Attempt } from '../payments/attempt.ts';
import { followPayment, isConcluded } from '../payments/follow-payment.ts';
import { issueLaunch } from '../payments/challenge.ts';
import { checkPayment } from '../payments/check-payment.ts';
import { barUnknownAttempt } from '../payments/bar-unknown-attempt.ts';
import { cancelAttempt } from '../payments/cancel-attempt.ts';
import { readHandle } from '../payments/handle.ts';
import type { Ports } from '../payments/ports/ports.ts';
import { paymentAnswer } from './answer.ts';
import type { RouteContext } from './context.ts';
import { mountOf } from './mount.ts';
import { shopperOf } from './shopper.ts';
import { sendJson } from './send-json.ts';

/** Proxies give up on silent connections after 30 s or more. */
const LONGEST_WAIT_SECONDS = 25;

type ByHandle = RequestHandler<{ handle: string }>;

/** `?waitSeconds=` (0–25) holds the answer back until there is news. */
export function paymentRoute(context: RouteContext): ByHandle {
  return async (request, response) => {
    const attempt = await byHandle(context.ports, request.params.handle);
    const asked = Number(request.query['waitSeconds'] ?? 0);
    const waitMs = Number.isFinite(asked) ? Math.min(Math.max(asked, 0), LONGEST_WAIT_SECONDS) * 1000 : 0;
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const followed = await followPayment(context.ports, attempt, waitMs, gone.signal);
    if (!gone.signal.aborted) sendJson(response, 200, answerTo(context, request, followed));
  };
}

/** Between two signs of life, so that no proxy thinks the connection dead. */
const HEARTBEAT_MS = 15_000;
/** A browser that still wants to know connects again by itself. */
const LONGEST_STREAM_MS = 10 * 60_000;

/** Pushes the answer the moment a webhook or status decides; ends with it. */
export function eventsRoute(context: RouteContext): ByHandle {
  return async (request, response) => {
    let attempt = await byHandle(context.ports, request.params.handle);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    response.set({
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    });
    response.flushHeaders();
    const push = (): boolean =>
      response.write(`event: payment\ndata: ${JSON.stringify(answerTo(context, request, attempt))}\n\n`);
    const untilMs = performance.now() + LONGEST_STREAM_MS;
    attempt = await followPayment(context.ports, attempt, 0);
    push();
    while (!isConcluded(attempt) && !gone.signal.aborted && performance.now() < untilMs) {
      attempt = await followPayment(context.ports, attempt, HEARTBEAT_MS, gone.signal);
      if (isConcluded(attempt)) push();
      else if (!gone.signal.aborted) response.write(': still pending\n\n');
    }
    response.end();
  };
}

export function launchRoute(context: RouteContext): ByHandle {
  return async (request, response) => {
    const attempt = await byHandle(context.ports, request.params.handle);
    // Before the shopper is sent to pay once more: is it paid already?
    const current = await checkPayment(context.ports, attempt, 'now');
    const launch = await issueLaunch(context.ports, current);
    const mount = mountOf(request, context.settings.publicUrl);
    sendJson(response, 200, paymentAnswer(context.ports.keys, mount, current, launch));
  };
}

export function abandonRoute(context: RouteContext): ByHandle {
  return async (request, response) => {
    const attempt = await byHandle(context.ports, request.params.handle);
    sendJson(response, 200, answerTo(context, request, await cancelAttempt(context.ports, attempt)));
  };
}

/** For a widget whose connection broke: 404 only when it is certain that EximPe never got this attempt. */
export function attemptRoute(context: RouteContext): RequestHandler<{ attempt: string }> {
  return async (request, response) => {
    const { ports } = context;
    const id = AttemptId.safeParse(request.params.attempt);
    if (!id.success) throw new ProblemError('not_found');
    let attempt = await ports.store.find(id.data);
    if (!attempt) {
      await context.guards.unknownAttempt(shopperOf(request).ipAddress);
      attempt = await barUnknownAttempt(ports, id.data);
    }
    if (attempt.charge === 'refused') throw new ProblemError('attempt_unknown');
    sendJson(response, 200, answerTo(context, request, await checkPayment(ports, attempt)));
  };
}

async function byHandle(ports: Ports, handle: string): Promise<Attempt> {
  const id = readHandle(ports.keys, handle, ports.clock.now());
  const attempt = id === undefined ? undefined : await ports.store.find(id);
  if (!attempt) throw new ProblemError('not_found');
  return attempt;
}

function answerTo({ ports, settings }: RouteContext, request: Request, attempt: Attempt): PaymentAnswer {
  return paymentAnswer(ports.keys, mountOf(request, settings.publicUrl), attempt);
}
