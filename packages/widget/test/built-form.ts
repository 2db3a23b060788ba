// The form that the element's tests use in the project "widget, one file": the files that a server-kit serves.
import type * as Source from './form-under-test.ts';

const load = async (file: string): Promise<{ default: unknown }> =>
  (await import(/* @vite-ignore */ `/dist/${file}`)) as { default: unknown };

await load('card-form.js');
export const EximpeCardForm = customElements.get('eximpe-card-form') as unknown as typeof Source.EximpeCardForm;
export const diagnose = (await load('parts/diagnostics.js')).default as typeof Source.diagnose;
export const createFramedForm = (await load('parts/framed.js')).default as typeof Source.createFramedForm;
export const createBinLookup = (await load('parts/bin-lookup.js')).default as typeof Source.createBinLookup;
export const createSavedCards = (await load('saved-cards.js')).default as typeof Source.createSavedCards;

export const IS_BUILT: boolean = true;
export const speak: typeof Source.speak = () => {};
