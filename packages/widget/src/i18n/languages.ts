// The words of the form: the English ones are here, and those of other languages load on demand.
import { isLanguage } from '@eximpe/contract/languages';
import { loadPart } from '../load-part.ts';
import { form as en } from './lang/en.ts';
import type { Messages } from './messages.ts';
import { unpack, type PackedMessages } from './packed-messages.ts';

const loaded = new Map<string, Messages>([['en', en]]);
const loading = new Map<string, Promise<void>>();

/** Adds or replaces a language; for bundlers, which can't follow the form's own import. */
export function registerLanguage(lang: string, messages: Messages | PackedMessages): void {
  const known = Array.isArray(messages) ? unpack(messages) : (messages as Messages);
  if (known) loaded.set(lang, known);
}

/** The language of an element: its own `lang`, or that of its nearest ancestor with one, or English; `hi` for `hi-IN` and `hi_IN`. */
export function languageOf(element: Element): string {
  for (let at: Node | null = element; at; at = at.parentNode ?? (at as Partial<ShadowRoot>).host ?? null) {
    const lang = (at as Partial<Element>).getAttribute?.('lang');
    if (lang) return lang.toLowerCase().split(/[-_]/)[0] ?? lang;
  }
  return 'en';
}

/** The messages in that language; English while they load, and if there are none. `arrived` is called when they have loaded. */
export function messagesIn(lang: string, arrived: () => void): Messages {
  const known = loaded.get(lang);
  if (!known && isLanguage(lang)) {
    if (!loading.has(lang)) loading.set(lang, load(lang));
    void loading.get(lang)?.then(arrived);
  }
  return known ?? en;
}

/** If a language does not load, the form stays in English. */
async function load(lang: string): Promise<void> {
  const packed = await loadPart<PackedMessages>(`lang/${lang}.js`);
  if (packed) registerLanguage(lang, packed);
  if (!loaded.has(lang)) loaded.set(lang, en);
}
