// How a payment's status changes: by one table, for reports from every source.
import type { PaymentStatus, ProblemCode } from '@eximpe/contract';
import { askDelayMs, lateAskDelayMs } from './ask-schedule.ts';
import { isOver, type Attempt, type ReportSource } from './attempt.ts';
import { learn } from './payment-details.ts';
import type { StatusReport } from './status-report.ts';

/**
 * `PROGRESS[now][reported]`. `successful` is final. A payment that failed may still be captured: banks authorise
 * late, and a shopper whose money was taken has paid.
 */
export const PROGRESS: Readonly<Record<PaymentStatus, Readonly<Record<PaymentStatus, PaymentStatus>>>> = {
  pending: { pending: 'pending', successful: 'successful', failed: 'failed' },
  successful: { pending: 'successful', successful: 'successful', failed: 'successful' },
  failed: { pending: 'failed', successful: 'successful', failed: 'failed' },
};

/** The attempt after a report; the same object when it changes nothing. */
export function applyReport(attempt: Attempt, report: StatusReport, source: ReportSource, nowMs: number): Attempt {
  const named = name(attempt, report);
  // Webhooks come late and in any order: an old one must not replace what EximPe says now, so we ask EximPe.
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

/** Only a claim so far: the kit asks EximPe at the next opportunity. Until EximPe confirms it, the payment is pending. */
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
 * Ids and other details are learned once and never replaced. An order that EximPe reports exists, so its charge
 * counts as answered.
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

/** After the gateway was asked: when to ask next. @param isAnswered false when it did not say anything about the payment */
export function scheduleNextAsk(attempt: Attempt, nowMs: number, isAnswered = true): Attempt {
  if (attempt.askAtMs === null) return attempt;
  if (!isOver(attempt)) return { ...attempt, asks: attempt.asks + 1, askAtMs: nowMs + askDelayMs(attempt.asks) };
  const untilMs = (attempt.decidedAtMs ?? 0) + LATE_CAPTURES_MS;
  // The next check is hours or days away, or was this one: an outage of EximPe must not hide what it would have found.
  if (!isAnswered)
    return { ...attempt, askAtMs: nowMs > untilMs + DAY_MS ? null : nowMs + madeUpAfterMs(attempt, nowMs) };
  const asks = attempt.asks + 1;
  const nextMs = nowMs + lateAskDelayMs(asks);
  return { ...attempt, asks, askAtMs: nextMs > untilMs ? null : nextMs };
}

const DAY_MS = 24 * 3_600_000;
/** A check after a failure that got no answer is repeated up to a day after the last one: the older the failure, the less often. */
const madeUpAfterMs = ({ decidedAtMs }: Attempt, nowMs: number): number =>
  Math.min(Math.max((nowMs - (decidedAtMs ?? 0)) / 20, 10 * 60_000), 3 * 3_600_000);

/** For this long after a failure, the kit asks EximPe whether the money was taken after all: Indian aggregators document five days. */
const LATE_CAPTURES_MS = 5 * DAY_MS;

/** A hint, e.g. the shopper's return, makes an answer likely now: the kit asks EximPe at the next opportunity. */
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
