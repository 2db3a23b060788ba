// Two captured attempts of one checkout: which of them pays it, and which is one too many.
import type { AttemptId } from '@eximpe/contract';
import { holdOf, paysPrice, type Attempt } from '../attempt/attempt.ts';
import { changeAttempt } from '../changes/change-attempt.ts';
import { about } from '../payment-event.ts';
import type { Ports } from '../ports/ports.ts';
import { attendRefund } from './refund-capture.ts';

/**
 * Gives a captured attempt its role, once, and marks the refund that is due. Only one process at a time may call it for a
 * checkout. If a process stops for longer than its claim lasts, and another one goes on, what was decided first stays.
 * Undefined when the attempt is not captured.
 *
 * The first one pays. A later one is one too many, unless it is the only one that pays today's price: then it takes the first
 * one's place.
 */
export async function decideRole(ports: Ports, id: AttemptId): Promise<Attempt | undefined> {
  const attempt = await ports.store.find(id);
  if (!attempt || holdOf(attempt) !== 'paid') return undefined;
  const decided = attempt.role === null ? await decide(ports, attempt) : attempt;
  return decided?.role === 'payment' ? leaveOnePayment(ports, decided) : decided;
}

async function decide(ports: Ports, attempt: Attempt): Promise<Attempt | undefined> {
  const others = (await ports.store.ofCheckout(attempt.checkout)).filter((other) => other.id !== attempt.id);
  const payer = others.find(({ role }) => role === 'replacement') ?? others.find(({ role }) => role === 'payment');
  if (payer) return decideSecond(ports, attempt, payer);
  const change = await changeAttempt(ports, attempt.id, (current) =>
    current.role === null ? { ...current, role: 'payment' } : current,
  );
  return change?.after;
}

/**
 * Two processes that decide about two attempts at the same time each see no payment yet. So each looks again after it
 * wrote: at least one of them sees both, and the older attempt remains the payment.
 */
async function leaveOnePayment(ports: Ports, decided: Attempt): Promise<Attempt | undefined> {
  const all = await ports.store.ofCheckout(decided.checkout);
  const [payer, ...seconds] = all.filter(({ role }) => role === 'payment');
  if (payer) for (const second of seconds) await decideSecond(ports, second, payer);
  // Another process may have changed it by now: the shop must not be told of a second capture as of its payment.
  return seconds.length === 0 ? all.find(({ id }) => id === decided.id) : ports.store.find(decided.id);
}

/** @param attempt as it was read: if its role has changed since, another process has decided, and this one changes nothing */
async function decideSecond(ports: Ports, attempt: Attempt, payer: Attempt): Promise<Attempt | undefined> {
  const refundsSecond = ports.duplicateCapture === 'refund';
  const role = paysPrice(attempt) && !paysPrice(payer) ? 'replacement' : 'second';
  const nowMs = ports.clock.now();
  if (refundsSecond && role === 'replacement') {
    const latest = await ports.store.find(attempt.id);
    if (latest?.role !== attempt.role) return latest;
    // Marked before anybody is told: a crash in between does not lose the refund.
    await changeAttempt(ports, payer.id, (current) => refundDue(current, nowMs));
  }
  const change = await changeAttempt(ports, attempt.id, (current) => {
    if (current.role !== attempt.role) return current;
    const marked = refundsSecond && role === 'second' ? refundDue(current, nowMs) : current;
    return { ...marked, role, secondTo: payer.id, refundsSecond };
  });
  if (!change || change.before === change.after) return change?.after;
  ports.log.error({ ...about(attempt), paidBy: payer.id, refundsSecond }, 'a checkout was paid twice');
  ports.emit({ type: 'payment.second_capture', paidBy: payer.id, ...about(attempt) });
  if (refundsSecond) ports.inBackground(attendRefund(ports, role === 'replacement' ? payer.id : attempt.id));
  return change.after;
}

const refundDue = (attempt: Attempt, nowMs: number): Attempt =>
  attempt.refund === 'none' ? { ...attempt, refund: 'due', refundAtMs: nowMs } : attempt;
