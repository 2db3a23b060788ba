// The pay page's HTML: the shop, the amount, the form.
import { LANGUAGES, rulesOf, type Language } from '@eximpe/contract';
import { escapeHtml, inRupees } from '@eximpe/contract/page-html';
import { MOUNT, SCRIPT } from '../addresses.ts';
import type { Wishes } from '../wishes.ts';
import type { PageLooks } from './looks.ts';

export interface PayDocument {
  readonly reference: string;
  /** Rupees with two decimals; undefined when the checkout can't be paid now. */
  readonly amount: string | undefined;
  /** Where the shopper goes once it is paid. */
  readonly returnUrl: string | undefined;
  readonly lang: Language;
  readonly challenge: Wishes['challenge'];
  readonly looks: PageLooks;
  readonly nonce: string;
}

export function payDocument({ reference, amount, returnUrl, lang, challenge, looks, nonce }: PayDocument): string {
  const sum = amount === undefined ? undefined : inRupees(amount);
  const name = escapeHtml(looks.shopName);
  const logo = looks.logoUrl === undefined ? '' : `<img src="${escapeHtml(looks.logoUrl)}" alt="" height="40">`;
  const icon = looks.logoUrl === undefined ? '' : `<link rel="icon" href="${escapeHtml(looks.logoUrl)}">`;
  const back =
    returnUrl === undefined
      ? ''
      : `<a slot="success" class="back" href="${escapeHtml(returnUrl)}" translate="no">${name}<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M5 12h14m-6-6 6 6-6 6"/></svg></a>`;
  return `<!doctype html>
<html lang="${lang}" dir="${LANGUAGES[lang].direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<title>${sum === undefined ? name : `${sum} · ${name}`}</title>
${icon}
<style nonce="${nonce}">${STYLE}${rulesOf(looks.tokens)}</style>
<script src="${SCRIPT}" nonce="${nonce}"></script>
<script type="module" src="${MOUNT}/card-form.js"></script>
</head>
<body>
<main>
<header>
${logo}
<h1 translate="no"><bdi>${name}</bdi></h1>
<p>${sum ?? ''}</p>
</header>
<eximpe-card-form endpoint="${MOUNT}" checkout="${escapeHtml(reference)}"${challenge === undefined ? '' : ` challenge="${challenge}"`}>${back}</eximpe-card-form>
</main>
</body>
</html>
`;
}

const STYLE = `
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; min-height: 100dvh; display: grid; place-items: start center; padding: 0;
  background: var(--eximpe-page, #f4f5f7); color: var(--eximpe-ink, #1b1f27);
  font: 16px/1.5 var(--eximpe-font, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif); }
main { width: 100%; min-height: 100vh; min-height: 100dvh; padding: 20px 16px 32px; background: var(--eximpe-surface, #fff); }
header { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; padding-block-end: 16px; margin-block-end: 24px; border-block-end: 1px solid rgb(128 128 128 / 30%); }
header img { display: block; max-width: 160px; object-fit: contain; }
h1 { flex: 1; min-width: 8ch; margin: 0; overflow-wrap: anywhere; font-size: 17px; line-height: 1.3; font-weight: 600; }
header p { margin: 0; font-size: 22px; line-height: 1.3; font-weight: 650; font-variant-numeric: tabular-nums; white-space: nowrap; }
header p:empty { display: none; }
.back { display: inline-flex; align-items: center; gap: 8px; margin-block-start: 12px; padding: 12px 20px; border-radius: var(--eximpe-radius, 10px);
  background: var(--eximpe-accent, #2b3fae); color: var(--eximpe-on-accent, #fff); font-weight: 600; text-decoration: none; }
.back:focus-visible { outline: 3px solid var(--eximpe-accent, #2b3fae); outline-offset: 3px; }
.back svg { flex: none; width: 20px; fill: none; stroke: currentcolor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
[dir='rtl'] .back svg { transform: scaleX(-1); }
@media (min-width: 560px) {
  body { place-items: center; padding: 32px 24px; }
  main { max-width: 480px; min-height: 0; padding: 28px 32px 32px; border: 1px solid rgb(128 128 128 / 25%); border-radius: 16px;
    box-shadow: 0 1px 2px rgb(16 24 40 / 4%), 0 12px 32px rgb(16 24 40 / 8%); }
}
@media (prefers-color-scheme: dark) {
  body { background: var(--eximpe-page, #0f1217); color: var(--eximpe-ink, #f1f3f6); }
  main { background: var(--eximpe-surface, #181c23); box-shadow: none; }
  .back { background: var(--eximpe-accent, #aab6ff); color: var(--eximpe-on-accent, #10142e); }
}
`;
