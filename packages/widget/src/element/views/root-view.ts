// All that the form shows, and what keeps recorders of visits away from it.
//
// Here and in all views words are set as an element's text, never as a child between other nodes: browsers translate pages by putting
// elements in place of text nodes, and what is written into such a node afterwards is not on the page.
import { html, nothing, type TemplateResult } from 'lit';
import { directionOf } from '../../i18n/direction.ts';

export interface RootModel {
  readonly lang: string;
  /** Of what is behind the form; undefined while it is not known. */
  readonly scheme: 'light' | 'dark' | undefined;
  /** Hints have all of the page's ink. */
  readonly isPale: boolean;
  /** What the two live regions say; both are there before they speak. */
  readonly announcements: { readonly polite: string; readonly urgent: string };
  /** That no money moves, in words; undefined where it does. */
  readonly testMode: string | undefined;
  /** Undefined while it is on its way. */
  readonly entry: TemplateResult | undefined;
  readonly panel: TemplateResult | undefined;
}

/**
 * The alert says that it is live: Firefox gives that role no such attribute, without which Orca leaves its text alone.
 *
 * The classes and `data-` attributes are what session recorders look for to leave something out; each product has its own.
 */
export function rootView({ lang, scheme, isPale, announcements, testMode, entry, panel }: RootModel): TemplateResult {
  return html`<div
    part="root"
    lang=${lang}
    dir=${directionOf(lang)}
    class="root ${scheme ? `on-${scheme}` : ''} ${isPale ? 'pale' : ''} rr-block ph-no-capture sentry-block fs-exclude mp-block nr-block"
    data-private
    data-hj-suppress
    data-clarity-mask="true"
    data-dd-privacy="hidden"
    data-openreplay-obscured
    data-cs-mask
    data-recording-ignore="mask"
  >
    <div class="visually-hidden" role="status" .textContent=${announcements.polite}></div>
    <div class="visually-hidden" role="alert" aria-live="assertive" .textContent=${announcements.urgent}></div>
    ${testMode ? html`<b class="pill" part="test-mode" .textContent=${testMode}></b>` : nothing} ${entry} ${panel}
    <div class="bank"></div>
  </div>`;
}
