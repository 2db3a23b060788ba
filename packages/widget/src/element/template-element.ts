// A custom element that shows a lit template: what the form needs of LitElement, in a tenth of the bytes on the shopper's phone.
import { render } from 'lit/html.js';

/** On a server there are no elements, and importing this must not fail there. */
const Base: typeof HTMLElement = globalThis.HTMLElement ?? Object;

export abstract class TemplateElement extends Base {
  /** Where the template is shown; there before the first rendering. */
  renderRoot!: ShadowRoot | this;
  /** Resolves when everything asked for so far is on the page. */
  updateComplete: Promise<void> = Promise.resolve();
  #pending = false;

  connectedCallback(): void {
    if (!this.renderRoot) {
      this.#takeEarlyProperties();
      this.open();
    }
    this.requestUpdate();
  }

  attributeChangedCallback(): void {
    this.requestUpdate();
  }

  /** Renders once, however often it is asked for in one go. */
  requestUpdate(): void {
    if (this.#pending) return;
    this.#pending = true;
    this.updateComplete = Promise.resolve().then(() => {
      this.#pending = false;
      if (!this.renderRoot) return;
      render(this.template(), this.renderRoot);
      this.updated();
    });
  }

  /** Makes the place where the template is shown. */
  protected open(): void {
    const root = this.attachShadow({ mode: 'open' });
    dress(root, this.css());
    this.renderRoot = root;
  }

  protected abstract css(): string;
  protected abstract template(): unknown;
  protected abstract updated(): void;

  /** A framework may have set properties before this class was there; they hide its accessors until they are set anew. */
  #takeEarlyProperties(): void {
    const own = this as unknown as Record<string, unknown>;
    for (const [name, value] of Object.entries(own)) {
      if (!(name in Object.getPrototypeOf(own))) continue;
      delete own[name];
      own[name] = value;
    }
  }
}

let sheet: CSSStyleSheet | undefined;

/** One sheet for every form on the page; constructed, so that a strict `style-src` has no say in it. */
function dress(root: ShadowRoot, css: string): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  root.adoptedStyleSheets = [sheet];
}
