// The few pictures that go with words. All decorative: the words say everything.
import { html, type TemplateResult } from 'lit';

const PATHS = {
  check: 'M5 12.5l4.5 4.5L19 7',
  cross: 'M6 6l12 12M18 6L6 18',
  alert: 'M12 7v6m0 3.5v.5M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19',
  bank: 'M3 9.5L12 4l9 5.5M5 10v8m4.7-8v8m4.6-8v8M19 10v8M3 20.5h18',
  /** A card with the place of the security code marked: on the back, or above the number on the front. */
  codeOnBack: 'M1 4h22v16H1zM1 9h22M14 14h5',
  codeOnFront: 'M1 4h22v16H1zM4 13h9m-9 3h6m5-8h4',
} as const;

export type Icon = keyof typeof PATHS;

export const icon = (name: Icon): TemplateResult =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true" class="icon"><path d=${PATHS[name]} /></svg>`;

export const spinner = (): TemplateResult => html`<span class="spin" aria-hidden="true"></span>`;
