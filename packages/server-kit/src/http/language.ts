// The language of our own pages: the form's wish, then the browser's, then English.
import type { Language } from '@eximpe/contract';
import { parseAccept } from 'hono/utils/accept';
import { chooseLanguage } from '../pages/texts.ts';
import type { Call } from './call.ts';

export function languageOf(call: Call): Language {
  const wish = call.query.get('lang');
  const accepted = parseAccept(call.header('accept-language') ?? '').map(({ type }) => type);
  return chooseLanguage(wish === null ? accepted : [wish, ...accepted]);
}
