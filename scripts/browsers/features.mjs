// Finds in MDN's data what TypeScript, HTML and CSS call by their own names.
import { bcd, compatOf, featureAt, lackedBy } from './minimum.mjs';

/** A feature: MDN's node with its path, e.g. `api.URL.canParse_static`; none or one in a list. */
const at = (path, node) => (compatOf(node) ? [{ path, node }] : []);

/** @type {[path: string, interfaces: Record<string, any>][]} */
const ROOTS = [
  ['api', bcd.api],
  ['javascript.builtins', bcd.javascript.builtins],
  ['javascript.builtins.Intl', bcd.javascript.builtins.Intl],
];

/** Interfaces that MDN calls otherwise, or describes as another one's members. */
const MDN_OWNERS = {
  ReadonlyArray: 'Array',
  ReadonlySet: 'Set',
  ReadonlyMap: 'Map',
  Uint8Array: 'TypedArray',
  CallableFunction: 'Function',
  NewableFunction: 'Function',
  Console: 'console',
  WindowOrWorkerGlobalScope: 'Window',
};

/** What MDN describes elsewhere, or only with the whole that it belongs to. */
const ELSEWHERE = {
  'ImportMeta.url': 'javascript.operators.import_meta',
  'IArguments.length': 'javascript.functions.arguments.length',
  'PropertyDescriptor.get': 'javascript.builtins.Object.defineProperty',
  'PropertyDescriptor.set': 'javascript.builtins.Object.defineProperty',
  'PropertyDescriptor.value': 'javascript.builtins.Object.defineProperty',
  'EventSource.OPEN': 'api.EventSource',
  'Node.DOCUMENT_POSITION_FOLLOWING': 'api.Node.compareDocumentPosition',
};

/** Everything that is called so, whosever it is. */
const named = new Map();
/** Options are described below what they are given to, where they are younger: `….options_parameter.signal`, `….options_signal_parameter`. */
const options = new Map();

const push = (index, key, feature) => index.set(key, [...(index.get(key) ?? []), ...feature]);
function indexInterfaces(path, parent, depth) {
  for (const [key, node] of Object.entries(parent)) {
    if (key === '__compat') continue;
    const inside = `${path}.${key}`;
    if (path.endsWith('_parameter')) push(options, key, at(inside, node));
    if (/_\w+_parameter$/.test(key)) push(options, key.replace('_parameter', '').split('_').at(-1), at(inside, node));
    else if (depth < 2) push(named, key.replace(/_(?:static|event)$/, ''), at(inside, node));
    indexInterfaces(inside, node, depth + 1);
  }
}
for (const [path, root] of ROOTS) indexInterfaces(path, root, 0);

/** Every member and global of that name. */
export const namedFeatures = (name) => named.get(name) ?? [];

/** Every option of that name; none is an option as old as what it is given to. */
export const optionFeatures = (name) => options.get(name) ?? [];

/** Is nothing that is called so in all promised browsers? Then it is young, whosever it is. */
export const isYoungName = (name) =>
  namedFeatures(name).length > 0 && namedFeatures(name).every(({ node }) => lackedBy(node));

/** A global: an interface, a function, or what hangs on `window`. */
export function globalFeatures(name) {
  const found = ROOTS.map(([path, root]) => at(`${path}.${name}`, root[name]));
  return [...found, ofOwner('Window', name, false), namedFeatures(name)].find((each) => each.length > 0) ?? [];
}

function ofOwner(owner, name, isStatic) {
  const mdn = MDN_OWNERS[owner] ?? owner;
  const names = isStatic ? [`${name}_static`, name] : [name, `${name}_static`];
  if (name.startsWith('on')) names.push(`${name.slice(2)}_event`);
  return (
    ROOTS.flatMap(([path, root]) => names.map((each) => at(`${path}.${mdn}.${each}`, root[mdn]?.[each]))).find(
      (each) => each.length > 0,
    ) ?? []
  );
}

/**
 * A member. @param owners the interface that declares it, and those that have it from there: MDN describes a mixin's members at these. Where
 * none has it, all that is called so
 */
export function memberFeatures(owners, name, isStatic) {
  const [owner] = owners;
  if (name === 'prototype') return globalFeatures(owner);
  const elsewhere = ELSEWHERE[`${owner}.${name}`];
  if (elsewhere) return [featureAt(elsewhere)];
  if (/^CSSStyle(?:Properties|Declaration)$/.test(owner)) {
    const property = propertyFeatures(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
    if (property.length > 0) return property;
  }
  for (const each of owners) {
    const found = ofOwner(each, name, isStatic);
    if (found.length > 0) return found;
  }
  return namedFeatures(name);
}

/** `new Intl.NumberFormat()`, `CSS.supports()` */
export const namespaceFeatures = (namespace, name) => ofOwner(namespace, name, true);

const { elements, global_attributes: globals } = bcd.html;

export const tagFeatures = (tag) => [
  ...at(`html.elements.${tag}`, elements[tag]),
  ...at(`svg.elements.${tag}`, bcd.svg.elements[tag]),
];

export function attributeFeatures(tag, name) {
  if (name === 'type') return tagFeatures(tag);
  const own = elements[tag]?.[name];
  if (own) return at(`html.elements.${tag}.${name}`, own);
  const ofAll = at(`html.global_attributes.${name}`, globals[name]);
  const drawn = bcd.svg.elements[tag];
  if (ofAll.length > 0 || !drawn) return ofAll;
  const inDrawing = at(`svg.elements.${tag}.${name}`, drawn[name]);
  // Many attributes of a drawing are properties of CSS.
  return inDrawing.length > 0 ? inDrawing : propertyFeatures(name);
}

const { properties, selectors, types, 'at-rules': atRules } = bcd.css;

/** Functions and units by name, wherever MDN has them below a type. */
const ofTypes = new Map();
function indexTypes(path, parent) {
  const below = Object.entries(parent).filter(([key]) => key !== '__compat');
  // The one that is less deep is the thing itself.
  for (const [key, node] of below)
    if (compatOf(node) && !ofTypes.has(key)) ofTypes.set(key, at(`${path}.${key}`, node));
  for (const [key, node] of below) indexTypes(`${path}.${key}`, node);
}
indexTypes('css.types', types);

export const propertyFeatures = (name) => at(`css.properties.${name}`, properties[name]);
/** Only where MDN tells of a keyword by itself; others are as old as their property. */
export const keywordFeatures = (property, keyword) =>
  at(`css.properties.${property}.${keyword}`, properties[property]?.[keyword]);
const typeFeatures = (name) => ofTypes.get(name) ?? [];
/** `minmax()` is described with the property. */
export const functionFeatures = (property, name) =>
  [typeFeatures(name), keywordFeatures(property, name)].find((found) => found.length > 0) ?? [];
export const selectorFeatures = (name) => at(`css.selectors.${name}`, selectors[name]);
export const atRuleFeatures = (name) => at(`css.at-rules.${name}`, atRules[name]);
export function mediaFeatures(written) {
  const name = written.replace(/^(?:min|max)-/, '');
  return at(`css.at-rules.media.${name}`, atRules.media[name]);
}

const VIEWPORTS = { d: 'dynamic', l: 'large', s: 'small' };
const PLAIN_UNITS = { px: 'length', fr: 'flex', '%': 'percentage', s: 'time', ms: 'time', deg: 'angle', turn: 'angle' };
export function unitFeatures(unit) {
  const viewport = /^([dls])v/.exec(unit)?.[1];
  if (viewport) return typeFeatures(`viewport_percentage_units_${VIEWPORTS[viewport]}`);
  if (unit.startsWith('cq')) return typeFeatures('container_query_length_units');
  const length = at(`css.types.length.${unit}`, types.length[unit]);
  return length.length > 0 ? length : typeFeatures(PLAIN_UNITS[unit] ?? unit);
}
