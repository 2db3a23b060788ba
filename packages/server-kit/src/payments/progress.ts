// How a payment moves: forward only, by one table, whoever brings the news.
import type { PaymentStatus, ProblemCode } from '@eximpe/contract';
import { askDelayMs } from './ask-schedule.ts';
import { isOver, type Attempt, type NewsSource } from './attempt.ts';

/** `PROGRESS[now][heard]`: `successful` and `failed` are final, whatever is heard later. */
export const PROGRESS: Readonly<Record<PaymentStatus, Readonly<Record<PaymentStatus, PaymentStatus>>>> = {
  pending: { pending: 'pending', successful: 'successful', failed: 'failed' },
  successful: { pending: 'successful', successful: 'successful', failed: 'successful' },
  failed: { pending: 'failed', successful: 'failed', failed: 'failed' },
};

/** What EximPe said about one payment. */
export interface News {
  readonly source: NewsSource;
  readonly status: PaymentStatus;
  readonly orderId?: string | undefined;
  readonly paymentId?: string | undefined;
  /** With `failed`: why. */
  readonly reason?: ProblemCode | undefined;
}

/** The attempt after the news; the same object when it changes nothing. */
export function hear(attempt: Attempt, news: News, nowMs: number): Attempt {
  const named = name(attempt, news);
  const status = PROGRESS[named.status][news.status];
  if (status !== named.status) {
    return {
      ...named,
      status,
      problem: status === 'failed' ? (news.reason ?? 'card_declined') : null,
      settledAtMs: nowMs,
      settledBy: news.source,
      delivery: 'due',
      aftermath: status === 'successful' ? 'due' : 'none',
      dueAtMs: nowMs,
    };
  }
  if (named.status === 'pending') return { ...named, heardPendingAtMs: nowMs };
  const late = named.status === 'failed' && news.status === 'successful' && !named.capturedAfterFailure;
  return late ? { ...named, capturedAfterFailure: true, aftermath: 'untold', dueAtMs: nowMs } : named;
}

/** Ids are learned once and never replaced. An order that EximPe speaks of exists, so its charge was answered after all. */
function name(attempt: Attempt, news: News): Attempt {
  const orderId = attempt.orderId ?? news.orderId ?? null;
  const paymentId = attempt.paymentId ?? news.paymentId ?? null;
  if (orderId === attempt.orderId && paymentId === attempt.paymentId) return attempt;
  return { ...attempt, orderId, paymentId, charge: orderId === null ? attempt.charge : 'answered' };
}

/** After the gateway was asked and it is still undecided: when to ask next. */
export function askedInVain(attempt: Attempt, nowMs: number): Attempt {
  if (isOver(attempt)) return attempt;
  return { ...attempt, asks: attempt.asks + 1, dueAtMs: nowMs + askDelayMs(attempt.asks) };
}

/** Something happened that makes an answer likely now: the shopper came back. */
export function hinted(attempt: Attempt, nowMs: number): Attempt {
  return isOver(attempt) ? attempt : { ...attempt, asks: 0, dueAtMs: nowMs };
}

/** The shopper gave up, or the bank's page was refused. Not a failure: EximPe may still say otherwise. */
export function givenUp(attempt: Attempt, problem: ProblemCode): Attempt {
  return isOver(attempt) || attempt.problem !== null ? attempt : { ...attempt, problem };
}
