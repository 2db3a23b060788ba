// For `render-root="light"`: the form in the page itself, where password managers that can't see into shadow roots find its fields.
import { adoptStyles } from './adopt-styles.ts';

/** The styles that each document or shadow root already has, shared by all forms in it; they apply only to this element. */
const styled = new WeakMap<Node, Set<string>>();

/** Adds these styles to the document or shadow root that contains `form`. */
export function adoptLightStyles(form: HTMLElement, css: string): void {
  const root = form.getRootNode() as Document | ShadowRoot;
  const given = styled.get(root) ?? new Set();
  if (given.has(css)) return;
  styled.set(root, given.add(css));
  // The content between the tags is for browsers that can't show the form.
  adoptStyles(root, `${scoped(css, form.localName)}${form.localName}>:not([part=root]){display:none}`);
}

const KEYFRAMES = /@keyframes [^{]+\{(?:[^{}]*\{[^{}]*\})*\s*\}/g;
/** The text between the end of one rule and the declarations of the next. */
const SELECTORS = /(^|[{}])([^{}@]+)(?=\{)/g;
const COMMA = /,(?![^(]*\))/;
const HOST = /:host(?:\(([^()]*(?:\([^()]*\))?)\))?/;

/** Rewrites a shadow root's styles for everything inside `tag`. It does not use nesting, which phones still in use lack. */
export function scoped(css: string, tag: string): string {
  const inside = (selector: string): string =>
    HOST.test(selector) ? selector.replace(HOST, `${tag}$1`) : `${tag} ${selector.trim()}`;
  // Names of animations are global to the page.
  const animations = css.match(KEYFRAMES) ?? [];
  const rules = css
    .replace(KEYFRAMES, '')
    .replace(/\/\*.*?\*\//gs, '')
    .replace(SELECTORS, (_, end: string, list: string) => `${end}${list.split(COMMA).map(inside).join()}`);
  return animations.join('') + rules;
}
