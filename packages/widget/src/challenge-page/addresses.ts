// Addresses that a page names, in its elements and as texts of its scripts. What a script puts together is not among them.
import { all, attribute } from './script/world.ts';

const LEADING = ['action', 'formaction', 'src', 'href', 'data'];
/** In a script or a handler: with their scheme, or right behind a quote. */
const IN_SCRIPT = /(?:https?:|["'`])\/\/[^\s"'`<>\\]+/gi;

export function addressesIn(page: Document): readonly string[] {
  const elements = all(page, '*');
  const led = elements.flatMap((element) => LEADING.map((name) => attribute(element, name)));
  const scripts = elements.flatMap((element) => [
    element instanceof HTMLScriptElement ? element.textContent : null,
    ...handlersOf(element).map((name) => attribute(element, name)),
  ]);
  const written = (texts: readonly (string | null)[]): string[] => texts.filter((text) => text !== null);
  const inScripts = written(scripts).flatMap((script) => script.match(IN_SCRIPT) ?? []);
  return [...written(led), ...inScripts.map((address) => address.replace(/^["'`]/, ''))];
}

/** Clobber-proof: a field may be called `attributes`. */
const handlersOf = (element: Element): string[] =>
  Element.prototype.getAttributeNames.call(element).filter((name) => name.startsWith('on'));
