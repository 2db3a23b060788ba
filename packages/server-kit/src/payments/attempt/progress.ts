// How a payment moves: by one table, for reports of every origin.
import type { PaymentStatus, ProblemCode } from '@eximpe/contract';
import { askDelayMs, lateAskDelayMs } from './ask-schedule.ts';
import { isOver, type Attempt, type ReportSource } from './attempt.ts';
import { learn } from './payment-details.ts';
import type { StatusReport } from './status-report.ts';

/**
 * `PROGRESS[now][reported]`. `successful` is final. A payment that failed may still be captured: banks authorise late, and what
 * was taken was paid for.
 */
export const PROGRESS: Readonly<Record<PaymentStatus, Readonly<Record<PaymentStatus, PaymentStatus>>>> = {
  pending: { pending: 'pending', successful: 'successful', failed: 'failed' },
  successful: { pending: 'successful', successful: 'successful', failed: 'successful' },
  failed: { pending: 'failed', successful: 'successful', failed: 'failed' },
};

/** The attempt after a report; the same object when it changes nothing. */
export function applyReport(attempt: Attempt, report: StatusReport, source: ReportSource, nowMs: number): Attempt {
  const named = name(attempt, report);
  // Webhooks come late and in any order: an old one must not outweigh what EximPe says now. It is asked.
  if (report.status === 'failed' && source === 'webhook') return claimFailure(named, report, nowMs);
  const status = PROGRESS[named.status][report.status];
  if (status === named.status) {
    return status === 'pending' ? { ...named, reportedPendingAtMs: nowMs } : named;
  }
  const decided = { ...named, status, decidedAtMs: nowMs, decidedBy: source, asks: 0 };
  return status === 'failed' ? failed(decided, report, nowMs) : captured(decided, named, report, nowMs);
}

function failed(attempt: Attempt, { reason }: StatusReport, nowMs: number): Attempt {
  const told = reason === undefined || reason === 'card_declined' ? attempt.failureClaim : null;
  return { ...attempt, problem: told ?? reason ?? 'card_declined', askAtMs: nowMs + lateAskDelayMs(0) };
}

const captured = (attempt: Attempt, before: Attempt, { paidAt }: StatusReport, nowMs: number): Attempt => ({
  ...attempt,
  problem: null,
  afterFailure: before.status === 'failed',
  paidAt: paidAt ?? new Date(nowMs).toISOString(),
  askAtMs: null,
});

/** Not believed yet: EximPe is asked at the next opportunity, and until it has confirmed, the payment is pending. */
function claimFailure(attempt: Attempt, { reason }: StatusReport, nowMs: number): Attempt {
  if (isOver(attempt) || attempt.failureClaimedAtMs !== null) return attempt;
  return {
    ...attempt,
    failureClaimedAtMs: nowMs,
    failureClaim: reason ?? null,
    asks: 0,
    askAtMs: nowMs,
  };
}

/**
 * Ids and the like are learned once and never replaced. An order that EximPe speaks of exists, so its charge was answered
 * after all.
 */
function name(attempt: Attempt, report: StatusReport): Attempt {
  const isCapture = report.status === 'successful';
  const learned = {
    ...learn(attempt, report),
    capturedAmount: attempt.capturedAmount ?? (isCapture ? report.amount : undefined) ?? null,
    capturedCurrency: attempt.capturedCurrency ?? (isCapture ? report.currency?.toUpperCase() : undefined) ?? null,
  };
  const isNews = (Object.keys(learned) as (keyof typeof learned)[]).some((key) => learned[key] !== attempt[key]);
  if (!isNews) return attempt;
  const charge = learned.orderId === null ? attempt.charge : 'answered';
  return { ...attempt, ...learned, charge };
}

/** After the gateway was asked: when to ask next. */
export function scheduleNextAsk(attempt: Attempt, nowMs: number): Attempt {
  if (attempt.askAtMs === null) return attempt;
  if (!isOver(attempt)) return { ...attempt, asks: attempt.asks + 1, askAtMs: nowMs + askDelayMs(attempt.asks) };
  const asks = attempt.asks + 1;
  const nextMs = nowMs + lateAskDelayMs(asks);
  const isEnough = nextMs > (attempt.decidedAtMs ?? 0) + LATE_CAPTURES_MS;
  return { ...attempt, asks, askAtMs: isEnough ? null : nextMs };
}

/** For so long after a failure EximPe is asked whether the money was taken after all: Indian aggregators document five days. */
export const LATE_CAPTURES_MS = 5 * 24 * 3_600_000;

/** A hint makes an answer likely now (the shopper came back): EximPe is asked at the next opportunity. */
export function applyHint(attempt: Attempt, nowMs: number): Attempt {
  return isOver(attempt) ? attempt : { ...attempt, asks: 0, askAtMs: nowMs };
}

/**
 * The shopper cancelled, the bank's page was refused, EximPe has never seen the charge, or another attempt took its place: the
 * checkout is free for another attempt. Not a failure: EximPe may still say otherwise.
 */
export function applyCancellation(attempt: Attempt, problem: ProblemCode): Attempt {
  return isOver(attempt) || attempt.problem !== null ? attempt : { ...attempt, problem };
}

/** It is certain that nothing was charged: the checkout is free again. */
export const applyRefusal = (attempt: Attempt, problem: ProblemCode): Attempt =>
  attempt.status === 'pending' && attempt.charge !== 'answered'
    ? { ...attempt, charge: 'refused', problem, askAtMs: null }
    : attempt;
