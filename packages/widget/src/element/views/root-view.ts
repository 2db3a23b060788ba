// All that the form shows, and what keeps recorders of visits away from it.
import { html, nothing, type TemplateResult } from 'lit';
import { directionOf } from '../../i18n/languages.ts';

export interface RootModel {
  readonly lang: string;
  /** What the two live regions say; both are there before they speak. */
  readonly announcements: { readonly polite: string; readonly urgent: string };
  /** That no money moves, in words; undefined where it does. */
  readonly testMode: string | undefined;
  readonly entry: TemplateResult;
  readonly panel: TemplateResult | undefined;
}

/** The classes and `data-` attributes are what session recorders look for to leave something out; each product has its own. */
export function rootView({ lang, announcements, testMode, entry, panel }: RootModel): TemplateResult {
  return html`<div
    part="root"
    lang=${lang}
    dir=${directionOf(lang)}
    class="root rr-block ph-no-capture sentry-block fs-exclude mp-block nr-block"
    data-private
    data-hj-suppress
    data-clarity-mask="true"
    data-dd-privacy="hidden"
    data-openreplay-obscured
    data-cs-mask
    data-recording-ignore="mask"
  >
    <div class="visually-hidden" role="status">${announcements.polite}</div>
    <div class="visually-hidden" role="alert">${announcements.urgent}</div>
    ${testMode ? html`<b class="pill" part="test-mode">${testMode}</b>` : nothing} ${entry} ${panel}
    <div class="bank"></div>
  </div>`;
}
