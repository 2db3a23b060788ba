// Two captured attempts of one checkout: which of them pays it, and which is one too many.
import type { AttemptId } from '@eximpe/contract';
import { holdOf, paysPrice, type Attempt } from '../attempt/attempt.ts';
import { changeAttempt } from '../changes/change-attempt.ts';
import { about } from '../payment-event.ts';
import type { Ports } from '../ports/ports.ts';
import { attendRefund } from './refund-capture.ts';

/**
 * Gives a captured attempt its role, once, and marks the refund that is due. Only one process at a time may call it for a
 * checkout. Undefined when the attempt is not captured.
 *
 * The first one pays. A later one is one too many, unless it is the only one that pays today's price: then it takes the first
 * one's place.
 */
export async function decideRole(ports: Ports, id: AttemptId): Promise<Attempt | undefined> {
  const attempt = await ports.store.find(id);
  if (!attempt || holdOf(attempt) !== 'paid') return undefined;
  if (attempt.role !== null) return attempt;
  const others = (await ports.store.ofCheckout(attempt.checkout)).filter((other) => other.id !== id);
  const payer = others.find(({ role }) => role === 'replacement') ?? others.find(({ role }) => role === 'payment');
  const change = payer
    ? await decideSecond(ports, attempt, payer)
    : await changeAttempt(ports, id, (current) => ({ ...current, role: 'payment' }));
  return change?.after;
}

async function decideSecond(ports: Ports, attempt: Attempt, payer: Attempt) {
  const refundsSecond = ports.duplicateCapture === 'refund';
  const role = paysPrice(attempt) && !paysPrice(payer) ? 'replacement' : 'second';
  // Marked before anybody is told: a crash in between does not lose the refund.
  const given = role === 'replacement' ? payer.id : attempt.id;
  if (refundsSecond) await changeAttempt(ports, given, (current) => refundDue(current, ports.clock.now()));
  const change = await changeAttempt(ports, attempt.id, (current) => ({
    ...current,
    role,
    secondTo: payer.id,
    refundsSecond,
  }));
  ports.log.error({ ...about(attempt), paidBy: payer.id, refundsSecond }, 'a checkout was paid twice');
  ports.emit({ type: 'payment.second_capture', paidBy: payer.id, ...about(attempt) });
  if (refundsSecond) ports.inBackground(attendRefund(ports, given));
  return change;
}

const refundDue = (attempt: Attempt, nowMs: number): Attempt =>
  attempt.refund === 'none' ? { ...attempt, refund: 'due', refundAtMs: nowMs } : attempt;
