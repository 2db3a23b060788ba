// Closes the kit in order: accepts no new charges, answers those under way, and ends requests that only wait.
import { setMaxListeners } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { problem } from '@eximpe/contract';
import { barUnchargedAttempt } from '../payments/outcome/bar-unknown-attempt.ts';
import type { Ports } from '../payments/ports/ports.ts';
import type { Call } from './call.ts';
import { problemReply, type Reply } from './reply.ts';

export interface Closing {
  /** Aborted once closing has begun. */
  readonly signal: AbortSignal;
  begin(): void;
  /** Counts the answer as under way until it is finished. */
  underWay(answer: Promise<Reply>): Promise<Reply>;
  /** Resolves once nothing is under way any more, or after `mostMs`. */
  idle(mostMs: number): Promise<void>;
}

export function createClosing(): Closing {
  const controller = new AbortController();
  // Every waiting request listens to this signal.
  setMaxListeners(0, controller.signal);
  const answers = new Set<Promise<unknown>>();
  return {
    signal: controller.signal,
    begin: () => controller.abort(),
    underWay(answer) {
      const counted = answer.catch(() => undefined).finally(() => answers.delete(counted));
      answers.add(counted);
      return answer;
    },
    async idle(mostMs) {
      const late = new AbortController();
      const done = (async () => {
        while (answers.size > 0) await Promise.all(answers);
      })();
      await Promise.race([
        done,
        setTimeout(mostMs, undefined, { ref: false, signal: late.signal }).catch(() => undefined),
      ]);
      late.abort();
    },
  };
}

const RETRY_AFTER_SECONDS = 5;

/** Another process will take the next attempt; the form of this one is told that nothing was charged. */
export async function refuseWhileClosing(ports: Ports, call: Call, attempt: string): Promise<Reply> {
  await barUnchargedAttempt(ports, attempt);
  const said = problem('gateway_unreachable', {
    message: 'This process is shutting down: nothing was charged.',
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
  return problemReply(call, said, 503);
}

/** Does `work` with a signal that is aborted when either of the two is; stops listening to both afterwards. */
export async function withEither<Value>(
  [one, other]: readonly [AbortSignal, AbortSignal],
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  if (one.aborted || other.aborted) abort();
  one.addEventListener('abort', abort, { once: true });
  other.addEventListener('abort', abort, { once: true });
  try {
    return await work(controller.signal);
  } finally {
    one.removeEventListener('abort', abort);
    other.removeEventListener('abort', abort);
  }
}
