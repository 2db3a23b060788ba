// The tag of a language in a request.
import * as z from 'zod/mini';

/** A tag such as `hi` or `hi-IN`; languages without words here are allowed, too. */
export const LanguageTag = z.string().check(z.regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/), z.maxLength(35));
