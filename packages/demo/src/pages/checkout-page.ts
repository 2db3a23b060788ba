// The checkout: what is being bought, the card form, and a side panel for the curious.
import { html, type Html } from '../html.ts';
import type { Order } from '../orders.ts';
import type { TestCard } from '../test-cards.ts';
import { layout, rupees, type Theme } from './layout.ts';

interface View {
  readonly challenge: string;
  readonly theme: Theme;
  readonly lang: string;
  readonly testCards: readonly TestCard[];
}

export function checkoutPage(order: Order, view: View): Html {
  const { challenge, theme, lang } = view;
  return layout(
    'Checkout · Neel Bazaar',
    theme,
    lang,
    html`<main class="checkout">
        <section class="summary" aria-labelledby="summary-title" dir="ltr">
          <h1 id="summary-title">Your order</h1>
          <div class="item">
            <img
              class="swatch"
              src="/assets/runner.svg"
              alt="Indigo table runner with a printed border"
              width="96"
              height="96"
            />
            <div>
              <p class="item-name">${order.item}</p>
              <p class="muted">Ajrakh print, 35 × 180 cm</p>
            </div>
            <p class="price">${rupees(order.itemPrice)}</p>
          </div>
          <dl class="sums">
            <div>
              <dt>Delivery to Kochi 682002</dt>
              <dd>${rupees(order.delivery)}</dd>
            </div>
            <div class="total">
              <dt>Total</dt>
              <dd>${rupees(order.total)}</dd>
            </div>
          </dl>
          <p class="muted">Order ${order.reference}</p>
        </section>
        <section class="pay" aria-labelledby="pay-title">
          <h2 id="pay-title" dir="ltr">Pay by card</h2>
          <eximpe-card-form endpoint="/eximpe" checkout="${order.reference}" challenge="${challenge}" lang="${lang}">
          </eximpe-card-form>
          <a class="receipt-link" href="/receipt/${order.reference}" hidden>View your receipt</a>
        </section>
      </main>
      ${panel(view)}`,
    // The shop listens before the form starts: a payment found again may be settled at once.
    html`<script type="module" src="/assets/shop.js"></script>
      <script type="module" src="/eximpe/card-form.js"></script>`,
  );
}

function panel({ challenge, theme, testCards }: View): Html {
  return html`<aside class="panel" aria-labelledby="panel-title" dir="ltr">
    <details>
      <summary><h2 id="panel-title">Behind the counter</h2></summary>
      <div class="panel-body">
        <form class="knobs" method="get">
          ${choice('challenge', 'Bank page', challenge, ['auto', 'popup', 'iframe', 'redirect'])}
          ${choice('theme', 'Colours', theme, ['auto', 'light', 'dark'])}
          <button type="submit">Apply</button>
          <a href="/">New order</a>
        </form>
        ${
          testCards.length === 0
            ? ''
            : html`<h3>Test cards</h3>
                <p class="muted">Any later month, any code. At the bank, the OTP is <code>123456</code>.</p>
                <ul class="cards">
                  ${testCards.map(
                    (card) =>
                      html`<li>
                        <button type="button" class="copy" data-copy="${card.number}">
                          <code>${card.number.replace(/(.{4})(?=.)/g, '$1 ')}</code>
                          <span class="muted">${card.network} · ${card.what}</span>
                        </button>
                      </li>`,
                  )}
                </ul>`
        }
        <h3>Events</h3>
        <ol class="events" aria-label="Events of the card form"></ol>
      </div>
    </details>
  </aside>`;
}

function choice(name: string, label: string, chosen: string, options: readonly string[]): Html {
  return html`<label
    >${label}
    <select name="${name}">
      ${options.map((option) => html`<option ${option === chosen ? html`selected` : ''}>${option}</option>`)}
    </select>
  </label>`;
}
