// The shop's pages.
import { PRODUCT } from './orders.js';

export const STYLE = `
  :root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5 }
  main { max-width: 28rem; margin: 3rem auto; padding: 0 1rem }
  button { font: inherit; padding: 0.6rem 1.4rem }
`;

export const rupees = (amount) =>
  new Intl.NumberFormat('en-IN', { style: 'currency', currency: 'INR' }).format(Number(amount));

const page = (title, body) => `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title}</title>
  <style>${STYLE}</style>
  <main>${body}</main>
</html>`;

export const productPage = () =>
  page(
    PRODUCT.title,
    `<h1>${PRODUCT.title}</h1>
    <p>${PRODUCT.description}: ${rupees(PRODUCT.price)}</p>
    <form method="post" action="/orders"><button>Buy</button></form>`,
  );

export const checkoutPage = ({ reference, paid_at: paidAt }) =>
  page(
    'Checkout',
    `<h1>${PRODUCT.title}</h1>
    ${
      paidAt
        ? '<p>Paid. Thank you!</p>'
        : `<script type="module" src="/eximpe/card-form.js"></script>
    <eximpe-card-form endpoint="/eximpe" checkout="${reference}"></eximpe-card-form>`
    }`,
  );
