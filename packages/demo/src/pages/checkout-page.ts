// The checkout: what is bought, the card form, and a side panel for the curious.
import { LANGUAGE_CODES, type Language } from '@eximpe/contract/languages';
import { html, type Html } from '../html.ts';
import { MODE_NAMES, MODES, type Mode } from '../modes.ts';
import type { Order } from '../orders.ts';
import type { TestCard } from '../test-cards.ts';
import { layout, rupees, titleOf, type Theme } from './layout.ts';

interface View {
  readonly mode: Mode;
  /** The card server's address, if there is one: then the other modes are available, too. */
  readonly cardServer: string | undefined;
  /** The session that names the checkout to the card server, for an order that it charges. */
  readonly session: string | undefined;
  readonly challenge: string;
  readonly theme: Theme;
  readonly lang: Language;
  /** The shop knows the shopper, and the form saves cards for them. */
  readonly known: boolean;
  readonly testCards: readonly TestCard[];
}

export function checkoutPage(order: Order, view: View): Html {
  const { reference, style, shop } = order;
  const { mode, challenge, theme, lang } = view;
  return layout(
    {
      title: 'Checkout',
      style,
      theme,
      lang,
      query: new URLSearchParams({ fields: mode, challenge, theme, lang }).toString(),
      // The shop listens before the form starts: a resumed payment may be decided at once.
      head: html`<script type="module" src="/assets/shop.js"></script>
        ${mode === 'page' ? '' : html`<script type="module" src="/eximpe/card-form.js"></script>`}`,
    },
    html`<main class="checkout">
        <section class="summary" aria-labelledby="summary-title" lang="en" dir="ltr">
          <h1 id="summary-title">Your order</h1>
          <div class="item">
            <img class="swatch" src="/assets/${style}-item.svg" alt="${shop.picture}" width="96" height="96" />
            <div>
              <p class="item-name">${shop.item}</p>
              <p class="muted">${shop.detail}</p>
            </div>
            <p class="price">${rupees(shop.itemPrice)}</p>
          </div>
          <dl class="sums">
            <div>
              <dt>${shop.extra}</dt>
              <dd>${rupees(shop.extraPrice)}</dd>
            </div>
            <div class="total">
              <dt>Total</dt>
              <dd>${rupees(shop.total)}</dd>
            </div>
          </dl>
          <p class="muted">Order ${reference}</p>
        </section>
        <section class="pay" aria-labelledby="pay-title">
          <h2 id="pay-title" lang="en" dir="ltr">Pay by card</h2>
          ${mode === 'page' ? wayToPayPage(order, view) : form(order, view)}
        </section>
      </main>
      ${panel(style, view)}`,
  );
}

const form = ({ reference, shop }: Order, { mode, cardServer, session, challenge, lang }: View): Html =>
  html`<eximpe-card-form
    ${mode === 'frame' ? html`src="${cardServer}" checkout="${session}"` : html`endpoint="/eximpe" checkout="${reference}"`}
    challenge="${challenge}"
    lang="${lang}"
  >
    ${shop.about ? html`<p slot="header" class="about" lang="en" dir="ltr">You pay ${rupees(shop.total)} (${shop.about})</p>` : ''}
    <a slot="success" lang="en" class="receipt-link" href="/receipt/${reference}">View your receipt</a>
  </eximpe-card-form>`;

const wayToPayPage = ({ reference, shop, state }: Order, { lang, challenge }: View): Html =>
  html`<div class="way" lang="en" dir="ltr">
    ${
      state === 'paid'
        ? html`<p>This order is paid.</p>
            <a class="receipt-link" href="/receipt/${reference}">View your receipt</a>`
        : html`<p class="muted">
              You type your card on a page of its own, which nothing of this shop can read, and then come back
              here.${shop.about ? ` You pay rupees (${shop.about}).` : ''}
            </p>
            <a class="to-pay" href="/checkout/${reference}/pay?lang=${lang}&challenge=${challenge}"
              >Continue to pay ${rupees(shop.total)}</a
            >`
    }
  </div>`;

function panel(style: string, { mode, cardServer, challenge, theme, lang, known, testCards }: View): Html {
  return html`<aside class="panel" aria-labelledby="panel-title" lang="en" dir="ltr">
    <details>
      <summary><h2 id="panel-title">Behind the counter</h2></summary>
      <div class="panel-body">
        <form class="knobs" method="get">
          ${cardServer ? choice('fields', 'Card fields', mode, MODE_NAMES, (name) => MODES[name].title) : ''}
          ${choice('challenge', 'Bank page', challenge, ['auto', 'popup', ...(mode === 'element' ? ['iframe'] : []), 'redirect'])}
          ${choice('theme', 'Colours', theme, ['auto', 'light', 'dark'])}
          ${choice('lang', 'Language', lang, LANGUAGE_CODES, nativeName)}
          ${choice('shopper', 'Shopper', known ? 'known' : 'guest', ['guest', 'known'])}
          <button type="submit">Apply</button>
          <a href="/?style=${style}&fields=${mode}">New order</a>
        </form>
        ${
          testCards.length === 0
            ? ''
            : html`<h3>Test cards</h3>
                <p class="muted">Any later month, any code. At the bank, the OTP is <code>123456</code>.</p>
                ${groupsOf(testCards).map(
                  ([what, cards]) =>
                    html`<h4>${what}</h4>
                      <ul class="cards">
                        ${cards.map(
                          ({ number, network }) =>
                            html`<li>
                              <button type="button" class="copy" data-copy="${number}">
                                <code>${number.replace(/(.{4})(?=.)/g, '$1 ')}</code>
                                <span class="muted">${titleOf(network)}</span>
                              </button>
                            </li>`,
                        )}
                      </ul>`,
                )}`
        }
        ${
          mode === 'page'
            ? ''
            : html`<h3>Events</h3>
                <ol class="events" aria-label="Events of the card form"></ol>`
        }
      </div>
    </details>
  </aside>`;
}

/** Groups the cards by what they show, in the simulator's order. */
const groupsOf = (cards: readonly TestCard[]): (readonly [string, readonly TestCard[]])[] =>
  [...new Set(cards.map(({ what }) => what))].map((each) => [each, cards.filter(({ what }) => what === each)]);

const nativeName = (lang: string): string => new Intl.DisplayNames([lang], { type: 'language' }).of(lang) ?? lang;

function choice<Option extends string>(
  name: string,
  label: string,
  chosen: Option,
  options: readonly Option[],
  print: (option: Option) => string = (option) => option,
): Html {
  return html`<label
    >${label}
    <select name="${name}">
      ${options.map(
        (option) =>
          html`<option value="${option}" ${option === chosen ? html`selected` : ''}>${print(option)}</option>`,
      )}
    </select>
  </label>`;
}
