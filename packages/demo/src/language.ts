// The language of a demo page: from its address, else from the last page, so that it is known when a shopper comes back from the card server.
import { LANGUAGE_CODES, type Language } from '@eximpe/contract/languages';
import type { Request, Response } from 'express';

const COOKIE = 'lang';

export function languageOf({ query, headers }: Request, response: Response): Language {
  const wished = readLanguage(query['lang']);
  if (wished) response.cookie(COOKIE, wished, { httpOnly: true, sameSite: 'lax', path: '/' });
  return (
    wished ?? readLanguage(new RegExp(`(?:^|; )${COOKIE}=([a-z]+)(?:;|$)`).exec(headers.cookie ?? '')?.[1]) ?? 'en'
  );
}

const readLanguage = (text: unknown): Language | undefined => LANGUAGE_CODES.find((code) => code === text);
