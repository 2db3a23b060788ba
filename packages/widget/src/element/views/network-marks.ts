// The marks of the card networks, drawn small, on a white card of 36 × 24.
import { svg, type SVGTemplateResult } from 'lit/html.js';
import { NETWORK_FACTS, type KnownNetwork } from '../../card/networks.ts';

/** Letters and their colour, or the colours of two circles. */
const DRAWN: Readonly<Record<KnownNetwork, readonly [string, string]>> = {
  visa: ['VISA', '#1a1f71'],
  mastercard: ['#eb001b', '#f79e1b'],
  maestro: ['#eb001b', '#00a2e5'],
  rupay: ['RuPay', '#17306b'],
  amex: ['AMEX', '#016fd0'],
  diners: ['Diners', '#0069aa'],
  discover: ['Discover', '#d4580c'],
  jcb: ['JCB', '#0b4ea2'],
  unionpay: ['UnionPay', '#00447c'],
};

/** `label` is empty where the words beside it say the same. */
export function networkMark(network: KnownNetwork, label = NETWORK_FACTS[network].title): SVGTemplateResult {
  const [first, second] = DRAWN[network];
  return svg`<svg class="mark ltr" part="network-mark" viewBox="0 0 36 24" role="img" aria-label=${label} aria-hidden=${!label}>
    ${
      first.startsWith('#')
        ? svg`<circle cx="14" cy="12" r="7" fill=${first} /><circle cx="22" cy="12" r="7" fill=${second} opacity=".8" />`
        : svg`<text x="4" y=${17 - first.length / 3} textLength="28" lengthAdjust="spacingAndGlyphs" font-size=${15 - first.length} fill=${second}>${first}</text>`
    }
    ${network === 'rupay' ? svg`<path d="M4 20h28" stroke="#f47920" stroke-width="2" />` : ''}
  </svg>`;
}
