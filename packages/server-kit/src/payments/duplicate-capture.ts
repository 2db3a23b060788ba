// Two captured attempts of one checkout: found, told, and, if the merchant wishes, the later one given back once.
import type { AttemptId } from '@eximpe/contract';
import { holdOf, type Attempt } from './attempt.ts';
import { changeAttempt } from './change-attempt.ts';
import { about } from './payment-event.ts';
import type { Ports } from './ports/ports.ts';
import { reportNoAnswer } from './report-no-answer.ts';
import { capturedPayment } from './settled-payment.ts';
import { withClaim } from './with-claim.ts';
import { withinTime } from './within-time.ts';

/** Waits between tries to give money back while EximPe does not answer. */
const RETRY_MS = 60_000;

const LOCK_MS = 60_000;
const LONGEST_HOOK_MS = LOCK_MS - 5_000;

/** Looks at the whole checkout; safe to repeat. Rejects when the merchant's hook did not take a duplicate. */
export async function lookForDuplicates(ports: Ports, attempt: Attempt): Promise<void> {
  if (holdOf(attempt) !== 'paid') return;
  const captured = (await ports.store.ofCheckout(attempt.checkout)).filter((other) => holdOf(other) === 'paid');
  // First comes what the merchant was told is paid, before what they were told had failed; then the earlier one.
  const [first, ...later] = captured.toSorted(
    (a, b) =>
      Number(a.capturedAfterFailure) - Number(b.capturedAfterFailure) ||
      (a.settledAtMs ?? 0) - (b.settledAtMs ?? 0) ||
      (a.id < b.id ? -1 : 1),
  );
  for (const duplicate of later) if (first) await report(ports, first, duplicate.id);
}

async function report(ports: Ports, first: Attempt, id: AttemptId): Promise<void> {
  const refunds = ports.duplicateCapture === 'refund';
  const change = await changeAttempt(ports.store, id, (attempt) =>
    attempt.duplicate === 'none' ? marked(attempt, refunds, ports.clock.now()) : attempt,
  );
  if (!change) return;
  const { before, after: duplicate } = change;
  if (before !== duplicate) {
    ports.log.error({ ...about(duplicate), paidBy: first.id }, 'a checkout was paid twice');
    ports.emit({ type: 'payment.duplicate_capture', paidBy: first.id, ...about(duplicate) });
  }
  try {
    await tell(ports, first, id);
  } finally {
    if (duplicate.duplicate === 'refund_due') await refundDuplicate(ports, id);
  }
}

/** At least once, and by one process at a time. */
async function tell({ store, onDuplicateCapture }: Ports, first: Attempt, id: AttemptId): Promise<void> {
  if (!onDuplicateCapture) return;
  await withClaim(store, `tell-duplicate:${id}`, LOCK_MS, async () => {
    const duplicate = await store.find(id);
    if (!duplicate || duplicate.duplicateTold) return;
    const work = onDuplicateCapture(capturedPayment(duplicate), capturedPayment(first));
    await withinTime('onDuplicateCapture', work, LONGEST_HOOK_MS);
    await changeAttempt(store, id, (current) => ({ ...current, duplicateTold: true }));
  });
}

/** A refund that is to be made is due in the same write: a crash right after it forgets nothing. */
const marked = (attempt: Attempt, refunds: boolean, nowMs: number): Attempt =>
  refunds
    ? { ...attempt, duplicate: 'refund_due', dueAtMs: attempt.dueAtMs ?? nowMs }
    : { ...attempt, duplicate: 'reported' };

/** Gives a duplicate back. Unknown outcomes are tried again later, and an earlier refund is always found first. */
export async function refundDuplicate(ports: Ports, id: AttemptId): Promise<void> {
  await withClaim(ports.store, `refund:${id}`, RETRY_MS, async () => {
    const duplicate = await ports.store.find(id);
    if (duplicate?.duplicate === 'refund_due') await refund(ports, duplicate);
  });
}

async function refund(ports: Ports, duplicate: Attempt): Promise<void> {
  const paymentId = duplicate.paymentId ?? (await paymentIdOf(ports, duplicate));
  const outcome =
    paymentId === undefined
      ? ({ kind: 'unknown', detail: 'EximPe did not name the payment' } as const)
      : await ports.gateway.refund(paymentId, duplicate.amount);
  await changeAttempt(ports.store, duplicate.id, (attempt) =>
    outcome.kind === 'unknown' || outcome.kind === 'denied'
      ? { ...attempt, dueAtMs: Math.max(attempt.dueAtMs ?? 0, ports.clock.now() + RETRY_MS) }
      : { ...attempt, duplicate: outcome.kind === 'refunded' ? 'refunded' : 'refund_refused' },
  );
  if (outcome.kind === 'refunded') {
    ports.log.warn({ ...about(duplicate), refundId: outcome.refundId }, 'a duplicate capture was refunded');
    ports.emit({ type: 'payment.duplicate_refunded', refundId: outcome.refundId, ...about(duplicate) });
  } else {
    const { kind, detail } = outcome;
    ports.log.error({ ...about(duplicate), detail }, 'a duplicate capture could not be refunded');
    if (kind === 'refused') ports.emit({ type: 'payment.duplicate_refund_refused', detail, ...about(duplicate) });
    else await reportNoAnswer(ports, 'refund', { kind, detail }, duplicate);
  }
}

async function paymentIdOf(ports: Ports, { referenceId }: Attempt): Promise<string | undefined> {
  const answer = await ports.gateway.askByReference(referenceId);
  return answer.kind === 'known' ? answer.report.paymentId : undefined;
}
