// Finds the outcome of a payment: from the store when it is decided, else from EximPe, with one call for all concurrent requests.
import type { AttemptId } from '@eximpe/contract';
import { helpFor } from '../../errors/kit-error.ts';
import type { StatusAnswer } from '../ports/gateway.ts';
import { recordReport } from './record-report.ts';
import { ATTENTION_AFTER_MS, LEAST_ASK_GAP_MS, LOST_CHARGE_GRACE_MS } from '../attempt/ask-schedule.ts';
import { isOver, type Attempt, type ReportSource } from '../attempt/attempt.ts';
import { changeAttempt } from '../changes/change-attempt.ts';
import { about } from '../payment-event.ts';
import type { Ports } from '../ports/ports.ts';
import { applyCancellation, scheduleNextAsk } from '../attempt/progress.ts';
import { reportNoAnswer } from '../report-no-answer.ts';

/**
 * - `scheduled`: asks EximPe only when the schedule says that an answer is likely.
 * - `now`: asks, unless it was asked within the last second.
 */
export type Urgency = 'scheduled' | 'now';

const underWay = new WeakMap<Ports, Map<AttemptId, Promise<Attempt>>>();

/** The attempt afterwards. Never rejects because of EximPe: without an answer the attempt stays pending. */
export async function checkPayment(
  ports: Ports,
  attempt: Attempt,
  urgency: Urgency = 'scheduled',
  source: ReportSource = 'status',
): Promise<Attempt> {
  if (isOver(attempt)) return attempt;
  const nowMs = ports.clock.now();
  const isDue = attempt.askAtMs !== null && attempt.askAtMs <= nowMs;
  // While the charge call may be under way, only that call can answer.
  const isUnderWay = attempt.charge === 'sent' && nowMs < attempt.chargeEndsAtMs;
  if (!isDue && (urgency === 'scheduled' || isUnderWay)) return attempt;
  return askAbout(ports, attempt, source);
}

/** Asks EximPe in any case; concurrent callers share one request. */
export async function askAbout(ports: Ports, attempt: Attempt, source: ReportSource): Promise<Attempt> {
  const flights = underWay.get(ports) ?? new Map<AttemptId, Promise<Attempt>>();
  underWay.set(ports, flights);
  const flight = flights.get(attempt.id) ?? ask(ports, attempt, source).finally(() => flights.delete(attempt.id));
  flights.set(attempt.id, flight);
  return flight;
}

async function ask(ports: Ports, attempt: Attempt, source: ReportSource): Promise<Attempt> {
  const { store, clock } = ports;
  const claim = await store.claim(`ask:${attempt.id}`, LEAST_ASK_GAP_MS);
  if (claim === undefined) return (await store.find(attempt.id)) ?? attempt;
  const gateway = ports.gateway.of(attempt.merchantId);
  const answer =
    attempt.orderId === null ? await gateway.askByReference(attempt.referenceId) : await gateway.ask(attempt.orderId);
  if (answer.kind === 'known') {
    const recorded = await recordReport(ports, attempt.id, answer.report, source, (current) =>
      scheduleNextAsk(current, clock.now()),
    );
    return recorded ?? attempt;
  }
  if (answer.kind === 'unknown' || answer.kind === 'denied') {
    ports.log.warn({ ...about(attempt), detail: answer.detail }, 'EximPe did not report the status of a payment');
    await reportNoAnswer(ports, 'status', answer, attempt);
  }
  const change = await changeAttempt(ports, attempt.id, (current) =>
    withoutAnswer(scheduleNextAsk(current, clock.now(), answer.kind === 'absent'), answer, clock.now()),
  );
  if (change && change.after.needsAttention && !change.before.needsAttention) callForAttention(ports, change.after);
  return change?.after ?? attempt;
}

/**
 * For a charge whose answer was lost. If EximPe still does not know it after the waiting time, the shopper may start
 * again. If EximPe does not say (an account that may not list payments), only the merchant can find out; until then
 * nobody can pay again.
 */
function withoutAnswer(attempt: Attempt, answer: StatusAnswer, nowMs: number): Attempt {
  if (attempt.orderId !== null || isOver(attempt)) return attempt;
  if (answer.kind === 'absent') {
    return nowMs >= attempt.chargeEndsAtMs + LOST_CHARGE_GRACE_MS
      ? applyCancellation(attempt, 'gateway_unreachable')
      : attempt;
  }
  return nowMs >= attempt.createdAtMs + ATTENTION_AFTER_MS ? { ...attempt, needsAttention: true } : attempt;
}

function callForAttention(ports: Ports, attempt: Attempt): void {
  const code = 'EXIMPE_CHARGE_UNEXPLAINED';
  const { referenceId } = attempt;
  ports.emit({ type: 'payment.needs_attention', referenceId, ...about(attempt) });
  ports.log.error(
    { code, help: helpFor(code), referenceId, ...about(attempt) },
    'EximPe does not say whether a charge was made: look for its reference in the dashboard',
  );
}
