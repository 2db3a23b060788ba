// Whether the page around the form is light or dark, judged by the inherited text colour: many dark pages have no color-scheme.
import type { LitElement, ReactiveController } from 'lit';
import { listen, type Stop } from '../../listen.ts';
import { contrastOf, lightnessOf } from '../../theme/lightness.ts';

/** Greys are used as text colours on both: up to #999 on white pages, from #a1a1aa on black ones. */
const LIGHT_INK = 0.62;
/** The share of the ink that hints have, as in tokens.css. */
const QUIET = 0.7;
/** WCAG's 4.5, with some room for what `contrastOf` ignores. */
const READABLE = 4.7;
const TRANSPARENT = /[,/] ?0\)$/;
/** Lightness of `Canvas`, the background of fields. */
const CANVAS = { light: 1, dark: 0.07 } as const;

export class PageScheme implements ReactiveController {
  /** Undefined until the ink is known. */
  scheme: 'light' | 'dark' | undefined;
  /** The page's ink is so pale that hints need all of it. */
  isPale = false;
  /** Called when the page may look different, and each time the form has been put into it. */
  onLook: (() => void) | undefined;
  readonly #host: LitElement;
  readonly #attributes = new MutationObserver(() => this.#lookSoon());
  #ears: readonly Stop[] = [];
  #looksSoon = false;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    // Not a browser, but a shop's own unit tests.
    if (!window.matchMedia || !window.requestAnimationFrame) return;
    this.#lookSoon();
    // The device, an attribute, or late styles can turn a page dark. Some do it slowly.
    for (const each of [document.documentElement, document.body, this.#host])
      this.#attributes.observe(each, { attributes: true });
    this.#ears = [
      listen(matchMedia('(prefers-color-scheme: dark)'), ['change'], this.#lookSoon),
      listen(window, ['load'], this.#lookSoon),
      listen(document, ['transitionend'], this.#faded),
    ];
  }

  hostDisconnected(): void {
    this.#attributes.disconnect();
    for (const stop of this.#ears) stop();
  }

  readonly #faded = (event: TransitionEvent): void => {
    if (event.propertyName === 'color') this.#lookSoon();
  };

  /** Looks just before the next frame, for which the browser computes styles anyway. */
  readonly #lookSoon = (): void => {
    if (this.#looksSoon) return;
    this.#looksSoon = true;
    requestAnimationFrame(() => {
      this.#looksSoon = false;
      if (this.#host.isConnected) this.#look();
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

  /** Lightness of the nearest background behind the form; undefined if only the browser's own background is there. */
  #paper(): number | undefined {
    for (let at: Node | null = this.#host; at; at = at.parentNode ?? (at as Partial<ShadowRoot>).host ?? null) {
      const color = at instanceof Element && getComputedStyle(at).backgroundColor;
      if (color && !TRANSPARENT.test(color)) return lightnessOf(color);
    }
    return undefined;
  }
}
