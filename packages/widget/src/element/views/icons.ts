// The few pictures that go with words. All decorative: the words say everything.
import { html, type TemplateResult } from 'lit';

const PATHS = {
  check: 'M5.5 12.5l4.5 4.5L18.5 8',
  alert: 'M12 6v7.5m0 4v.01',
  bank: 'M12 3.5L3.5 8v1.5h17V8zM6 12.5v5m4-5v5m4-5v5m4-5v5M3.5 20.5h17',
  /** A card with the place of the security code marked: on the back, or above the number on the front. */
  codeOnBack: 'M1 4h22v16H1zM1 9h22M14 14h5',
  codeOnFront: 'M1 4h22v16H1zM4 13h9m-9 3h6m5-8h4',
} as const;

export type Icon = keyof typeof PATHS;

export const icon = (name: Icon): TemplateResult =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true" class="icon"><path d=${PATHS[name]} /></svg>`;

export const spinner = (): TemplateResult => html`<span class="spin" aria-hidden="true"></span>`;
