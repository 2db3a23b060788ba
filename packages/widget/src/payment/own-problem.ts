// A problem that the widget found by itself. Shoppers read the form's words for its code.
import type { Problem, ProblemCode } from '@eximpe/contract';

export const ownProblem = (code: ProblemCode): Problem => ({ code, message: code });
