// The page that opens on the shopper's click, and the page that sends them to the bank.
import { PAGE_WORDS } from '@eximpe/card-form/served-files';
import type { Language, LaunchPageData, WaitPageData } from '@eximpe/contract';
import { escapeHtml } from '@eximpe/contract/page-html';
import { inertJson, renderPage, spinner, words, type Sale } from './html.ts';

export interface PageContext {
  readonly language: Language;
  readonly sale: Sale;
  readonly nonce: string;
  /** Address of the widget package's challenge page script. */
  readonly scriptUrl: string;
}

/** The bank's page must not be able to control the shop's tab: the first thing this window does is to drop its link to that tab. */
const cutOpener = (nonce: string): string => `<script nonce="${nonce}">window.opener = null;</script>\n`;
/** Phone connections break: when a script does not arrive, the page loads once more. */
const again = (nonce: string): string =>
  `<script nonce="${nonce}">addEventListener('error', function (e) {
  if (e.target.tagName === 'SCRIPT' && performance.getEntriesByType('navigation')[0].type !== 'reload') location.reload();
}, true);</script>\n`;
const script = (url: string): string => `<script type="module" src="${escapeHtml(url)}"></script>`;

export function waitPage(context: PageContext, data: WaitPageData): string {
  const texts = PAGE_WORDS[context.language];
  return renderPage({
    ...shell(context, texts.connecting),
    body: `${spinner}\n${words(texts.connecting, texts.connectingMore)}`,
    scripts: `${inertJson(data)}\n${script(context.scriptUrl)}`,
  });
}

export function launchPage(context: PageContext, data: LaunchPageData): string {
  const texts = PAGE_WORDS[context.language];
  const byHand = data.scriptedUrl
    ? `<noscript><a class="button" href="${escapeHtml(data.scriptedUrl)}">${escapeHtml(texts.continue)}</a></noscript>`
    : '';
  return renderPage({
    ...shell(context, texts.connecting),
    body: `${spinner}\n${words(texts.connecting, texts.connectingMore)}\n${byHand}`,
    scripts: `${inertJson(data)}\n${script(context.scriptUrl)}`,
  });
}

/**
 * The bank's own page, in an origin that is not the shop's (its headers or its address see to that). Our line runs
 * before any code of theirs. It comes after the byte order mark, XML declaration and doctype, if there are any, so
 * that the page keeps its mode.
 */
export function templatePage(template: Uint8Array): Uint8Array {
  // Works on bytes, for any encoding that keeps ASCII: only our line is added.
  const page = Buffer.from(template).toString('latin1');
  const [start = ''] = /^(?:\xEF\xBB\xBF)?\s*(?:<\?[^>]*>\s*)?(?:<!doctype[^>]*>)?/i.exec(page) ?? [];
  return Buffer.from(`${start}<script>opener=null</script>${page.slice(start.length)}`, 'latin1');
}

const shell = ({ language, sale, nonce }: PageContext, title: string) => ({
  lang: language,
  sale,
  nonce,
  title,
  head: cutOpener(nonce) + again(nonce),
  wayBack: 'late' as const,
});
