// HTML for our own few pages: escaping, one frame, one look.
import { LANGUAGES, PAGE_DATA_ID, type Language, type PageData } from '@eximpe/contract';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

/** Data for the page's script. `<` can't end the element early, and U+2028/9 can't break a line. */
export function inertJson(data: PageData): string {
  const json = JSON.stringify(data).replace(
    /[<\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `<script type="application/json" id="${PAGE_DATA_ID}">${json}</script>`;
}

const STYLE = `
:root { color-scheme: light dark; }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; min-height: 100dvh; display: grid; place-items: center; padding: 24px; background: #f4f5f7; color: #1b1f27;
  font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; }
main { width: 100%; max-width: 360px; overflow: hidden; text-align: center; background: #fff; border: 1px solid #e3e6eb; border-radius: 12px;
  box-shadow: 0 1px 2px rgb(16 24 40 / 4%), 0 12px 32px rgb(16 24 40 / 8%); }
header { display: flex; align-items: center; gap: 8px; padding: 14px 20px; border-bottom: 1px solid #e3e6eb; text-align: start; }
header svg { flex: none; width: 20px; color: #14693f; }
header b { flex: 1; min-width: 0; overflow-wrap: anywhere; line-height: 1.3; }
header span { font-weight: 600; font-variant-numeric: tabular-nums; white-space: nowrap; }
.text { padding: 32px 24px 36px; }
h1 { margin: 24px 0 0; font-size: 20px; line-height: 1.3; font-weight: 600; text-wrap: balance; }
p { margin: 8px 0 0; color: #596273; text-wrap: pretty; }
:lang(ur) :is(h1, p) { line-height: normal; }
.spinner { width: 40px; height: 40px; margin: 0 auto; border: 3px solid #e3e6eb; border-top-color: #2b3fae; border-radius: 50%; animation: turn 0.9s linear infinite; }
.mark { width: 48px; height: 48px; margin: 0 auto; display: grid; place-items: center; border-radius: 50%; background: #eef2ff; color: #2b3fae; }
.mark.warn { background: #fff4e5; color: #9a5b00; }
a.button { display: inline-block; margin-top: 24px; padding: 12px 24px; border-radius: 10px; background: #2b3fae; color: #fff; font-weight: 600; text-decoration: none; }
a.button:focus-visible { outline: 3px solid #aab6ff; outline-offset: 2px; }
@keyframes turn { to { transform: rotate(1turn); } }
@media (prefers-reduced-motion: reduce) { .spinner { animation-duration: 3s; } }
@media (prefers-color-scheme: dark) {
  body { background: #0f1217; color: #f1f3f6; }
  main { background: #181c23; border-color: #2a303b; box-shadow: none; }
  header { border-color: #2a303b; }
  header svg { color: #6fd6a2; }
  p { color: #a9b2c1; }
  .spinner { border-color: #2f3744; border-top-color: #aab6ff; }
  .mark { background: #1e2940; color: #aab6ff; }
  .mark.warn { background: #33260f; color: #f1b45a; }
  a.button { background: #aab6ff; color: #0c1838; }
}
`;

/** Who is paid, and how much where that is known: the same head from the shop to the bank and back. */
export interface Sale {
  readonly shopName: string;
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
  /** After `</main>`. */
  readonly scripts?: string;
}

export const renderPage = ({ lang, sale, title, nonce, head = '', body, scripts = '' }: Page): string =>
  `<!doctype html>
<html lang="${lang}" dir="${LANGUAGES[lang].direction}">
<head>
<meta charset="utf-8">
${head}<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<main>
${saleHead(sale)}
<div class="text">
${body}
</div>
</main>
${scripts}
</body>
</html>
`;

const LOCK =
  '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><path d="M6 10.5h12V20H6zM8.5 10V7.5a3.5 3.5 0 0 1 7 0V10"/></svg>';

/** In Latin digits whatever the language, as on the bank's page that comes next. */
const inRupees = new Intl.NumberFormat('en-IN', { style: 'currency', currency: 'INR' });

function saleHead({ shopName, amount }: Sale): string {
  const sum = amount === undefined ? '' : `<span>${inRupees.format(Number(amount))}</span>`;
  return `<header>${LOCK}<b dir="auto" translate="no">${escapeHtml(shopName)}</b>${sum}</header>`;
}

const ICONS = {
  warn: '<path d="M12 7v6"/><path d="M12 16.8v.2"/>',
} as const;

export const spinner = '<div class="spinner" role="presentation"></div>';
export const mark = (kind: keyof typeof ICONS): string =>
  `<div class="mark ${kind}" role="presentation"><svg width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${ICONS[kind]}</svg></div>`;
export const words = (title: string, text: string): string =>
  `<h1>${escapeHtml(title)}</h1>\n<p>${escapeHtml(text)}</p>`;
