// The few pictures that go with words. All decorative: the words say everything.
import { html, type TemplateResult } from 'lit';

const PATHS = {
  check: 'M5.5 12.5l4.5 4.5L18.5 8',
  alert: 'M12 6v7.5m0 4v.01',
  bank: 'M12 3.5L3.5 8v1.5h17V8zM6 12.5v5m4-5v5m4-5v5m4-5v5M3.5 20.5h17',
  lock: 'M6 10.5h12v9.5H6zM8.5 10V7.5a3.5 3.5 0 0 1 7 0V10',
} as const;

export type Icon = keyof typeof PATHS;

export const icon = (name: Icon): TemplateResult =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true" class="icon"><path d=${PATHS[name]} /></svg>`;

/** The outline of a card, with the place of its security code filled: on the back, or, if it has four digits, on the front. */
export const codePicture = (digits: 3 | 4 | undefined): TemplateResult =>
  html`<svg viewBox="0 0 32 24" aria-hidden="true" class="icon card">
    <path d=${digits === 4 ? 'M2 3.5h28v17H2zM5.5 15h7m3.5 0h4' : 'M2 3.5h28v17H2zM2 8h28'} />
    <path d=${digits === 4 ? 'M20 6.5h8v5h-8z' : 'M19 12h9v5.5h-9z'} />
  </svg>`;

export const spinner = (): TemplateResult => html`<span class="spin" aria-hidden="true"></span>`;
