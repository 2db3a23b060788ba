// Finds what a style sheet uses, but for what it can do without: a value that repeats an older one, and rules inside an `@supports` that asks for it.
import { generate, parse, walk } from 'css-tree';
import {
  atRuleFeatures,
  functionFeatures,
  keywordFeatures,
  mediaFeatures,
  propertyFeatures,
  selectorFeatures,
  unitFeatures,
} from './features.mjs';
import { isLacking } from './minimum.mjs';

function usesOfValue(property, value) {
  const uses = [];
  const add = (name, features) => uses.push({ name, features });
  walk(value, (node) => {
    if (node.type === 'Function') add(`${node.name}()`, functionFeatures(property, node.name));
    if (node.type === 'Url') add('url()', functionFeatures(property, 'url'));
    if (node.type === 'Dimension') add(node.unit, unitFeatures(node.unit));
    if (node.type === 'Identifier') {
      const features = keywordFeatures(property, node.name);
      if (features.length > 0) add(`${property}: ${node.name}`, features);
    }
  });
  return uses;
}

/** @param before properties that the rule has set to something older */
function usesOfDeclaration({ property, value }, before) {
  const isCustom = property.startsWith('--');
  const uses = isCustom ? [] : [{ name: property, features: propertyFeatures(property) }];
  uses.push(...usesOfValue(property, value));
  // A value that can't be read is dropped for the one before it; with var() in it, it is read too late for that.
  const isSpare = !isCustom && before.has(property) && !generate(value).includes('var(');
  if (!uses.some(isLacking)) before.add(property);
  else if (isSpare) return [];
  return uses;
}

function usesOfSelectors(list) {
  const uses = list.map((selector) => {
    const found = [];
    walk(selector, ({ type, name }) => {
      if (/^Pseudo(?:Class|Element)Selector$/.test(type))
        found.push({ name: `:${name}`, features: selectorFeatures(name) });
      if (type === 'NestingSelector') found.push({ name: '&', features: selectorFeatures('nesting') });
    });
    return found;
  });
  // One that is not understood takes its whole list with it: nothing allows that.
  const isSpoilt = uses.some((found) => found.some(isLacking)) && !uses.every((found) => found.some(isLacking));
  return uses
    .flat()
    .map((each) =>
      isSpoilt && isLacking(each) ? { name: `${each.name} in a list with older ones`, features: [] } : each,
    );
}

/** Each use: `{ name, features, text }`; `text` is the rule around it. */
export function usedStyles(css) {
  const uses = [];

  /** @param guards conditions of the `@supports` around it */
  function add(node, found, guards) {
    const isAsked = ({ name }) =>
      guards.some((condition) => condition.includes(name.replace('()', '(').replace(': ', ':')));
    for (const each of found) if (!isAsked(each)) uses.push({ ...each, text: generate(node).slice(0, 100) });
  }

  function visitAtRule(node, guards) {
    const { name, prelude, block } = node;
    add(node, [{ name: `@${name}`, features: atRuleFeatures(name) }], guards);
    if (name === 'media')
      walk(prelude, (part) => {
        if (part.type === 'Feature')
          add(node, [{ name: `@media (${part.name})`, features: mediaFeatures(part.name) }], guards);
        if (part.type === 'FeatureRange')
          add(node, [{ name: '@media range', features: mediaFeatures('range_syntax') }], guards);
      });
    if (!block) return;
    const condition = name === 'supports' ? generate(prelude) : '';
    const isPromise = condition !== '' && !/\bnot\b/.test(condition);
    const inside = isPromise ? [...guards, condition] : guards;
    for (const rule of block.children) visit(rule, inside, name.endsWith('keyframes'));
  }

  function visit(node, guards, isFrame = false) {
    if (node.type === 'Atrule') visitAtRule(node, guards);
    if (node.type === 'Raw') add(node, [{ name: 'unreadable', features: [] }], guards);
    if (node.type !== 'Rule') return;
    if (!isFrame) add(node, usesOfSelectors(node.prelude.children.toArray()), guards);
    const before = new Set();
    for (const each of node.block.children) {
      if (each.type === 'Declaration') add(node, usesOfDeclaration(each, before), guards);
      else visit(each, guards);
    }
  }

  for (const node of parse(css, { parseCustomProperty: true }).children) visit(node, []);
  return uses;
}
