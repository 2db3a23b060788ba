// Starts an attempt: at most one charge call ever leaves for it, and its answer is stored before the form gets it.
import type { ProblemCode } from '@eximpe/contract';
import { ProblemError } from '../../errors/problem-error.ts';
import { barUnchargedAttempt } from '../outcome/bar-unknown-attempt.ts';
import { charge } from './charge.ts';
import { contentOf, repeatAttempt, standBack } from './earlier-attempt.ts';
import type { Initiated, Initiation, InitiationPolicy } from './initiation.ts';
import { openAttempt, type OpenedAttempt } from './open-attempt.ts';
import { about } from '../payment-event.ts';
import type { Ports } from '../ports/ports.ts';
import { recordCharge } from './record-charge.ts';

const MOST_TRIES = 5;
/** Problems from before the charge left. The form treats them as a lost answer, and asks. */
const ASKED_ABOUT: ReadonlySet<ProblemCode> = new Set(['gateway_unreachable', 'checkout_unavailable']);

/** Rejects with a ProblemError before anything is charged. */
export async function initiatePayment(ports: Ports, policy: InitiationPolicy, given: Initiation): Promise<Initiated> {
  const [earlier] = await Promise.all([ports.store.find(given.attempt), given.admitRequest()]);
  if (earlier) return { attempt: await repeatAttempt(ports, earlier, contentOf(given)) };
  const customer = await beforeCharge(ports, given, given.identifyCustomer());
  return initiate(ports, policy, given, customer);
}

/** Work before a charge can leave. If it fails for a while, the form will ask about its attempt: it is told for certain that none has left. */
async function beforeCharge<Value>(ports: Ports, { attempt }: Initiation, work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ProblemError && ASKED_ABOUT.has(error.problem.code)) await barUnchargedAttempt(ports, attempt);
    throw error;
  }
}

async function initiate(
  ports: Ports,
  policy: InitiationPolicy,
  given: Initiation,
  customer: string | undefined,
  tries = 0,
): Promise<Initiated> {
  const work = openAttempt(ports, policy, given, customer, tries > 0);
  const { opening, ...opened } = await beforeCharge(ports, given, work);
  const { attempt } = opened;
  switch (opening.kind) {
    case 'exists':
      return { attempt: await repeatAttempt(ports, opening.attempt, contentOf(given)) };
    case 'barred':
      ports.log.warn(about(attempt), 'an attempt arrived after its form was told that it never had: it is not charged');
      throw new ProblemError('attempt_unknown');
    case 'held':
      await standBack(ports, customer, attempt, opening.attempt);
      // Other attempts were quicker every time.
      if (tries >= MOST_TRIES) throw new ProblemError('attempt_pending');
      return initiate(ports, policy, given, customer, tries + 1);
    case 'opened':
      return chargeOnce(ports, policy, given, { ...opened, others: opening.others });
  }
}

async function chargeOnce(
  ports: Ports,
  policy: InitiationPolicy,
  given: Initiation,
  opened: OpenedAttempt,
): Promise<Initiated> {
  const { attempt, others } = opened;
  try {
    const charged = await charge(ports, policy, given, opened);
    if (charged.kind === 'charged') return await recordCharge(ports, attempt, charged.outcome, others.length === 0);
    ports.log.warn(about(attempt), 'a charge was not sent: it was too late, and nothing was charged');
    return { attempt: (await ports.store.find(attempt.id)) ?? attempt };
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    // The charge may have been made, but could not be recorded: the next request for this attempt asks EximPe by reference.
    ports.log.error({ ...about(attempt), err: error }, 'a charge could not be made, or its result not recorded');
    throw new ProblemError('gateway_unreachable');
  }
}
