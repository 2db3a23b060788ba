// The problem that a form gets for an attempt whose charge was refused.
import { problem, type Problem } from '@eximpe/contract';
import type { Attempt } from '../attempt/attempt.ts';

/** Names only fields of the form; other fields that EximPe refused are in the log, for the merchant. */
export function refusedProblem({ problem: code, refusedFields, fault }: Attempt): Problem {
  const fields = refusedFields.filter((field) => field.startsWith('card.'));
  return problem(code ?? 'merchant_misconfigured', {
    ...(fields.length > 0 ? { fields } : {}),
    ...(fault === null ? {} : { message: fault }),
  });
}
