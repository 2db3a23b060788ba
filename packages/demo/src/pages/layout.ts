// The frame around every page of the shop.
import { html, type Html } from '../html.ts';

export type Theme = 'auto' | 'light' | 'dark';

export function layout(title: string, theme: Theme, lang: string, body: Html, head: Html = html``): Html {
  return html`<!doctype html>
    <html lang="${lang}" data-theme="${theme}" dir="${['ur', 'ar'].includes(lang) ? 'rtl' : 'ltr'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content" />
        <meta name="color-scheme" content="${theme === 'auto' ? 'light dark' : theme}" />
        <title>${title}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/shop.css" />
        ${head}
      </head>
      <body>
        <header class="shop-header">
          <a class="brand" href="/" dir="ltr"
            ><img src="/assets/icon.svg" alt="" width="32" height="32" />Neel Bazaar</a
          >
          <span class="strapline">Hand-block cotton from Kutch</span>
        </header>
        ${body}
        <footer class="shop-footer" dir="ltr">
          <p>A demonstration of EximPe Card Form. Nothing is sold here, and no money moves.</p>
        </footer>
      </body>
    </html>`;
}

/** `₹1,000.00`; takes rupees with two places. */
export function rupees(amount: string): string {
  return new Intl.NumberFormat('en-IN', { style: 'currency', currency: 'INR' }).format(Number(amount));
}
