// How the shop has the pay page look: its name, logo, colours and usual language.
import type { Language } from '@eximpe/contract/languages';

/** Custom properties: the form's, `--eximpe-page` (around the form) and `--eximpe-surface` (behind it). */
export type PageTokens = Readonly<Record<string, string>>;

export interface PageLooks {
  readonly shopName: string;
  readonly logoUrl: string | undefined;
  readonly language: Language;
  readonly tokens: PageTokens;
}

const NAME = /^--eximpe-[a-z][a-z-]*$/;
/** It can't leave its declaration (no braces, no comments, quotes in pairs), nor load anything (no `url()`). */
const VALUE = /^(?!.*\b(?:url|image-set)\s*\()(?!.*\/\*)(?:[\w\s#%.,()+*/-]|'[\w\s-]*'|"[\w\s-]*")+$/i;

/**
 * @param text declarations as in a style sheet: `--eximpe-accent: #0b6b53; --eximpe-on-accent: #fff`
 * @returns the tokens, and a sentence for each thing that is none
 */
export function readTokens(text: string): { readonly tokens: PageTokens; readonly faults: readonly string[] } {
  const tokens: Record<string, string> = {};
  const faults: string[] = [];
  for (const declaration of text.split(';').map((each) => each.trim())) {
    if (declaration === '') continue;
    const [name = '', value = ''] = declaration.split(/\s*:\s*(.*)/s);
    if (NAME.test(name) && VALUE.test(value)) tokens[name] = value;
    else faults.push(`must be like “--eximpe-radius: 4px; …”, which “${declaration}” is not`);
  }
  // On dark pages the form's own is dark ink: on a dark accent nobody could read it.
  if ('--eximpe-accent' in tokens && !('--eximpe-on-accent' in tokens))
    faults.push('must have --eximpe-on-accent, too: the ink on your accent, on light pages and on dark ones');
  return { tokens, faults };
}

export const declarationsOf = (tokens: PageTokens): string =>
  Object.entries(tokens)
    .map(([name, value]) => `${name}: ${value};`)
    .join(' ');
