// Makes text and log details blind to card numbers, whoever wrote them.

/** 12–19 digits, also when grouped by single spaces or dashes. */
const DIGIT_RUN = /(?<!\d)\d(?:[ -]?\d){11,18}(?!\d)/g;
const SECRET_NAMES =
  /^(?:number|card_?number|pan|cvv|cvc|cvv2|token|card_?token|client_?secret|encryption_?key|secret|authorization|cookie|x-client-secret)$/i;
const DEEPEST = 6;

/** Every PAN does; times and ids rarely do, and stay readable. */
function passesLuhn(run: string): boolean {
  const digits = run
    .split('')
    .filter((character) => character >= '0')
    .map(Number)
    .toReversed();
  const sum = digits.reduce(
    (total, digit, index) => total + (index % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0)),
    0,
  );
  return sum % 10 === 0;
}

/** Text of others: every long run of digits goes, and every secret that is known by value. */
export function redactForeign(text: string, secrets: readonly string[] = []): string {
  let clean = text.replace(DIGIT_RUN, '[digits]');
  for (const secret of secrets) if (secret.length >= 3) clean = clean.replaceAll(secret, '[secret]');
  return clean;
}

/** A copy of log details without anything that looks like a card number or is named like a secret. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.replace(DIGIT_RUN, (run) => (passesLuhn(run) ? '[digits]' : run));
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST) return '[deep]';
  if (value instanceof Error) return redactError(value, depth);
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, SECRET_NAMES.test(key) ? '[secret]' : redact(item, depth + 1)]),
  );
}

/** Errors keep name, message, code and cause; their other properties may hold requests, and go. */
function redactError(error: Error, depth: number): unknown {
  const { code } = error as Error & { code?: unknown };
  return {
    name: error.name,
    message: redact(error.message),
    ...(typeof code === 'string' ? { code } : {}),
    ...(error.stack ? { stack: redact(error.stack) } : {}),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
  };
}
