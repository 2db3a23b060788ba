// The problem that a form gets for an attempt whose charge was refused.
import { problem, type Problem } from '@eximpe/contract';
import type { Attempt } from '../attempt/attempt.ts';

/** Only fields that the form has are named; what else EximPe did not like is for the merchant, and in the log. */
export function refusedProblem({ problem: code, refusedFields, fault }: Attempt): Problem {
  const fields = refusedFields.filter((field) => field.startsWith('card.'));
  return problem(code ?? 'merchant_misconfigured', {
    ...(fields.length > 0 ? { fields } : {}),
    ...(fault === null ? {} : { message: fault }),
  });
}
