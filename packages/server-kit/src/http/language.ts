// The language of our own pages: the form's, then the browser's, then English.
import { isLanguage, type Language } from '@eximpe/contract';
import { parseAccept } from 'hono/utils/accept';
import type { Call } from './call.ts';

/** `known` is the form's language, from the attempt: it goes before what the address says, which may be EximPe's to choose. */
export function languageOf(call: Call, known?: Language | null): Language {
  const wish = known ?? call.query.get('lang');
  const accepted = parseAccept(call.header('accept-language') ?? '').map(({ type }) => type);
  return chooseLanguage(wish === null ? accepted : [wish, ...accepted]);
}

/** The first wish that we have words for, `hi` for `hi-IN`; English otherwise. */
function chooseLanguage(wishes: readonly string[]): Language {
  for (const wish of wishes) {
    const [code = ''] = wish.toLowerCase().split('-');
    if (isLanguage(code)) return code;
  }
  return 'en';
}
