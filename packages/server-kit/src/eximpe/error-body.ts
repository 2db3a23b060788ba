// EximPe's error bodies: reads four documented forms into one, which holds no secrets.
import { z } from 'zod';

const nullishText = z.string().nullish();

/** The documented forms; their fields tell them apart. */
const Envelope = z.object({
  error: z.object({
    code: nullishText,
    message: nullishText,
    details: z.unknown().optional(),
    type: nullishText,
    errors: z.array(z.object({ code: nullishText, detail: nullishText, attr: nullishText })).optional(),
  }),
});
const Bare = z.object({ detail: z.string() });
const Loose = z.object({ message: z.string() });

export interface RefusedField {
  /** As EximPe names it: `buyer.phone`. Empty when it names none. */
  readonly path: string;
  readonly says: string;
}

export interface ErrorBody {
  /** `ERR_…`, or null when there was none. */
  readonly code: string | null;
  /** One line. */
  readonly message: string;
  readonly fields: readonly RefusedField[];
}

const MOST_FIELDS = 20;
const MOST_CHARACTERS = 300;
const LONGEST_PATH = 100;

/**
 * Null for a body in none of the forms: HTML, an empty body, another server's JSON.
 * @param clean takes secrets out of a text: an error may repeat what was sent, also as the name of a field
 */
export function readErrorBody(body: unknown, clean: (text: string) => string): ErrorBody | null {
  const said = recognise(body);
  if (!said) return null;
  const short = (text: string): string => clean(text).slice(0, MOST_CHARACTERS);
  return {
    code: said.code && /^[\w-]{1,60}$/.test(said.code) ? short(said.code) : null,
    message: short(said.message),
    fields: said.fields
      .slice(0, MOST_FIELDS)
      .map(({ path, says }) => ({ path: short(path).slice(0, LONGEST_PATH), says: short(says) })),
  };
}

function recognise(body: unknown): ErrorBody | null {
  const envelope = Envelope.safeParse(body);
  if (envelope.success) {
    const { code, message, details, type, errors } = envelope.data.error;
    const listed = (errors ?? []).map(({ attr, detail }) => ({ path: attr ?? '', says: detail ?? '' }));
    const fields = [...flatten(details), ...listed];
    return { code: code ?? null, message: message ?? type ?? fields[0]?.says ?? '', fields };
  }
  const bare = Bare.safeParse(body);
  if (bare.success) return { code: null, message: bare.data.detail, fields: [] };
  const loose = Loose.safeParse(body);
  return loose.success ? { code: null, message: loose.data.message, fields: [] } : null;
}

function flatten(details: unknown, path = '', depth = 0): RefusedField[] {
  if (typeof details === 'string') return [{ path, says: details }];
  if (Array.isArray(details)) return details.slice(0, 5).flatMap((item) => flatten(item, path, depth + 1));
  if (typeof details !== 'object' || details === null || depth > 5) return [];
  return Object.entries(details).flatMap(([key, value]) => flatten(value, path ? `${path}.${key}` : key, depth + 1));
}
