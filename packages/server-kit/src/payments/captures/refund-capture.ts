// Refunds a capture that was one too many, once, and follows the refund until EximPe says how it ended.
import type { AttemptId } from '@eximpe/contract';
import { chargedAmount, type Attempt } from '../attempt/attempt.ts';
import { changeAttempt } from '../changes/change-attempt.ts';
import { about } from '../payment-event.ts';
import type { RefundOutcome, RefundReport } from '../ports/gateway.ts';
import type { Ports } from '../ports/ports.ts';
import { reportNoAnswer } from '../report-no-answer.ts';
import { withClaim } from '../with-claim.ts';

/** The most calls in one run: for the payment, for existing refunds, for the refund itself, and one more to be safe. */
const MOST_CALLS = 5;
const SLACK_MS = 15_000;
const MINUTE = 60_000;
/** Delays between tries, and between looks at a refund that is under way. */
const DELAYS_MS = [1, 5, 15, 60, 360, 1_440].map((minutes) => minutes * MINUTE);
/** Banks need ten days for a refund; after this many days, no more news is expected. */
const LONGEST_DAYS = 45;

const delayMs = (tries: number): number => DELAYS_MS[Math.min(tries, DELAYS_MS.length - 1)] ?? MINUTE;

/** Does what is due for an attempt's refund. One process does it at a time; its claim lasts longer than the work. */
export async function attendRefund(ports: Ports, id: AttemptId): Promise<void> {
  const claimMs = MOST_CALLS * ports.longestCallMs + SLACK_MS;
  await withClaim(ports.store, `refund:${id}`, claimMs, async () => {
    const attempt = await ports.store.find(id);
    if (!attempt || attempt.refundAtMs === null || attempt.refundAtMs > ports.clock.now()) return;
    await recordRefund(ports, attempt, await look(ports, attempt));
  });
}

async function look(ports: Ports, attempt: Attempt): Promise<RefundOutcome> {
  const gateway = ports.gateway.of(attempt.merchantId);
  if (attempt.refund === 'requested' && attempt.refundId !== null) return gateway.askRefund(attempt.refundId);
  const paymentId = attempt.paymentId ?? (await paymentIdOf(ports, attempt));
  if (paymentId === undefined) return { kind: 'unknown', detail: 'EximPe did not name the payment' };
  return gateway.refund(paymentId, chargedAmount(attempt));
}

async function paymentIdOf({ gateway }: Ports, attempt: Attempt): Promise<string | undefined> {
  const { orderId, referenceId, merchantId } = attempt;
  const asked = gateway.of(merchantId);
  const order = orderId === null ? undefined : await asked.describe(orderId);
  if (order?.kind === 'known' && order.report.paymentId !== undefined) return order.report.paymentId;
  const answer = await asked.askByReference(referenceId);
  return answer.kind === 'known' ? answer.report.paymentId : undefined;
}

async function recordRefund(ports: Ports, attempt: Attempt, outcome: RefundOutcome): Promise<void> {
  if (outcome.kind === 'known') return receiveRefund(ports, attempt, outcome);
  if (outcome.kind === 'refused') {
    await write(ports, attempt, (current) => refused(current, outcome.detail));
    return;
  }
  await write(ports, attempt, (current) => later(current, ports.clock.now()));
  ports.log.error({ ...about(attempt), detail: outcome.detail }, 'EximPe did not report the state of a refund');
  await reportNoAnswer(ports, 'refund', outcome, attempt);
}

/** Applies what EximPe says about this attempt's refund, in an answer or a webhook. */
export async function receiveRefund(ports: Ports, attempt: Attempt, report: RefundReport): Promise<void> {
  await write(ports, attempt, (current) => applyRefundReport(current, report, ports.clock.now()));
}

/** A refund that is done stays done, unless EximPe reverses it. A refund that EximPe took but has not done is checked again later. */
function applyRefundReport(attempt: Attempt, report: RefundReport, nowMs: number): Attempt {
  const { refundId, state, word } = report;
  if (state === 'requested') {
    if (attempt.refund === 'refunded' || attempt.refund === 'failed') return attempt;
    return later({ ...attempt, refund: 'requested', refundId }, nowMs);
  }
  if (attempt.refund === state) return attempt;
  const detail = state === 'failed' ? word : null;
  return { ...attempt, refund: state, refundId, refundDetail: detail, refundAtMs: null };
}

/** Only while the refund is still due: if EximPe has said something meanwhile, that stays. */
const refused = (attempt: Attempt, detail: string): Attempt =>
  attempt.refund === 'due' ? { ...attempt, refund: 'refused', refundDetail: detail, refundAtMs: null } : attempt;

/** After this many tries that could not even request the refund, a person has to act. */
const MOST_TRIES = 12;

function later(attempt: Attempt, nowMs: number): Attempt {
  if (attempt.refund !== 'due' && attempt.refund !== 'requested') return attempt;
  if (attempt.refund === 'due' && attempt.refundTries >= MOST_TRIES) {
    return refused(attempt, `EximPe did not accept it in ${MOST_TRIES} tries`);
  }
  const ageMs = nowMs - (attempt.decidedAtMs ?? nowMs);
  if (attempt.refund === 'requested' && ageMs > LONGEST_DAYS * 1_440 * MINUTE) {
    return { ...attempt, refund: 'failed', refundDetail: `not done after ${LONGEST_DAYS} days`, refundAtMs: null };
  }
  return { ...attempt, refundTries: attempt.refundTries + 1, refundAtMs: nowMs + delayMs(attempt.refundTries) };
}

async function write(ports: Ports, { id }: Attempt, rule: (attempt: Attempt) => Attempt): Promise<void> {
  const change = await changeAttempt(ports, id, rule);
  if (!change || change.before.refund === change.after.refund) return;
  const { after } = change;
  const said = { ...about(after), refundId: after.refundId, detail: after.refundDetail };
  const isBad = after.refund === 'refused' || after.refund === 'failed';
  if (isBad) ports.log.error(said, `the refund of a second capture: ${after.refund}`);
  else ports.log.warn(said, `the refund of a second capture: ${after.refund}`);
  ports.emit({ type: 'payment.refund', refund: after.refund, refundId: after.refundId, ...about(after) });
}
