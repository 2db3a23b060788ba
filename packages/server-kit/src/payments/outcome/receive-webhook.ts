// What a verified webhook says of a payment's outcome: recorded, or EximPe is asked where it must not be believed as it is.
import { recordReport } from './record-report.ts';
import { attemptOfReference, type Attempt } from '../attempt/attempt.ts';
import { changeAttempt } from '../changes/change-attempt.ts';
import { askAbout, checkPayment } from './check-payment.ts';
import type { Ports } from '../ports/ports.ts';
import type { StatusReport } from '../ports/gateway.ts';
import { applyHint } from '../attempt/progress.ts';
import { recoverUnknown } from './recover-unknown.ts';

/** The names by which a webhook may know a payment. */
export type PaymentIds = Pick<StatusReport, 'referenceId' | 'orderId'>;

/**
 * - `recorded`: written down. `foreign`: the payment is none of this kit's; an account may have other doors.
 * - `unexplained`: it bears a reference of this kit, the store does not know it, and EximPe did not explain it: to be sent again.
 */
export type Received = 'recorded' | 'foreign' | 'unexplained';

export async function receiveReport(ports: Ports, report: StatusReport): Promise<Received> {
  const found = await findAttempt(ports, report);
  if (!found) return receiveUnknown(ports, report);
  const { attempt, contradicts } = found;
  if (contradicts) return askInstead(ports, attempt);
  const after = await recordReport(ports, attempt.id, report, 'webhook');
  // A failure that was only claimed: EximPe's status confirms it, or says better.
  if (after?.status === 'pending') ports.inBackground(checkPayment(ports, after));
  return 'recorded';
}

/** EximPe speaks of a payment in words we don't know: it is asked at the next opportunity. */
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
  // What this account does not know at EximPe is another's, who shares the address: not ours to answer for.
  return recovered === 'captured' || recovered === 'open' ? 'recorded' : 'unexplained';
}

interface Found {
  readonly attempt: Attempt;
  /** Our reference, with another order's id: EximPe is asked which of the two is meant. */
  readonly contradicts: boolean;
}

async function findAttempt(ports: Ports, { referenceId, orderId }: PaymentIds): Promise<Found | undefined> {
  const named = referenceId === undefined ? undefined : attemptOfReference(referenceId);
  const byReference = named === undefined ? undefined : await ports.store.find(named);
  // A reference of ours that the store does not know is nobody else's payment, whatever order it names.
  if (named !== undefined && !byReference) return undefined;
  const attempt = byReference ?? (orderId === undefined ? undefined : await ports.store.findByOrder(orderId));
  if (!attempt) return undefined;
  return { attempt, contradicts: attempt.orderId !== null && orderId !== undefined && attempt.orderId !== orderId };
}
