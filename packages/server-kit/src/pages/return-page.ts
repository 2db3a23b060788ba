// The last pages of a challenge: back from the bank, refused, used up.
import { PAGE_WORDS } from '@eximpe/card-form/served-files';
import { CLOSABLE_ID, type Language, type ReturnPageData } from '@eximpe/contract';
import { escapeHtml } from '@eximpe/contract/page-html';
import { inertJson, mark, renderPage, spinner, words, type Sale } from './html.ts';

interface Context {
  readonly language: Language;
  readonly sale: Sale;
  readonly nonce: string;
}

/** @param script the widget package's return page script, inlined: nothing has to be fetched to say "I'm back". */
export function returnPage({ language, sale, nonce }: Context, data: ReturnPageData, script: string): string {
  const texts = PAGE_WORDS[language];
  const [title, text, sign] =
    data.signal === 'returned'
      ? [texts.returned, texts.returnedMore, spinner]
      : [texts.refused, texts.refusedMore, mark('warn')];
  const isBack = data.signal === 'returned';
  const closable = isBack ? `<p id="${CLOSABLE_ID}" hidden>${escapeHtml(texts.closable)}</p>` : '';
  const onward = data.resultUrl
    ? `<noscript><a class="button" href="${escapeHtml(data.resultUrl)}">${escapeHtml(texts.continue)}</a></noscript>`
    : '';
  return renderPage({
    lang: language,
    sale,
    nonce,
    title,
    body: `${sign}\n${words(title, text)}\n${closable}\n${onward}`,
    wayBack: isBack ? 'late' : 'main',
    scripts: `${inertJson(data)}\n<script type="module" nonce="${nonce}">${inlineable(script)}</script>`,
  });
}

/** A page with a message and nothing else. */
export function messagePage({ language, sale, nonce }: Context, kind: 'used' | 'refused'): string {
  const texts = PAGE_WORDS[language];
  const [title, text] = kind === 'used' ? [texts.used, texts.usedMore] : [texts.refused, texts.refusedMore];
  return renderPage({
    lang: language,
    sale,
    nonce,
    title,
    body: `${mark('warn')}\n${words(title, text)}`,
    wayBack: 'main',
  });
}

/** Script text can't close its own element. */
const inlineable = (script: string): string => script.replace(/<\/(script)/gi, '<\\/$1').replace(/<!--/g, '<\\!--');
