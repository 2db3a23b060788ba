// The shop's choices for the pay page: its name, logo, colours and usual language.
import { PAGE_TOKEN_NAME, PAGE_TOKEN_VALUE, type Language, type PageTokens } from '@eximpe/contract';

export interface PageLooks {
  readonly shopName: string;
  readonly logoUrl: string | undefined;
  readonly language: Language;
  /** The form's tokens, `--eximpe-page` (around the form) and `--eximpe-surface` (behind it). */
  readonly tokens: PageTokens;
}

/**
 * @param text declarations as in a style sheet: `--eximpe-accent: #0b6b53; --eximpe-on-accent: #fff`
 * @returns the tokens, and a sentence for each invalid declaration
 */
export function readTokens(text: string): { readonly tokens: PageTokens; readonly faults: readonly string[] } {
  const tokens: Record<string, string> = {};
  const faults: string[] = [];
  for (const declaration of text.split(';').map((each) => each.trim())) {
    if (declaration === '') continue;
    const [name = '', value = ''] = declaration.split(/\s*:\s*(.*)/s);
    if (PAGE_TOKEN_NAME.test(name) && PAGE_TOKEN_VALUE.test(value)) tokens[name] = value;
    else faults.push(`must be like “--eximpe-radius: 4px; …”, not “${declaration}”`);
  }
  // On dark pages, the form's default text colour on the accent is dark: on a dark accent nobody could read it.
  if ('--eximpe-accent' in tokens && !('--eximpe-on-accent' in tokens))
    faults.push('must have --eximpe-on-accent, too: the text colour on your accent, on light and dark pages');
  return { tokens, faults };
}
