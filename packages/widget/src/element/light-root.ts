// For `render-root="light"`: the form in the page itself, where password managers that can't see shadow roots find its fields.
import { adoptStyles } from './adopt-styles.ts';

/** Over all forms of a document or shadow root: what it has been given, which holds for this element alone. */
const styled = new WeakMap<Node, Set<string>>();

/** Gives `form` these styles where it stands. */
export function adoptLightStyles(form: HTMLElement, css: string): void {
  const root = form.getRootNode() as Document | ShadowRoot;
  const given = styled.get(root) ?? new Set();
  if (given.has(css)) return;
  styled.set(root, given.add(css));
  // What stands between the tags is for browsers in which there is no form.
  adoptStyles(root, `${scoped(css, form.localName)}${form.localName}>:not([part=root]){display:none}`);
}

const KEYFRAMES = /@keyframes [^{]+\{(?:[^{}]*\{[^{}]*\})*\s*\}/g;
/** What stands between the end of one rule and the declarations of the next. */
const SELECTORS = /(^|[{}])([^{}@]+)(?=\{)/g;
const COMMA = /,(?![^(]*\))/;
const HOST = /:host(?:\(([^()]*(?:\([^()]*\))?)\))?/;

/** The styles of a shadow root as ones for everything inside `tag`. Not by nesting, which is younger than phones still in use. */
export function scoped(css: string, tag: string): string {
  const inside = (selector: string): string =>
    HOST.test(selector) ? selector.replace(HOST, `${tag}$1`) : `${tag} ${selector.trim()}`;
  // Animations have names for the whole page.
  const animations = css.match(KEYFRAMES) ?? [];
  const rules = css
    .replace(KEYFRAMES, '')
    .replace(/\/\*.*?\*\//gs, '')
    .replace(SELECTORS, (_, end: string, list: string) => `${end}${list.split(COMMA).map(inside).join()}`);
  return animations.join('') + rules;
}
