// The marks of the card networks, drawn small, on a white card of 36 × 24.
import { svg, type SVGTemplateResult } from 'lit/html.js';
import { NETWORK_FACTS, type KnownNetwork } from '../../card/networks.ts';

/** `width` keeps the letters in place, whatever font the system has. */
const letters = (text: string, size: number, width: number, fill: string, y = 15): SVGTemplateResult =>
  svg`<text x="18" y=${y} font-size=${size} fill=${fill} textLength=${width} lengthAdjust="spacingAndGlyphs">${text}</text>`;
const circles = (left: string, right: string, middle: string): SVGTemplateResult =>
  svg`<circle cx="14" cy="12" r="7" fill=${left} /><circle cx="22" cy="12" r="7" fill=${right} /><path d="M18 6.26a7 7 0 0 1 0 11.48 7 7 0 0 1 0-11.48" fill=${middle} />`;
const DRAWN: Readonly<Record<KnownNetwork, () => SVGTemplateResult>> = {
  visa: () => letters('VISA', 12, 26, '#1a1f71', 16),
  mastercard: () => circles('#eb001b', '#f79e1b', '#ff5f00'),
  maestro: () => circles('#eb001b', '#00a2e5', '#7375cf'),
  rupay: () =>
    svg`${letters('RuPay', 9, 22, '#17306b')}<path d="M30 7l2.5 5-3.5 5" fill="#f47920" /><path d="M31.5 7l2.5 5-3.5 5" fill="#0a8a47" />`,
  amex: () => svg`<path d="M0 0h36v24H0z" fill="#016fd0" />${letters('AMEX', 9, 26, '#fff')}`,
  diners: () =>
    svg`<circle cx="18" cy="12" r="8.5" fill="#0069aa" /><path d="M16 5.8a6.6 6.6 0 0 0 0 12.4zm4 0a6.6 6.6 0 0 1 0 12.4z" fill="#fff" />`,
  discover: () => svg`${letters('DISCOVER', 6, 28, '#20212b', 11)}<path d="M36 13v11H10q20-2 26-11" fill="#f47216" />`,
  jcb: () => letters('JCB', 9, 20, '#0b4ea2'),
  unionpay: () => letters('UnionPay', 9, 29, '#00447c'),
};

/** `label` is empty where the words beside it say the same. */
export const networkMark = (network: KnownNetwork, label = NETWORK_FACTS[network].title): SVGTemplateResult =>
  svg`<svg class="mark" part="network-mark" viewBox="0 0 36 24" role="img" aria-label=${label} aria-hidden=${label === ''}><rect x=".5" y=".5" width="35" height="23" rx="3.5" fill="#fff" stroke="#0003" /><g clip-path="inset(0 round 3.5px)" text-anchor="middle" font-weight="800" font-style="italic" font-family="Arial,sans-serif">${DRAWN[network]()}</g></svg>`;
