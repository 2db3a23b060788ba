// The few pictures that go with words. All decorative: the words say everything.
import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit/html.js';

const stroke = (path: string): SVGTemplateResult =>
  svg`<path d=${path} fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" />`;

const PATHS = {
  check: 'M5 12.5l4.5 4.5L19 7',
  cross: 'M6 6l12 12M18 6L6 18',
  alert: 'M12 7v6m0 3.5v.5M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19',
  clock: 'M12 7v5l3.5 2M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19',
  bank: 'M3 9.5L12 4l9 5.5M5 10v8m4.7-8v8m4.6-8v8M19 10v8M3 20.5h18',
  lock: 'M7 10.5V8a5 5 0 0 1 10 0v2.5M5 10.5h14v10H5z',
} as const;

export type Icon = keyof typeof PATHS;

export const icon = (name: Icon): TemplateResult =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true">${stroke(PATHS[name])}</svg>`;

export const spinner = (): TemplateResult => html`<span class="spin" aria-hidden="true"></span>`;

/** A small card with the place of the security code marked: on the back, or above the number for American Express. */
export const codePlace = (front: boolean): TemplateResult =>
  html`<svg class="mark" viewBox="0 0 36 24" aria-hidden="true">
    <rect x=".5" y=".5" width="35" height="23" rx="3.5" fill="none" stroke="currentColor" opacity=".5" />
    ${
      front
        ? svg`<path d="M5 15h14M5 19h9" stroke="currentColor" stroke-width="1.5" opacity=".5" /><rect x="21.5" y="5" width="11" height="7" rx="3.5" fill="none" stroke="currentColor" stroke-width="1.5" />`
        : svg`<path d="M0 5h36v4H0z" fill="currentColor" opacity=".5" /><rect x="20.5" y="12" width="12" height="7" rx="3.5" fill="none" stroke="currentColor" stroke-width="1.5" />`
    }
  </svg>`;
