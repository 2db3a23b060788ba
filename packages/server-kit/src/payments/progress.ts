// How a payment moves: forward only, by one table, whoever brings the report.
import type { PaymentStatus, ProblemCode } from '@eximpe/contract';
import { askDelayMs } from './ask-schedule.ts';
import { isOver, type Attempt, type ReportSource } from './attempt.ts';
import type { StatusReport } from './ports/gateway.ts';

/** `PROGRESS[now][reported]`: `successful` and `failed` are final, whatever is reported later. */
export const PROGRESS: Readonly<Record<PaymentStatus, Readonly<Record<PaymentStatus, PaymentStatus>>>> = {
  pending: { pending: 'pending', successful: 'successful', failed: 'failed' },
  successful: { pending: 'successful', successful: 'successful', failed: 'successful' },
  failed: { pending: 'failed', successful: 'failed', failed: 'failed' },
};

/** The attempt after a report; the same object when it changes nothing. */
export function applyReport(attempt: Attempt, report: StatusReport, source: ReportSource, nowMs: number): Attempt {
  const named = name(attempt, report);
  const status = PROGRESS[named.status][report.status];
  if (status !== named.status) {
    return {
      ...named,
      status,
      problem: status === 'failed' ? (report.reason ?? 'card_declined') : null,
      settledAtMs: nowMs,
      settledBy: source,
      delivery: 'due',
      captureFollowUp: status === 'successful' ? 'find_duplicates' : 'none',
      dueAtMs: nowMs,
    };
  }
  if (named.status === 'pending') return { ...named, reportedPendingAtMs: nowMs };
  const late = named.status === 'failed' && report.status === 'successful' && !named.capturedAfterFailure;
  return late ? { ...named, capturedAfterFailure: true, captureFollowUp: 'announce', dueAtMs: nowMs } : named;
}

/** Ids are learned once and never replaced. An order that EximPe speaks of exists, so its charge was answered after all. */
function name(attempt: Attempt, report: StatusReport): Attempt {
  const orderId = attempt.orderId ?? report.orderId ?? null;
  const paymentId = attempt.paymentId ?? report.paymentId ?? null;
  if (orderId === attempt.orderId && paymentId === attempt.paymentId) return attempt;
  return { ...attempt, orderId, paymentId, charge: orderId === null ? attempt.charge : 'answered' };
}

/** After the gateway was asked and it is still undecided: when to ask next. */
export function scheduleNextAsk(attempt: Attempt, nowMs: number): Attempt {
  if (isOver(attempt)) return attempt;
  return { ...attempt, asks: attempt.asks + 1, dueAtMs: nowMs + askDelayMs(attempt.asks) };
}

/** A hint makes an answer likely now (the shopper came back): EximPe is asked at the next opportunity. */
export function applyHint(attempt: Attempt, nowMs: number): Attempt {
  return isOver(attempt) ? attempt : { ...attempt, asks: 0, dueAtMs: nowMs };
}

/**
 * The shopper cancelled, the bank's page was refused, or EximPe has never seen the charge: the checkout is free for another
 * attempt. Not a failure: EximPe may still say otherwise.
 */
export function applyCancellation(attempt: Attempt, problem: ProblemCode): Attempt {
  return isOver(attempt) || attempt.problem !== null ? attempt : { ...attempt, problem };
}
