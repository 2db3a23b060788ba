// The HTML of our own few pages: all have one layout and one style.
import { PAGE_WORDS } from '@eximpe/card-form/served-files';
import { LANGUAGES, PAGE_DATA_ID, rulesOf, type Language, type PageData, type PageTokens } from '@eximpe/contract';
import { escapeHtml, inRupees } from '@eximpe/contract/page-html';

/** Data for the page's script. `<` can't end the element early, and U+2028/9 can't break a line. */
export function inertJson(data: PageData): string {
  const json = JSON.stringify(data).replace(
    /[<\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `<script type="application/json" id="${PAGE_DATA_ID}">${json}</script>`;
}

const STYLE = `
:root { color-scheme: light dark; --accent: var(--eximpe-accent, #2b3fae); --on-accent: var(--eximpe-on-accent, #fff);
  --success: var(--eximpe-success, #14693f); --line: #e3e6eb; }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; min-height: 100dvh; display: grid; place-items: center; padding: 24px; background: #f4f5f7; color: #1b1f27;
  font: 16px/1.5 var(--eximpe-font, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif); }
main { width: 100%; max-width: 360px; overflow: hidden; text-align: center; background: #fff; border: 1px solid var(--line); border-radius: var(--eximpe-radius, 12px);
  box-shadow: 0 1px 2px rgb(16 24 40 / 4%), 0 12px 32px rgb(16 24 40 / 8%); }
header { display: flex; align-items: center; gap: 8px; padding: 14px 20px; border-bottom: 1px solid var(--line); text-align: start; }
header svg { flex: none; width: 20px; color: var(--success); }
header img { flex: none; height: 24px; max-width: 96px; object-fit: contain; }
header b { flex: 1; min-width: 0; overflow-wrap: anywhere; line-height: 1.3; }
header span { font-weight: 600; font-variant-numeric: tabular-nums; white-space: nowrap; }
.text { padding: 32px 24px; }
h1 { margin: 24px 0 0; font-size: 20px; line-height: 1.3; font-weight: 600; text-wrap: balance; }
p { margin: 8px 0 0; color: #596273; text-wrap: pretty; }
:lang(ur) :is(h1, p, a) { line-height: normal; }
.spinner { width: 40px; height: 40px; margin: 0 auto; border: 3px solid var(--line); border-top-color: var(--accent); border-radius: 50%; animation: turn 0.9s linear infinite; }
.mark { width: 48px; height: 48px; margin: 0 auto; display: grid; place-items: center; border-radius: 50%; }
.mark.warn { background: #fff4e5; color: #9a5b00; }
a { display: inline-block; margin-top: 16px; padding: 12px 24px; border-radius: var(--eximpe-radius, 10px); color: var(--accent); font-weight: 600; text-decoration: none; }
a.button { margin-top: 24px; background: var(--accent); color: var(--on-accent); }
a:hover { text-decoration: underline; }
a:active { opacity: 0.7; }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.late { animation: late 4s; }
@keyframes late { from, to { visibility: hidden; } }
@keyframes turn { to { transform: rotate(1turn); } }
@media (prefers-reduced-motion: reduce) { .spinner { animation-duration: 3s; } }
@media (prefers-contrast: more) { p { color: inherit; } main, header { border-color: currentcolor; } }
@media (prefers-color-scheme: dark) {
  :root { --accent: var(--eximpe-accent, #aab6ff); --on-accent: var(--eximpe-on-accent, #10142e); --success: var(--eximpe-success, #6fd6a2); --line: #2a303b; }
  body { background: #0f1217; color: #f1f3f6; }
  main { background: #181c23; box-shadow: none; }
  p { color: #a9b2c1; }
  .mark.warn { background: #33260f; color: #f1b45a; }
}
`;

/** Who is paid, and how much if that is known: all pages from the shop to the bank and back have this head, in the shop's style. */
export interface Sale {
  readonly shopName: string;
  /** Address of a picture. */
  readonly logo: string | null;
  /** Custom properties of CSS, by name. */
  readonly tokens: PageTokens;
  /** Address of the shop, or of its page for the time after a payment. */
  readonly wayBack: string;
  /** Decimal string in rupees. */
  readonly amount?: string | undefined;
}

export interface Page {
  readonly lang: Language;
  readonly sale: Sale;
  readonly title: string;
  readonly nonce: string;
  /** Already HTML. */
  readonly head?: string;
  readonly body: string;
  /** How clearly the link back shows: `main` when nothing else can be done, `late` when most shoppers are gone before they need it. */
  readonly wayBack: 'main' | 'late';
  /** After `</main>`. */
  readonly scripts?: string;
}

export const renderPage = ({ lang, sale, title, nonce, head = '', body, wayBack, scripts = '' }: Page): string =>
  `<!doctype html>
<html lang="${lang}" dir="${LANGUAGES[lang].direction}">
<head>
<meta charset="utf-8">
${head}<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">${rulesOf(sale.tokens)}${STYLE}</style>
</head>
<body>
<main>
${saleHead(sale)}
<div class="text">
${body}
<a class="back ${wayBack === 'main' ? 'button' : 'late'}" href="${escapeHtml(sale.wayBack)}">${escapeHtml(PAGE_WORDS[lang].back)}</a>
</div>
</main>
<script nonce="${nonce}">${GO_BACK}</script>
${scripts}
</body>
</html>
`;

/** In a window, the link back closes the window; in a frame it is removed, since the shop's page around it has its own. */
const GO_BACK = `{
  const back = document.querySelector('.back');
  if (parent !== window) back.remove();
  else if (!menubar.visible) back.addEventListener('click', (event) => { event.preventDefault(); close(); });
}`;

const LOCK =
  '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><path d="M6 10.5h12V20H6zM8.5 10V7.5a3.5 3.5 0 0 1 7 0V10"/></svg>';

function saleHead({ shopName, logo, amount }: Sale): string {
  const sum = amount === undefined ? '' : `<span>${inRupees(amount)}</span>`;
  const picture = logo === null ? '' : `<img src="${escapeHtml(logo)}" alt="">`;
  return `<header>${LOCK}${picture}<b dir="auto" translate="no">${escapeHtml(shopName)}</b>${sum}</header>`;
}

const ICONS = {
  warn: '<path d="M12 7v6"/><path d="M12 16.8v.2"/>',
} as const;

export const spinner = '<div class="spinner" role="presentation"></div>';
export const mark = (kind: keyof typeof ICONS): string =>
  `<div class="mark ${kind}" role="presentation"><svg width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${ICONS[kind]}</svg></div>`;
export const words = (title: string, text: string): string =>
  `<h1>${escapeHtml(title)}</h1>\n<p>${escapeHtml(text)}</p>`;
