// Finds the tags and attributes that a piece of HTML has, and the properties and events that Lit sets there.
import { attributeFeatures, isYoungName, namedFeatures, tagFeatures } from './features.mjs';

const TAGS = /<([a-z][a-z0-9]*)(?![\w-])((?:\s+[^\s"'<>=/]+(?:=(?:"[^"]*"|'[^']*'|[^\s"'>]*))?)*)/g;
const ATTRIBUTES = /\s([^\s"'<>=/]+)(?:=(?:"[^"]*"|'[^']*'|[^\s"'>]*))?/g;
/** ARIA and data are read by others than browsers alone, and do no harm where they are not. */
const HARMLESS = /^(?:aria-|data-|role$|part$)/;

/** Each use: `{ name, features }`. */
export function usedMarkup(html) {
  const uses = [];
  for (const [, tag, attributes] of html.matchAll(TAGS)) {
    uses.push({ name: `<${tag}>`, features: tagFeatures(tag) });
    for (const [, written] of attributes.matchAll(ATTRIBUTES)) {
      const name = written.replace(/^[?.@]/, '');
      // A property or an event.
      if (/^[.@]/.test(written)) {
        if (isYoungName(name)) uses.push({ name: written, features: namedFeatures(name) });
      } else if (!HARMLESS.test(name)) uses.push({ name: `<${tag} ${name}>`, features: attributeFeatures(tag, name) });
    }
  }
  return uses;
}
