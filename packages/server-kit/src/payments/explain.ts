// In the sandbox, a problem's message is the mistake itself: it may be shown to the person who tries the form.
import type { Problem, ProblemCode } from '@eximpe/contract';
import { ProblemError } from '../errors/problem-error.ts';
import { redact } from '../redaction/redact.ts';
import type { Ports } from './ports/ports.ts';

/** The limit in the contract. */
const LONGEST_MESSAGE = 500;

/** Undefined in production: a mistake of the shop's belongs in its server's log. Text that looks like card data is removed. */
export const explanation = ({ explainsFaults }: Pick<Ports, 'explainsFaults'>, fault: string): string | undefined =>
  explainsFaults ? withoutUsers(redact(fault) as string).slice(0, LONGEST_MESSAGE) : undefined;

/** A database's error may quote its address, with user and password. */
const withoutUsers = (text: string): string => text.replaceAll(/\/\/[^\s/@]+@/g, '//[user]@');

/** The problem, with the mistake as its message if that may be shown; else with the text of the contract's table. */
export function explained(
  ports: Pick<Ports, 'explainsFaults'>,
  code: ProblemCode,
  fault: string,
  more: Partial<Omit<Problem, 'code' | 'message'>> = {},
): ProblemError {
  const message = explanation(ports, fault);
  return new ProblemError(code, message === undefined ? more : { ...more, message });
}
