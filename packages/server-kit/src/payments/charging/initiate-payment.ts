// Starts an attempt: at most one charge call ever leaves for it, and whatever comes back is written down before it is told.
import type { ProblemCode } from '@eximpe/contract';
import { ProblemError } from '../../errors/problem-error.ts';
import type { Attempt } from '../attempt/attempt.ts';
import { barUnchargedAttempt, isBarred } from '../outcome/bar-unknown-attempt.ts';
import { charge } from './charge.ts';
import { contentOf, repeatAttempt, standBack } from './earlier-attempt.ts';
import type { Initiation, InitiationPolicy } from './initiation.ts';
import { openAttempt, type OpenedAttempt } from './open-attempt.ts';
import { about } from '../payment-event.ts';
import type { Ports } from '../ports/ports.ts';
import { recordCharge } from './record-charge.ts';

const MOST_TRIES = 5;

/** Resolves with the attempt once its charge call was answered, refused or lost. Rejects with a ProblemError before that. */
export async function initiatePayment(
  ports: Ports,
  policy: InitiationPolicy,
  given: Initiation,
  tries = 0,
): Promise<Attempt> {
  const earlier = await ports.store.find(given.attempt);
  if (earlier) return repeatAttempt(ports, earlier, contentOf(given));

  const { opening, ...opened } = await openAttempt(ports, policy, given).catch(async (error: unknown) => {
    // The form will ask what became of its attempt; nothing left for it.
    if (isProblem(error, 'gateway_unreachable')) await barUnchargedAttempt(ports, given.attempt);
    throw error;
  });
  const { attempt } = opened;
  if (opening.kind === 'exists') return repeatAttempt(ports, opening.attempt, contentOf(given));
  if (opening.kind === 'held') {
    await standBack(ports, given, attempt, opening.attempt);
    // Somebody else was quicker, again and again.
    if (tries >= MOST_TRIES) throw new ProblemError('attempt_pending');
    return initiatePayment(ports, policy, given, tries + 1);
  }
  if (await isBarred(ports, attempt.id)) {
    const detail = 'it came after its form was told that it had never come';
    return recordCharge(ports, attempt, { kind: 'refused', problem: 'attempt_unknown', fields: [], detail });
  }
  return chargeOnce(ports, policy, given, opened);
}

async function chargeOnce(
  ports: Ports,
  policy: InitiationPolicy,
  given: Initiation,
  opened: OpenedAttempt,
): Promise<Attempt> {
  const { attempt } = opened;
  try {
    const charged = await charge(ports, policy, given, opened);
    if (charged.kind === 'charged') return await recordCharge(ports, attempt, charged.outcome);
    ports.log.warn(about(attempt), 'a charge did not leave: it was too late for it, and nothing was charged');
    return (await ports.store.find(attempt.id)) ?? attempt;
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    // The call may have had its effect, and could not be written down: whoever asks next finds out by reference.
    ports.log.error({ ...about(attempt), err: error }, 'a charge could not be made, or what became of it not recorded');
    throw new ProblemError('gateway_unreachable');
  }
}

const isProblem = (error: unknown, code: ProblemCode): boolean =>
  error instanceof ProblemError && error.problem.code === code;
