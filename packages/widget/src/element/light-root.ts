// For `render-root="light"`: the form in the page itself, where password managers that can't see shadow roots find its fields.

/** Over all forms of a document or shadow root: its style sheet, which holds for this element alone. */
const styled = new WeakSet<Node>();

/** Gives `form` its styles where it stands. The form itself is then the place to render into. */
export function adoptLightStyles(form: HTMLElement, css: string): HTMLElement {
  const root = form.getRootNode() as Document | ShadowRoot;
  if (!styled.has(root)) {
    styled.add(root);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(scoped(css, form.localName));
    root.adoptedStyleSheets.push(sheet);
  }
  return form;
}

/** The styles of a shadow root as ones for everything inside `tag`. Animations can't be nested, and have names for the whole page. */
export function scoped(css: string, tag: string): string {
  const animations: string[] = [];
  const rules = css.replace(/@keyframes [^{]+\{(?:[^{}]*\{[^{}]*\})*\s*\}/g, (animation) => {
    animations.push(animation);
    return '';
  });
  return `${animations.join('')}${tag}{${rules.replace(/:host(?:\(([^()]*(?:\([^()]*\))?)\))?/g, '&$1')}}`;
}
