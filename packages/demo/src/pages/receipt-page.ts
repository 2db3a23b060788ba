// The receipt. It shows what the shop's order book says, which only the kit's onPaid can change.
import { html, type Html } from '../html.ts';
import type { Order } from '../orders.ts';
import { layout, rupees, titleOf, type Theme } from './layout.ts';

export function receiptPage(order: Order, theme: Theme): Html {
  if (order.state !== 'paid') return notPaidYet(order, theme);
  const { shop } = order;
  return layout(
    { title: 'Receipt', style: order.style, theme, lang: 'en' },
    html`<main class="receipt">
      <p class="badge paid">Paid</p>
      <h1 tabindex="-1">Thank you, Asha.</h1>
      <p>${shop.promise}</p>
      <dl class="sums">
        <div>
          <dt>${shop.item}</dt>
          <dd>${rupees(shop.itemPrice)}</dd>
        </div>
        <div>
          <dt>${shop.extra}</dt>
          <dd>${rupees(shop.extraPrice)}</dd>
        </div>
        <div class="total">
          <dt>Paid</dt>
          <dd>${rupees(shop.total)}</dd>
        </div>
        <div>
          <dt>Date</dt>
          <dd>${order.paidAt ? inIndia(order.paidAt) : ''}</dd>
        </div>
        <div>
          <dt>Card</dt>
          <dd>${order.card ? `${titleOf(order.card.network)} ending ${order.card.last4}` : ''}</dd>
        </div>
        <div>
          <dt>Order</dt>
          <dd>${order.reference}</dd>
        </div>
        <div>
          <dt>EximPe order</dt>
          <dd>${order.eximpeOrderId}</dd>
        </div>
        <div>
          <dt>Invoice</dt>
          <dd>${order.invoiceNumber}</dd>
        </div>
      </dl>
      <h2>What comes next</h2>
      <ol class="next">
        ${shop.next.map((step) => html`<li>${step}</li>`)}
      </ol>
      <p><a href="/?style=${order.style}">Start another order</a></p>
    </main>`,
  );
}

/** `28 November 2026 at 7:42 pm`, in the shop's time zone. */
const inIndia = (date: Date): string =>
  new Intl.DateTimeFormat('en-IN', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Kolkata' }).format(date);

function notPaidYet(order: Order, theme: Theme): Html {
  return layout(
    {
      title: 'Order',
      style: order.style,
      theme,
      lang: 'en',
      head: html`<script type="module" src="/assets/receipt.js"></script>`,
    },
    html`<main class="receipt" data-waiting>
      <p class="badge">Not paid yet</p>
      <h1>We have no payment for this order so far.</h1>
      <p>
        If you have just paid, the bank may still be confirming it; this page looks again by itself. Please do not pay
        twice.
      </p>
      <p><a href="/checkout/${order.reference}">Back to the checkout</a></p>
    </main>`,
  );
}
