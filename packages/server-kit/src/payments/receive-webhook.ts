// What a verified webhook changes: the payment it speaks of, forward only.
import { recordReport } from './record-report.ts';
import { attemptOfReference, type Attempt } from './attempt.ts';
import { changeAttempt } from './change-attempt.ts';
import type { Ports } from './ports/ports.ts';
import type { StatusReport } from './ports/gateway.ts';
import { applyHint } from './progress.ts';

/** The names by which a webhook may know a payment. */
export type PaymentIds = Pick<StatusReport, 'referenceId' | 'orderId'>;

/** Resolves once recorded. Undefined when the payment is none of ours: an account may have other doors. */
export async function receiveReport(ports: Ports, report: StatusReport): Promise<Attempt | undefined> {
  const attempt = await findAttempt(ports, report);
  return attempt && recordReport(ports, attempt.id, report, 'webhook');
}

/** EximPe speaks of a payment in words we don't know: it is asked at the next opportunity. */
export async function receiveUnclearReport(ports: Ports, ids: PaymentIds): Promise<void> {
  const attempt = await findAttempt(ports, ids);
  if (attempt) await changeAttempt(ports.store, attempt.id, (latest) => applyHint(latest, ports.clock.now()));
}

async function findAttempt(ports: Ports, { referenceId, orderId }: PaymentIds): Promise<Attempt | undefined> {
  const named = referenceId === undefined ? undefined : attemptOfReference(referenceId);
  const byReference = named === undefined ? undefined : await ports.store.find(named);
  const attempt = byReference ?? (orderId === undefined ? undefined : await ports.store.findByOrder(orderId));
  if (!attempt) return undefined;
  // A notice that names our reference with another order's id speaks of something else.
  const contradicts = attempt.orderId !== null && orderId !== undefined && attempt.orderId !== orderId;
  return contradicts ? undefined : attempt;
}
