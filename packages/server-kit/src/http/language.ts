// The language of our own pages: the form's, then the browser's, then English.
import type { Language } from '@eximpe/contract';
import { parseAccept } from 'hono/utils/accept';
import { chooseLanguage } from '../pages/texts.ts';
import type { Call } from './call.ts';

/** `known` is the form's language, from the attempt: it goes before what the address says, which may be EximPe's to choose. */
export function languageOf(call: Call, known?: Language | null): Language {
  const wish = known ?? call.query.get('lang');
  const accepted = parseAccept(call.header('accept-language') ?? '').map(({ type }) => type);
  return chooseLanguage(wish === null ? accepted : [wish, ...accepted]);
}
