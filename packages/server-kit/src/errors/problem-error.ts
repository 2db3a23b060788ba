// Thrown by a use case that can't go on: carries the problem that the shopper's form will be told.
import { problem, type Problem, type ProblemCode } from '@eximpe/contract';

export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;

  constructor(code: ProblemCode, more: Partial<Omit<Problem, 'code'>> = {}) {
    super(code);
    this.problem = problem(code, more);
  }
}
