// All that the form shows, and what keeps recorders of visits away from it.
import { html, type TemplateResult } from 'lit';
import { directionOf } from '../../i18n/languages.ts';

export interface RootModel {
  readonly lang: string;
  /** What the polite and the urgent live region say; both are there before they speak. */
  readonly said: string;
  readonly alarm: string;
  readonly entry: TemplateResult;
  readonly panel: TemplateResult | undefined;
}

/** The classes and `data-` attributes are what session recorders look for to leave something out; each product has its own. */
export function rootView({ lang, said, alarm, entry, panel }: RootModel): TemplateResult {
  return html`<div
    part="root"
    lang=${lang}
    dir=${directionOf(lang)}
    class="rr-block ph-no-capture sentry-block fs-exclude mp-block nr-block"
    data-private
    data-hj-suppress
    data-clarity-mask="true"
    data-dd-privacy="hidden"
    data-openreplay-obscured
    data-cs-mask
    data-recording-ignore="mask"
  >
    <div class="quietly" role="status">${said}</div>
    <div class="quietly" role="alert">${alarm}</div>
    ${entry} ${panel}
    <div class="bank"></div>
  </div>`;
}
