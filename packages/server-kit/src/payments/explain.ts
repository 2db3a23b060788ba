// In the sandbox, where a mistake may be shown to the person who tries the form, a problem's message is the fault itself.
import type { Problem, ProblemCode } from '@eximpe/contract';
import { ProblemError } from '../errors/problem-error.ts';
import { redact } from '../redaction/redact.ts';
import type { Ports } from './ports/ports.ts';

/** As the contract has it. */
const LONGEST_MESSAGE = 500;

/** Undefined in production: what is wrong with a shop is for its server's log. Whatever looks like a card is taken out. */
export const explanation = ({ explainsFaults }: Pick<Ports, 'explainsFaults'>, fault: string): string | undefined =>
  explainsFaults ? (redact(fault) as string).slice(0, LONGEST_MESSAGE) : undefined;

/** The problem with the fault for its message, where that may be shown; else in the words of the contract's table. */
export function explained(
  ports: Pick<Ports, 'explainsFaults'>,
  code: ProblemCode,
  fault: string,
  more: Partial<Omit<Problem, 'code' | 'message'>> = {},
): ProblemError {
  const message = explanation(ports, fault);
  return new ProblemError(code, message === undefined ? more : { ...more, message });
}
