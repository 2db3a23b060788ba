// Masks what callers sent, so that it can be shown: no card number, no security code, no secret, and at most one page.

const SECRET_HEADERS: ReadonlySet<string> = new Set(['x-client-secret', 'authorization', 'cookie']);
const SECRET_FIELDS: ReadonlySet<string> = new Set(['cvv', 'cvc', 'otp', 'bin']);

const MOST_DEPTH = 8;
const MOST_MEMBERS = 60;
const MOST_CHARACTERS = 300;
/** Nineteen digits with a space between any two. */
const LONGEST_PAN = 37;

/** Twelve to nineteen digits, with any spacing: all but the last four become `X`. A UUID stays as it is, although many contain such a run. */
const UUID_OR_PAN =
  /(?<uuid>(?<![\da-z])[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}(?![\da-z]))|\d(?:[ -]?\d){11,18}/gi;

export const maskText = (text: string): string =>
  text
    // A card number that is cut in two would not be recognised, so this first cut leaves some characters for the second.
    .slice(0, MOST_CHARACTERS + LONGEST_PAN)
    .replace(UUID_OR_PAN, (match, uuid?: string) => uuid ?? match.slice(0, -4).replaceAll(/\d/g, 'X') + match.slice(-4))
    .slice(0, MOST_CHARACTERS);

export function maskBody(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return maskText(value);
  if (typeof value === 'number') return Math.abs(value) >= 1e11 ? maskText(String(value)) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MOST_DEPTH) return '…';
  if (Array.isArray(value)) return value.slice(0, MOST_MEMBERS).map((member) => maskBody(member, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MOST_MEMBERS)
      .map(([key, member]) => [
        maskText(key),
        SECRET_FIELDS.has(key.toLowerCase()) ? '***' : maskBody(member, depth + 1),
      ]),
  );
}

export const maskHeaders = (headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      SECRET_HEADERS.has(name) ? '***' : maskText(String(value ?? '')),
    ]),
  );
