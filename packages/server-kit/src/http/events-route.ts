// GET payments/:handle/events — pushes the answer the moment a webhook or a status decides, and ends with it.
import type { Attempt } from '../payments/attempt/attempt.ts';
import { followPayment, isConcluded } from '../payments/outcome/follow-payment.ts';
import type { Call, Params } from './call.ts';
import { withEither } from './closing.ts';
import type { RouteContext } from './context.ts';
import { answerTo, byHandle } from './payment-routes.ts';
import type { Reply } from './reply.ts';

export async function eventsRoute(context: RouteContext, call: Call, params: Params): Promise<Reply> {
  const attempt = await byHandle(context.ports, params);
  return {
    status: 200,
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-content-type-options': 'nosniff',
      'x-accel-buffering': 'no',
    },
    body: events(context, call, attempt),
  };
}

/** A browser that still wants to know when the stream ends undecided connects again by itself. */
async function* events(context: RouteContext, call: Call, asked: Attempt): AsyncGenerator<string> {
  const { ports, settings, heartbeatMs, closing } = context;
  const { signal } = call;
  const untilMs = performance.now() + settings.longestAnswerSeconds * 1000;
  const push = (attempt: Attempt): string =>
    `event: payment\ndata: ${JSON.stringify(answerTo(context, call, attempt))}\n\n`;
  let attempt = await followPayment(ports, asked, 0);
  yield push(attempt);
  for (;;) {
    const leftMs = untilMs - performance.now();
    if (isConcluded(attempt) || signal.aborted || closing.signal.aborted || leftMs <= 0) return;
    const waitMs = Math.min(heartbeatMs, leftMs);
    attempt = await withEither([signal, closing.signal], (either) => followPayment(ports, attempt, waitMs, either));
    if (signal.aborted) return;
    yield isConcluded(attempt) ? push(attempt) : ': still pending\n\n';
  }
}
