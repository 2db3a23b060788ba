// Every script that a page's HTML runs or names, as a browser reads it.
import { html, parse, type DefaultTreeAdapterTypes } from 'parse5';

export interface PageScript {
  /** Whole address without query and fragment; null for an inline script. */
  readonly address: string | null;
  /** The address to fetch; null for an inline script. */
  readonly url: string | null;
  /** The text of an inline script; null for one with an address. */
  readonly text: string | null;
  /** The tag's `integrity`. */
  readonly integrity: string | null;
  /** Its name in the table, e.g. `inline (onclick of <button>)`. */
  readonly label: string;
}

type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.ParentNode;
type Element = DefaultTreeAdapterTypes.Element;

/** The types of scripts that run, or that say what runs. @see HTML, the script element's type; MIME Sniffing, JavaScript MIME types */
const RUNS =
  /^(?:|(?:text|application)\/(?:x-)?(?:java|ecma)script|text\/(?:javascript1\.[0-5]|jscript|livescript)|module|importmap|speculationrules)$/i;

/** @param url the page's address */
export function scriptsOfPage(source: string, url: string): PageScript[] {
  const elements = [...elementsIn(parse(source))];
  const base = elements.find(({ tagName, attrs }) => tagName === 'base' && valueOf(attrs, 'href') !== null);
  const href = base && valueOf(base.attrs, 'href');
  const baseUrl = href && URL.canParse(href, url) ? new URL(href, url).href : url;
  return elements.flatMap((element) => [
    ...scriptOf(element, baseUrl),
    ...handlersOf(element),
    ...framedBy(element, baseUrl),
  ]);
}

function scriptOf(element: Element, baseUrl: string): PageScript[] {
  const { tagName, attrs } = element;
  const isPreload = tagName === 'link' && /(?:^|\s)modulepreload(?:\s|$)/i.test(valueOf(attrs, 'rel') ?? '');
  if (tagName !== 'script' && !isPreload) return [];
  if (!isPreload && !RUNS.test((valueOf(attrs, 'type') ?? '').trim())) return [];
  const isHtml = element.namespaceURI === html.NS.HTML;
  const src = valueOf(attrs, isHtml && !isPreload ? 'src' : 'href');
  if (src === null) return isPreload ? [] : [inline(textOf(element), 'inline')];
  if (!URL.canParse(src, baseUrl)) return [];
  const url = new URL(src, baseUrl);
  if (!/^https?:$/.test(url.protocol)) return [inline(src, `inline (${url.protocol} address)`)];
  const address = url.origin + url.pathname;
  return [{ address, url: url.href, text: null, integrity: valueOf(attrs, 'integrity'), label: address }];
}

/** A frame with its page in `srcdoc` has the shop's origin. */
const framedBy = ({ tagName, attrs }: Element, baseUrl: string): PageScript[] =>
  tagName === 'iframe' ? scriptsOfPage(valueOf(attrs, 'srcdoc') ?? '', baseUrl) : [];

/** `onclick="…"` and `href="javascript:…"`: the guard's policy runs none of them. */
const handlersOf = ({ tagName, attrs }: Element): PageScript[] =>
  attrs
    .filter(({ name, value }) => /^on[a-z]+$/.test(name) || (RUN_FROM.has(name) && isJavaScript(value)))
    .map(({ name, value }) => inline(value, `inline (${name} of <${tagName}>)`));

const RUN_FROM = new Set(['href', 'src', 'action', 'formaction', 'data']);

/** Browsers ignore white space and control characters in front, and line ends and tabs inside. */
const isJavaScript = (value: string): boolean => URL.canParse(value) && new URL(value).protocol === 'javascript:';

const inline = (text: string, label: string): PageScript => ({
  address: null,
  url: null,
  text,
  integrity: null,
  label,
});

const valueOf = (attrs: Element['attrs'], name: string): string | null =>
  attrs.find((attribute) => attribute.name === name)?.value ?? null;

const textOf = ({ childNodes }: Element): string =>
  childNodes.map((child) => ('value' in child ? child.value : '')).join('');

/** Includes the contents of templates: a declared shadow root runs its scripts. */
function* elementsIn(node: Node): Generator<Element> {
  if ('tagName' in node) yield node;
  if ('content' in node) yield* elementsIn(node.content);
  if ('childNodes' in node) for (const child of node.childNodes) yield* elementsIn(child);
}
