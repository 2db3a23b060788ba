// Renders the whole form, and marks it so that session recorders leave it out.
//
// All views set words as an element's text, never as a child between other nodes: browsers translate pages by replacing text nodes
// with elements, and text that is written into a replaced node later is not on the page.
import { html, nothing, type TemplateResult } from 'lit';
import { directionOf } from '../../i18n/direction.ts';

export interface RootModel {
  readonly lang: string;
  /** The scheme of the page behind the form; undefined while it is not known. */
  readonly scheme: 'light' | 'dark' | undefined;
  /** Hints use all of the page's ink. */
  readonly isPale: boolean;
  /** What the two live regions say; both regions exist before they speak. */
  readonly announcements: { readonly polite: string; readonly urgent: string };
  /** Words that say that no money moves; undefined if money moves. */
  readonly testMode: string | undefined;
  /** Undefined while it is loading. */
  readonly entry: TemplateResult | undefined;
  readonly panel: TemplateResult | undefined;
}

/**
 * The alert states explicitly that it is live: Firefox does not imply that from the role, and Orca then ignores its text.
 *
 * The classes and `data-` attributes are those by which session recorders leave an element out; each product has its own.
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
