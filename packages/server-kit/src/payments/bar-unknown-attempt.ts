// An attempt that nobody knows is barred when its form asks for it: told that it never came, it may not come any more.
import type { AttemptId } from '@eximpe/contract';
import { ProblemError } from '../errors/problem-error.ts';
import { referenceFor, type Attempt } from './attempt.ts';
import { explained } from './explain.ts';
import type { Ports } from './ports/ports.ts';
import { reportNoAnswer } from './report-no-answer.ts';

/** Longer than any request can be on its way. */
const BARRED_MS = 3_600_000;

const keyOf = (id: AttemptId): string => `barred:${id}`;

/**
 * The attempt, should it have come just now. Else it is barred, and this rejects with what its form is to be told:
 * `attempt_unknown` only when it is certain that nothing was charged.
 *
 * A charge is written down first and looks here after; this writes first and looks there after: one of the two sees the other.
 */
export async function barUnknownAttempt(ports: Ports, id: AttemptId): Promise<Attempt> {
  const isUncharged = (await ports.store.get(keyOf(id))) === 'uncharged';
  if (!isUncharged) await ports.store.put(keyOf(id), 'unknown', BARRED_MS);
  const attempt = await ports.store.find(id);
  if (attempt) return attempt;
  throw isUncharged ? new ProblemError('attempt_unknown') : await explainUnknown(ports, id);
}

/** Nothing left for this attempt, and nothing will: its form is told so without asking EximPe. */
export const barUnchargedAttempt = (ports: Ports, id: AttemptId): Promise<void> =>
  ports.store.put(keyOf(id), 'uncharged', BARRED_MS);

export const isBarred = async (ports: Ports, id: AttemptId): Promise<boolean> =>
  (await ports.store.get(keyOf(id))) !== undefined;

/** A store that forgets may have forgotten this one: then EximPe is asked by reference, which is made from the attempt id. */
async function explainUnknown(ports: Ports, id: AttemptId): Promise<ProblemError> {
  if (ports.store.durable) return new ProblemError('attempt_unknown');
  const answer = await ports.gateway.askByReference(referenceFor(id));
  if (answer.kind === 'absent') return new ProblemError('attempt_unknown');
  if (answer.kind === 'known') return new ProblemError('outcome_unknown');
  await reportNoAnswer(ports, 'status', answer);
  return explained(ports, answer.kind === 'denied' ? 'merchant_misconfigured' : 'gateway_unreachable', answer.detail);
}
