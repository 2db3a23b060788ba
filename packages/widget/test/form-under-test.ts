// The form that the element's tests use: the source. In the project "widget, one file" built-form.ts replaces it.
import { registerLanguage } from '../src/i18n/languages.ts';
import type { Messages } from '../src/i18n/messages.ts';

export { EximpeCardForm } from '../src/element/card-form-element.ts';
export { default as diagnose } from '../src/parts/diagnostics.ts';
export { default as createFramedForm } from '../src/parts/framed.ts';
export { default as createBinLookup } from '../src/parts/bin-lookup.ts';
export { default as createSavedCards } from '../src/saved-cards/saved-cards.ts';

/** Whether it is the built form: one file, which exports nothing. */
export const IS_BUILT: boolean = false;

/** Makes the language available to the form; the built one loads its texts itself. */
export const speak = (lang: string, messages: Messages): void => registerLanguage(lang, messages);
