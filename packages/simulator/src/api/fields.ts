// The building blocks of request validation, with the sentences EximPe's backend (Django REST framework) answers.
import { z } from 'zod';
import type { Details } from './api-error.ts';

const REQUIRED = 'This field is required.';

/** The sentence for a value that is absent, null or of the wrong type. */
const orElse =
  (sentence: string) =>
  (issue: { readonly input?: unknown }): string =>
    issue.input === undefined ? REQUIRED : issue.input === null ? 'This field may not be null.' : sentence;

const kindOf = (value: unknown): string =>
  Array.isArray(value) ? 'list' : typeof value === 'string' ? 'str' : typeof value === 'number' ? 'int' : typeof value;

export const text = (max: number) =>
  z
    .string({ error: orElse('Not a valid string.') })
    .refine((value) => value.trim() !== '', 'This field may not be blank.')
    .max(max, `Ensure this field has no more than ${max} characters.`);

export const pattern = (form: RegExp, sentence: string, max = 255) => text(max).regex(form, sentence);

/** One of `words`; with `anyCase`, read in any case and given in lower case. */
export function word<const W extends string>(words: readonly W[], sentence: string, anyCase = true) {
  const known = z.enum(words as unknown as readonly [W, ...W[]], { error: sentence });
  const said = text(64);
  return anyCase ? said.transform((value) => value.toLowerCase()).pipe(known) : said.pipe(known);
}

export const integer = (min: number, max: number) =>
  z
    .int({ error: orElse('A valid integer is required.') })
    .min(min, `Ensure this value is greater than or equal to ${min}.`)
    .max(max, `Ensure this value is less than or equal to ${max}.`);

export const boolean = () => z.boolean({ error: orElse('Must be a valid boolean.') });

export const object = <S extends z.core.$ZodLooseShape>(shape: S) =>
  z.object(shape, {
    error: (issue) => orElse(`Invalid data. Expected a dictionary, but got ${kindOf(issue.input)}.`)(issue),
  });

/** A field that may be absent, null or blank. */
export const optionalText = (max: number) =>
  z
    .string({ error: orElse('Not a valid string.') })
    .max(max, `Ensure this field has no more than ${max} characters.`)
    .nullish()
    .transform((value) => (value === null || value === '' ? undefined : value));

/** The first complaint of each field, nested like the request. */
export function detailsOf(issues: readonly z.core.$ZodIssue[]): Details {
  const details: Record<string, unknown> = {};
  for (const { path, message } of issues) {
    const names = path.length > 0 ? path.map(String) : ['non_field_errors'];
    const last = names.pop() ?? '';
    let place = details;
    for (const name of names) {
      const inner = place[name];
      if (typeof inner === 'string') break;
      place = (place[name] ??= {}) as Record<string, unknown>;
    }
    place[last] ??= message;
  }
  return details as Details;
}
