// Addresses that a page names in its elements and in strings of its scripts. Addresses that a script builds are not found.
import { all, attribute } from './script/world.ts';

const SUBMITTING = ['action', 'formaction'];
const LEADING = [...SUBMITTING, 'src', 'href', 'data'];
/** In a script or a handler: addresses with their scheme, or directly after a quote. */
const IN_SCRIPT = /(?:https?:|["'`])\/\/[^\s"'`<>\\]+/gi;

/** The addresses to which its forms post. */
export const actionsIn = (page: Document): readonly string[] => attributesIn(page, SUBMITTING);

export function addressesIn(page: Document): readonly string[] {
  const elements = all(page, '*');
  const scripts = elements.flatMap((element) => [
    element instanceof HTMLScriptElement ? element.textContent : null,
    ...handlersOf(element).map((name) => attribute(element, name)),
  ]);
  const inScripts = written(scripts).flatMap((script) => script.match(IN_SCRIPT) ?? []);
  return [...attributesIn(page, LEADING), ...inScripts.map((address) => address.replace(/^["'`]/, ''))];
}

/** Clobber-proof: a field may be called `attributes`. */
const handlersOf = (element: Element): string[] =>
  Element.prototype.getAttributeNames.call(element).filter((name) => name.startsWith('on'));

const attributesIn = (page: Document, names: readonly string[]): readonly string[] =>
  written(all(page, '*').flatMap((element) => names.map((name) => attribute(element, name))));

const written = (texts: readonly (string | null)[]): readonly string[] => texts.filter((text) => text !== null);
