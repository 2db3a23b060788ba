// The layout of every page of a shop.
import { LANGUAGES, type Language } from '@eximpe/contract/languages';
import { NETWORKS } from '@eximpe/contract/networks';
import { html, type Html } from '../html.ts';
import { SHOPS, STYLES, type Style } from '../shops.ts';

export type Theme = 'auto' | 'light' | 'dark';

export interface Frame {
  readonly title: string;
  readonly style: Style;
  readonly theme: Theme;
  readonly lang: Language;
  /** The query that the switcher keeps: `lang=ur&…` */
  readonly query?: string;
  readonly head?: Html;
}

export function layout({ title, style, theme, lang, query = '', head = html`` }: Frame, body: Html): Html {
  const shop = SHOPS[style];
  const shown = shop.alwaysDark ? 'dark' : theme;
  return html`<!doctype html>
    <html lang="${lang}" data-style="${style}" data-theme="${shown}" dir="${LANGUAGES[lang].direction}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content" />
        <meta name="color-scheme" content="${shown === 'auto' ? 'light dark' : shown}" />
        <title>${title} · ${shop.name}</title>
        <link rel="icon" href="/assets/${style}-icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/shop.css" />
        <link rel="stylesheet" href="/assets/${style}.css" />
        ${head}
      </head>
      <body>
        <aside class="demonstration" aria-label="About this shop" lang="en" dir="ltr">
          <strong>Demonstration.</strong> Nothing is sold, no money moves. Pay with a test card, never with your own.
        </aside>
        <nav class="styles" aria-label="Shops of this demonstration" lang="en" dir="ltr">
          <span>Demo shops</span>
          ${STYLES.map(
            (each) =>
              html`<a href="/?style=${each}${query && `&${query}`}" ${each === style ? html`aria-current="page"` : ''}
                >${SHOPS[each].label}</a
              >`,
          )}
        </nav>
        <header class="shop-header" lang="en" dir="ltr">
          <a class="brand" href="/?style=${style}"
            ><img src="/assets/${style}-icon.svg" alt="" width="32" height="32" />${shop.name}</a
          >
          <span class="strapline">${shop.strapline}</span>
        </header>
        ${body}
        <footer class="shop-footer" lang="en" dir="ltr">
          <p>A demonstration of EximPe Card Form. Nothing is sold here, and no money moves.</p>
        </footer>
      </body>
    </html>`;
}

/** `RuPay` for `rupay`; an unknown network keeps its code. */
export const titleOf = (network: string): string =>
  (NETWORKS as Readonly<Record<string, { readonly title: string }>>)[network]?.title ?? network;

/** `₹1,000.00`, on one line; takes rupees with two decimal places. */
export function rupees(amount: string): Html {
  const written = new Intl.NumberFormat('en-IN', { style: 'currency', currency: 'INR' }).format(Number(amount));
  return html`<span class="amount">${written}</span>`;
}
