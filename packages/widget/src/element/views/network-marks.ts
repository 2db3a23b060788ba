// The marks of the card networks, drawn small, on a card of 36 × 24: in their colours, without a font.
import type { Network } from '@eximpe/contract';
import { html, svg, type TemplateResult } from 'lit';
import { titleOf, type KnownNetwork } from '../../card/networks.ts';

/** Two discs and their overlap. */
const discs = (left: string, right: string, both: string): TemplateResult<2> =>
  svg`<path d="M13.55 4.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 1 0 0-14.4" fill=${left} /><path d="M22.45 4.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 1 0 0-14.4" fill=${right} />
    <path d="M18 6.34a7.2 7.2 0 0 1 0 11.32 7.2 7.2 0 0 1 0-11.32" fill=${both} />`;

/** The networks that EximPe can charge. Templates have as few bindings as possible: a template is parsed once, and copied for each mark. */
const DRAWN: Readonly<Record<Network, TemplateResult<2>> & Partial<Record<KnownNetwork, TemplateResult<2>>>> = {
  visa: svg`<path d="M3.6 7.7h4.1c.6 0 1 .3 1.1.9l1 5 2.5-5.9H15l-4.1 8.6H8.3L6.4 9.6c-.1-.4-.3-.6-.7-.8-.6-.3-1.4-.5-2.2-.7zm12.6 0h2.6l-2 8.6h-2.6zm8.9.3l-.5 1.9c-.6-.3-1.3-.5-2-.5-.8 0-1.3.3-1.3.7 0 1 3 1.1 3 3.3 0 1.9-1.6 3-3.9 3-1 0-1.9-.2-2.5-.5l.5-1.9c.7.3 1.4.6 2.2.6.8 0 1.3-.3 1.3-.8 0-1-2.9-1.2-2.9-3.3 0-1.7 1.5-2.9 3.7-2.9 1 0 1.8.2 2.4.4zm4.3-.3h2.1l2 8.6h-2.3l-.3-1.4h-3.2l-.6 1.4h-2.6l3.7-7.8c.2-.5.6-.8 1.2-.8zm-.6 5.2h1.7l-.7-3z" fill="#1434cb" />`,
  mastercard: discs('#eb001b', '#f79e1b', '#ff5f00'),
  maestro: discs('#eb001b', '#00a2e5', '#7375cf'),
  rupay: svg`<path d="M2.4 15.3l2-7m-.4.8H7c1 0 1.4.6 1.1 1.5-.3 1-1 1.4-1.9 1.4H3.6m2.6 0c1.1 0 1.1.5.8 1.6-.2.7-.3 1.1-.2 1.7M10.7 10l-.9 3c-.3 1 .1 1.5.9 1.5.9 0 1.5-.5 1.8-1.5l.8-3-1.5 5.3m2.6 0l2-7m-.3.8h2.6c1 0 1.5.6 1.2 1.6-.3 1.1-1.1 1.7-2.1 1.7h-2.5m6-.8c.3-.7.9-1 1.8-1 1 0 1.5.4 1.2 1.3l-.9 3.3m.5-2.6c-1.6.1-2.8.2-3.1 1.1-.2.6.2 1 .9 1 .9 0 1.6-.5 1.9-1.4m2.3-2.7l.6 4.8m2.6-4.8l-3.2 5.2c-.4.7-.9 1-1.8 1" fill="none" stroke="#302f82" stroke-width="1.5" />
    <path d="M31.2 16.2l2-7.9 2.1 4z" fill="#097a44" />
    <path d="M29.4 16.2l2-7.9 2.1 4z" fill="#f46f20" />`,
  amex: svg`<path d="M0 0h36v24H0z" fill="#016fd0" />
    <path d="M6.7 7.9L3.2 16.1h2l.6-1.5h3l.6 1.5h2.1L8 7.9zm.6 2.6l.9 2.4H6.4zm4.9 5.6V7.9h2.4l2 4.1 2-4.1H21v8.2h-1.9v-4.9l-1.9 3.8h-1.3L14 11.2v4.9zm10.2-8.2h5v1.7h-3.1v1.5h3v1.6h-3v1.7h3.1v1.7h-5zm5.6 8.2l2.5-4.2-2.3-4h2.2l1.3 2.4L33 7.9h2.1l-2.3 4 2.5 4.2h-2.2l-1.5-2.6-1.5 2.6z" fill="#fff" />`,
  diners: svg`<path d="M16.2 4.4h3.9c4.5 0 8 3.3 8 7.6s-3.5 7.6-8 7.6h-3.9A7.6 7.6 0 0 1 8.4 12a7.6 7.6 0 0 1 7.8-7.6zm-.1 1.3a6.3 6.3 0 1 0 0 12.6 6.3 6.3 0 1 0 0-12.6zm-1.3 2.1v8.4a4.4 4.4 0 0 1 0-8.4zm2.6 0a4.4 4.4 0 0 1 0 8.4z" fill="#0079be" />`,
  discover: svg`<path d="M36 15.5V24H18c8-1.8 14.5-5 18-8.5z" fill="#f47216" />
    <path d="M19.3 9.1a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 1 0 0-5.2" fill="#f47216" />
    <path d="M2.6 9.5v4.3h.9c1.5 0 2.3-.8 2.3-2.15S5 9.5 3.5 9.5zM7.4 9v5.3m4.2-4.3c-.4-.4-.8-.6-1.3-.6-.7 0-1.2.4-1.2.9 0 1.4 2.8.9 2.8 2.4 0 .8-.6 1.2-1.4 1.2-.7 0-1.2-.2-1.6-.7m7-2.9c-.4-.5-.9-.8-1.5-.8-1.2 0-2 .9-2 2.15s.8 2.15 2 2.15c.6 0 1.1-.3 1.5-.8M22.5 9l1.8 4.3L26.1 9m3.6.5h-2.2v4.3h2.2m-2.2-2.2h2m1.8 2.7V9.5h1c.9 0 1.4.5 1.4 1.2s-.5 1.3-1.4 1.3h-1m1.1 0l1.5 2.3" fill="none" stroke="#231f20" stroke-width="0.95" />`,
};
/** A card of a network that has no mark here. */
const PLAIN = svg`<path d="M0 6h36v4H0zm5 9h9v2H5z" fill="#737b8c" />`;

/** `label` is empty if the words beside the mark say the same; `faint` if the card is of another network. */
export function networkMark(network: KnownNetwork, label = titleOf(network), faint = false): TemplateResult {
  return html`<svg
    class=${faint ? 'mark faint' : 'mark'}
    part="network-mark"
    viewBox="0 0 36 24"
    fill-rule="evenodd"
    role="img"
    aria-label=${label}
    aria-hidden=${!label}
  >
    ${DRAWN[network] ?? PLAIN}
  </svg>`;
}
