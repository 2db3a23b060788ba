// Removes card numbers from texts and log details, whoever wrote them.
import { passesLuhn } from '../luhn.ts';

/**
 * 12 digits or more, even with single spaces, tabs, dots or dashes between them: a PAN is often followed by expiry
 * and code. A UUID stays: one in thirty holds such a run of digits, and a log line without its attempt id is useless.
 */
const UUID_OR_DIGIT_RUN =
  /(?<uuid>(?<![\da-z])[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}(?![\da-z]))|\d(?:[ \t.-]?\d){11,}/gi;
const PAN_LENGTHS = [13, 14, 15, 16, 17, 18, 19];
const SECRET_NAMES =
  /^(?:number|card_?number|pan|cvv|cvc|cvv2|token|card_?token|client_?secret|encryption_?key|secret|authorization|cookie|x-client-secret)$/i;
const DEEPEST = 6;

/** Card numbers begin with these digits (ISO/IEC 7812); times in milliseconds and most ids do not, so they stay readable. */
const PAN_START = /[2-68]/;

function holdsPan(run: string): boolean {
  const digits = run.replaceAll(/\D/g, '');
  return Array.from(digits).some(
    (first, start) =>
      PAN_START.test(first) &&
      PAN_LENGTHS.some((length) => start + length <= digits.length && passesLuhn(digits.slice(start, start + length))),
  );
}

const inDigitRuns = (text: string, replace: (run: string) => string): string =>
  text.replace(UUID_OR_DIGIT_RUN, (match, uuid?: string) => uuid ?? replace(match));

/** For text from others: removes every long run of digits, and every secret whose value is known. */
export function redactForeign(text: string, secrets: readonly string[] = []): string {
  let clean = inDigitRuns(text, () => '[digits]');
  for (const secret of secrets) if (secret.length >= 3) clean = clean.replaceAll(secret, '[secret]');
  return clean;
}

/** A copy of log details without anything that looks like a card number or is named like a secret. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return inDigitRuns(value, (run) => (holdsPan(run) ? '[digits]' : run));
  if (typeof value === 'number' || typeof value === 'bigint') return holdsPan(String(value)) ? '[digits]' : value;
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth >= DEEPEST) return '[deep]';
  if (value instanceof Error) return redactError(value, depth);
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, SECRET_NAMES.test(key) ? '[secret]' : redact(item, depth + 1)]),
  );
}

/** Errors keep name, message, code, cause and the errors that they collect; other properties are removed, since they may hold requests. */
function redactError(error: Error, depth: number): unknown {
  const { code } = error as Error & { code?: unknown };
  return {
    name: error.name,
    message: redact(error.message),
    ...(typeof code === 'string' ? { code } : {}),
    ...(error.stack ? { stack: redact(error.stack) } : {}),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
    // When a host has several addresses and none answers, the outer error says nothing.
    ...(error instanceof AggregateError ? { errors: redact(error.errors, depth + 1) } : {}),
  };
}
