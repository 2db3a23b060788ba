// GET payments/:handle/events — pushes the answer as soon as a webhook or a status decides the payment, then ends.
import type { AttemptId } from '@eximpe/contract';
import { ProblemError } from '../errors/problem-error.ts';
import type { Attempt } from '../payments/attempt/attempt.ts';
import { followPayment, isConcluded } from '../payments/outcome/follow-payment.ts';
import type { Call, Params } from './call.ts';
import { withEither } from './closing.ts';
import type { RouteContext } from './context.ts';
import { answerTo, byHandle } from './payment-routes.ts';
import type { Reply } from './reply.ts';

/** Streams of one payment in this process: more than a shopper has tabs and devices. Any further client polls instead. */
const MOST_STREAMS = 20;

export function eventsRoute(context: RouteContext): (call: Call, params: Params) => Promise<Reply> {
  const streams = new Map<AttemptId, number>();

  /** Counts one more stream and returns the function that ends this; undefined when there are too many. */
  function enter(id: AttemptId): (() => void) | undefined {
    const open = streams.get(id) ?? 0;
    if (open >= MOST_STREAMS) return undefined;
    streams.set(id, open + 1);
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      const left = (streams.get(id) ?? 1) - 1;
      if (left > 0) streams.set(id, left);
      else streams.delete(id);
    };
  }

  return async (call, params) => {
    const attempt = await byHandle(context.ports, params);
    const leave = enter(attempt.id);
    if (!leave)
      throw new ProblemError('too_many_attempts', { message: TOO_MANY, retryAfterSeconds: RETRY_AFTER_SECONDS });
    // Also when the answer never begins, and when the client left while its payment was looked up.
    if (call.signal.aborted) leave();
    else call.signal.addEventListener('abort', leave, { once: true });
    return {
      status: 200,
      headers: {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store, no-transform',
        'x-content-type-options': 'nosniff',
        'x-accel-buffering': 'no',
      },
      body: untilLeft(events(context, call, attempt), leave),
    };
  };
}

const TOO_MANY = 'Too many clients are listening to this payment: poll it instead.';
const RETRY_AFTER_SECONDS = 30;

async function* untilLeft(pieces: AsyncIterable<string>, leave: () => void): AsyncGenerator<string> {
  try {
    yield* pieces;
  } finally {
    leave();
  }
}

/** If the stream ends while the payment is undecided, the browser connects again by itself. */
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
