// Whether the form stands on a light or a dark page, told by the ink it has there: many dark pages have no color-scheme.
import type { LitElement, ReactiveController } from 'lit';
import { contrastOf, lightnessOf } from '../../theme/lightness.ts';

/** Greys are ink on both: on white pages up to #999, on black ones from #a1a1aa on. */
const LIGHT_INK = 0.62;
/** What hints have of the ink, as tokens.css says. */
const QUIET = 0.7;
/** WCAG's 4.5, with some room for what `contrastOf` leaves out. */
const READABLE = 4.7;
const TRANSPARENT = /[,/] ?0\)$/;
/** Of `Canvas`, which fields stand on. */
const CANVAS = { light: 1, dark: 0.07 } as const;

export class PageScheme implements ReactiveController {
  /** Undefined until the ink is known. */
  scheme: 'light' | 'dark' | undefined;
  /** The page's ink is so pale that hints need all of it. */
  isPale = false;
  /** Something may look different by now. */
  onLook: (() => void) | undefined;
  readonly #host: LitElement;
  readonly #attributes = new MutationObserver(() => this.#lookSoon());
  #device: MediaQueryList | undefined;
  #looksSoon = false;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    // Not a browser: a shop's own unit tests.
    if (!window.matchMedia || !window.requestAnimationFrame) return;
    this.#lookSoon();
    // What turns a page dark: the device, an attribute, or styles that come late. Some do it slowly.
    for (const each of [document.documentElement, document.body, this.#host])
      this.#attributes.observe(each, { attributes: true });
    this.#device = matchMedia('(prefers-color-scheme: dark)');
    this.#device.addEventListener('change', this.#lookSoon);
    window.addEventListener('load', this.#lookSoon);
    document.addEventListener('transitionend', this.#faded);
  }

  hostDisconnected(): void {
    if (!this.#device) return;
    this.#attributes.disconnect();
    this.#device.removeEventListener('change', this.#lookSoon);
    window.removeEventListener('load', this.#lookSoon);
    document.removeEventListener('transitionend', this.#faded);
  }

  readonly #faded = (event: TransitionEvent): void => {
    if (event.propertyName === 'color') this.#lookSoon();
  };

  /** Right before the next frame, for which styles are computed anyway. */
  readonly #lookSoon = (): void => {
    if (this.#looksSoon) return;
    this.#looksSoon = true;
    requestAnimationFrame(() => {
      this.#looksSoon = false;
      this.#look();
    });
  };

  #look(): void {
    this.onLook?.();
    const ink = lightnessOf(getComputedStyle(this.#host).color);
    if (ink === undefined) return;
    const scheme = ink > LIGHT_INK ? 'dark' : 'light';
    const canvas = CANVAS[scheme];
    const isPale = [canvas, this.#paper() ?? canvas].some(
      (paper) => contrastOf(QUIET * ink + (1 - QUIET) * paper, paper) < READABLE,
    );
    if (scheme === this.scheme && isPale === this.isPale) return;
    this.scheme = scheme;
    this.isPale = isPale;
    this.#host.requestUpdate();
  }

  /** Lightness of the nearest background behind the form; undefined where there is only the browser's own. */
  #paper(): number | undefined {
    for (let at: Node | null = this.#host; at; at = at.parentNode ?? (at as Partial<ShadowRoot>).host ?? null) {
      const color = at instanceof Element && getComputedStyle(at).backgroundColor;
      if (color && !TRANSPARENT.test(color)) return lightnessOf(color);
    }
    return undefined;
  }
}
