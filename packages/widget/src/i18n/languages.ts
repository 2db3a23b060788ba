// The languages of the form: English is here, the others come when they are asked for.
import { HERE } from '../here.ts';
import { en } from './en.ts';
import type { Messages } from './messages.ts';
import { unpack, type PackedMessages } from './packed-messages.ts';

/** Those that have a file of their own beside the form's. */
const OTHERS = ['hi', 'bn', 'mr', 'te', 'ta', 'gu', 'kn', 'ml', 'pa', 'or', 'ur', 'ar'];
const here = new Map<string, Messages>([['en', en]]);
const coming = new Map<string, Promise<void>>();

export const directionOf = (lang: string): 'ltr' | 'rtl' => (lang === 'ur' || lang === 'ar' ? 'rtl' : 'ltr');

/** Adds a language, or replaces one; for bundlers, which can't follow the form's own import. */
export function registerLanguage(lang: string, messages: Messages | PackedMessages): void {
  const known = Array.isArray(messages) ? unpack(messages) : (messages as Messages);
  if (known) here.set(lang, known);
}

/** The language of an element: its own `lang`, or that of what it stands in; `hi` for `hi-IN`. */
export function languageOf(element: Element): string {
  for (let at: Node | null = element; at; at = at.parentNode ?? (at as Partial<ShadowRoot>).host ?? null) {
    const lang = at instanceof Element && at.getAttribute('lang');
    if (lang) return lang.split('-')[0]?.toLowerCase() ?? '';
  }
  return '';
}

/** The messages in that language. While they are on their way, and where there are none, English; `arrived` is called when they come. */
export function messagesIn(lang: string, arrived: () => void): Messages {
  const known = here.get(lang);
  if (!known && OTHERS.includes(lang)) {
    if (!coming.has(lang)) coming.set(lang, load(lang));
    void coming.get(lang)?.then(arrived);
  }
  return known ?? en;
}

async function load(lang: string): Promise<void> {
  try {
    const { default: packed } = (await import(/* @vite-ignore */ `${HERE}lang/${lang}.js`)) as {
      default: PackedMessages;
    };
    registerLanguage(lang, packed);
  } catch {
    // A language that does not come leaves the form in English.
  }
  if (!here.has(lang)) here.set(lang, en);
}
