// Warnings in the console for the page's developer: what is wrong with the form's attributes, and why a checkout can't be offered.
import type { ProblemCode } from '@eximpe/contract';
import { isLanguage, LANGUAGE_CODES } from '@eximpe/contract/languages';
import type { LitElement } from 'lit';
import { ATTRIBUTE_VALUES } from '../element/attribute-values.ts';
import { isAddress } from '../api/address.ts';

/** Shared by all forms of the page: each sentence is written once. */
const reported = new Set<string>();

/** Each form is watched once. */
const watched = new WeakSet<Element>();

/** Whoever has a session has its checkout, and the shop's error collectors also read the console. */
const SESSION = /^[\w-]+\.[\w-]+\.[\w-]*$/;

/** What each code, or the missing code, of the server-kit says about the set-up. */
const CAUSES: Partial<Record<ProblemCode, (checkout: string, endpoint: string) => string>> = {
  checkout_unknown: (checkout) =>
    `the shop doesn't know this checkout${SESSION.test(checkout) ? '' : ` (checkout="${checkout}")`}: resolveCheckout returned nothing for ` +
    'it, or, with checkoutSessions, it is not a session that the shop signed, or it has expired or names another amount. In the sandbox, ' +
    "the server's response says which.",
  gateway_unintelligible: (_, endpoint) =>
    `${endpoint} did not answer like a server-kit. Is its router mounted there, and in front of the page's own routes?`,
  gateway_unreachable: (_, endpoint) =>
    `${endpoint} could not be reached. Is the server running? On another origin, the server-kit must name this page's in allowedOrigins.`,
  merchant_misconfigured: () => 'the server-kit is misconfigured; its log says why.',
};

/** No frame loaded, or one that is not a card server's. */
const causeOfNoFrame = (src: string): string =>
  `${src} did not answer as a card server with a frame for this page. Is it running, does its SHOP_ORIGINS have ${location.origin}, ` +
  "and does this page's Content-Security-Policy allow it in frame-src?" +
  (location.protocol === 'https:' && src.startsWith('http:') ? " An https page can't show an http frame." : '');

export type Diagnose = typeof diagnose;

/** Says in the console what is wrong and how to mend it: now, and when attributes change. `code` is why a checkout can't be offered. */
export default function diagnose(form: Element, code?: ProblemCode): void {
  warnOfAttributes(form);
  const cause = code && CAUSES[code];
  const checkout = form.getAttribute('checkout');
  const endpoint = form.getAttribute('endpoint');
  const src = form.getAttribute('src');
  if (src) {
    if (code === 'gateway_unreachable') warn(form, causeOfNoFrame(new URL(src, location.href).href));
  } else if (cause && checkout && endpoint) warn(form, cause(checkout, new URL(endpoint, location.href).href));
  if (watched.has(form)) return;
  watched.add(form);
  new MutationObserver(() => form.isConnected && warnOfAttributes(form)).observe(form, { attributes: true });
}

function warnOfAttributes(form: Element): void {
  const attribute = (name: string): string => form.getAttribute(name) ?? '';
  const wrong = Object.entries<readonly string[]>(ATTRIBUTE_VALUES)
    .filter(([name, values]) => attribute(name) && !values.includes(attribute(name).split('-')[0] ?? ''))
    .map(
      ([name, values]) =>
        `${name}="${attribute(name)}" is unknown, so ${values[0]} is used. It may be ${values.join(', ')}.`,
    );
  // While English is shown instead of another language, that language may still be loading, or may not exist.
  const lang = attribute('lang').toLowerCase().split(/[-_]/)[0] ?? '';
  const { renderRoot } = form as Partial<Pick<LitElement, 'renderRoot'>>;
  const spoken = renderRoot?.querySelector('[part=root]')?.getAttribute('lang');
  if (lang && spoken === 'en' && !isLanguage(lang))
    wrong.push(`lang="${attribute('lang')}" is unknown, so en is used. It may be ${LANGUAGE_CODES.join(', ')}.`);
  if (!attribute('checkout')) wrong.push('checkout is missing. Set it to your own reference for what is being paid.');
  if (attribute('src')) wrong.push(...wrongWithSrc(attribute('src'), attribute('endpoint')));
  else if (!isAddress(attribute('endpoint')))
    wrong.push('endpoint is missing or invalid. Set it to where the server-kit is mounted, for example /eximpe.');
  else if (!/^(\/|https?:)/.test(attribute('endpoint')))
    wrong.push(`endpoint="${attribute('endpoint')}" depends on the address of the page. Start it with a slash.`);
  for (const sentence of wrong) warn(form, sentence);
}

function wrongWithSrc(src: string, endpoint: string): string[] {
  if (!isAddress(src))
    return [`src="${src}" is not an address. Set it to the card server's, for example https://cards.shop.example.`];
  const wrong: string[] = [];
  if (new URL(src, location.href).origin === location.origin)
    wrong.push(
      `src="${src}" is on this page's own origin: every script on the page can read the card in the frame. Give the card server a host of its own.`,
    );
  if (endpoint) wrong.push('endpoint is ignored when src is set: the form in the frame talks to the card server.');
  return wrong;
}

function warn(form: Element, sentence: string): void {
  if (reported.has(sentence)) return;
  reported.add(sentence);
  // oxlint-disable-next-line no-console -- meant for the developer of the page, and nothing else reaches them
  console.warn(`<${form.localName}>: ${sentence}`);
}
