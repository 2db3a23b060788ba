// The marks of the card networks, drawn small, on a white card of 36 × 24.
import type { Network } from '@eximpe/contract';
import { html, type TemplateResult } from 'lit';
import { titleOf, type KnownNetwork } from '../../card/networks.ts';

/** Letters and their colour; or no letters, and the colours of two circles. */
type Drawing = readonly [letters: string, colour: string, second?: string];

/** Those EximPe can charge. */
const DRAWN: Readonly<Record<Network, Drawing> & Partial<Record<KnownNetwork, Drawing>>> = {
  visa: ['VISA', '#1a1f71'],
  mastercard: ['', '#eb001b', '#f79e1b'],
  maestro: ['', '#eb001b', '#00a2e5'],
  rupay: ['RuPay', '#17306b'],
  amex: ['AMEX', '#016fd0'],
  diners: ['Diners', '#0069aa'],
  discover: ['Discover', '#d4580c'],
};

/** `label` is empty where the words beside it say the same. */
export function networkMark(network: KnownNetwork, label = titleOf(network)): TemplateResult {
  const [letters, colour, second] = DRAWN[network] ?? [titleOf(network), '#444'];
  const radius = second ? 7 : 0;
  return html`<svg
    class="mark ltr"
    part="network-mark"
    viewBox="0 0 36 24"
    role="img"
    aria-label=${label}
    aria-hidden=${!label}
  >
    <circle cx="14" cy="12" r=${radius} fill=${colour} />
    <circle cx="22" cy="12" r=${radius} fill=${second ?? ''} opacity=".8" />
    <text
      x="4"
      y=${17 - letters.length / 3}
      textLength="28"
      lengthAdjust="spacingAndGlyphs"
      font-size=${15 - letters.length}
      fill=${colour}
    >
      ${letters}
    </text>
    <path d=${network === 'rupay' ? 'M4 20h28' : ''} stroke="#f47920" stroke-width="2" />
  </svg>`;
}
