// The language of our own pages: the form's wish, then the browser's, then English.
import type { Request } from 'express';
import { chooseLanguage, type Language } from '../pages/texts.ts';

export function languageOf(request: Request): Language {
  const { lang } = request.query;
  return chooseLanguage([...(typeof lang === 'string' ? [lang] : []), ...request.acceptsLanguages()]);
}
