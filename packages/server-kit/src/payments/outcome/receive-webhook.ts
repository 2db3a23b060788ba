// Records what a verified webhook says about a payment's outcome, or asks EximPe when the webhook alone is not enough.
import { recordReport } from './record-report.ts';
import { attemptOfReference, type Attempt } from '../attempt/attempt.ts';
import { changeAttempt } from '../changes/change-attempt.ts';
import { askAbout, checkPayment } from './check-payment.ts';
import type { Ports } from '../ports/ports.ts';
import type { StatusReport } from '../ports/gateway.ts';
import { applyHint } from '../attempt/progress.ts';
import { recoverUnknown } from './recover-unknown.ts';

/** The ids by which a webhook may name a payment. */
export type PaymentIds = Pick<StatusReport, 'referenceId' | 'orderId'>;

/**
 * - `recorded`: stored. `foreign`: the payment was not made by this kit; an account may take payments in other ways, too.
 * - `unexplained`: it has a reference of this kit, the store does not know it, and EximPe did not explain it: EximPe
 *   has to send the webhook again.
 */
export type Received = 'recorded' | 'foreign' | 'unexplained';

export async function receiveReport(ports: Ports, report: StatusReport): Promise<Received> {
  const found = await findAttempt(ports, report);
  if (!found) return receiveUnknown(ports, report);
  const { attempt, contradicts } = found;
  if (contradicts) return askInstead(ports, attempt);
  const after = await recordReport(ports, attempt.id, report, 'webhook');
  // The webhook only claims a failure: EximPe's status confirms or corrects it.
  if (after?.status === 'pending') ports.inBackground(checkPayment(ports, after));
  return 'recorded';
}

/** EximPe describes a payment in words that we don't know: the kit asks at the next opportunity. */
export async function receiveUnclearReport(ports: Ports, ids: PaymentIds): Promise<Received> {
  const found = await findAttempt(ports, ids);
  return found ? askInstead(ports, found.attempt) : receiveUnknown(ports, { ...ids, status: 'pending' });
}

async function askInstead(ports: Ports, attempt: Attempt): Promise<Received> {
  const change = await changeAttempt(ports, attempt.id, (latest) => applyHint(latest, ports.clock.now()));
  if (change && change.after.status !== 'successful') ports.inBackground(askAbout(ports, change.after, 'webhook'));
  return 'recorded';
}

async function receiveUnknown(ports: Ports, report: StatusReport): Promise<Received> {
  const { referenceId } = report;
  if (referenceId === undefined || attemptOfReference(referenceId) === undefined) return 'foreign';
  const recovered = await recoverUnknown(ports, referenceId, report);
  // A payment that EximPe does not know for this account may belong to another account with the same webhook address, so we do not confirm it.
  return recovered === 'captured' || recovered === 'open' ? 'recorded' : 'unexplained';
}

interface Found {
  readonly attempt: Attempt;
  /** Our reference, but another order's id: the kit asks EximPe which of the two is meant. */
  readonly contradicts: boolean;
}

async function findAttempt(ports: Ports, { referenceId, orderId }: PaymentIds): Promise<Found | undefined> {
  const named = referenceId === undefined ? undefined : attemptOfReference(referenceId);
  const byReference = named === undefined ? undefined : await ports.store.find(named);
  // If the store does not know our own reference, no other attempt matches, whatever order the webhook names.
  if (named !== undefined && !byReference) return undefined;
  const attempt = byReference ?? (orderId === undefined ? undefined : await ports.store.findByOrder(orderId));
  if (!attempt) return undefined;
  return { attempt, contradicts: attempt.orderId !== null && orderId !== undefined && attempt.orderId !== orderId };
}
