// Whether the form stands on a light or a dark page, told by the ink it has there: many dark pages have no color-scheme.
import type { LitElement, ReactiveController } from 'lit';
import { lightnessOf } from '../../theme/lightness.ts';

/** Greys are ink on both: on white pages up to #999, on black ones from #a1a1aa on. */
const LIGHT_INK = 0.62;

export class PageScheme implements ReactiveController {
  /** Undefined until the ink is known. */
  scheme: 'light' | 'dark' | undefined;
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
    const lightness = lightnessOf(getComputedStyle(this.#host).color);
    if (lightness === undefined) return;
    const scheme = lightness > LIGHT_INK ? 'dark' : 'light';
    if (scheme === this.scheme) return;
    this.scheme = scheme;
    this.#host.requestUpdate();
  }
}
