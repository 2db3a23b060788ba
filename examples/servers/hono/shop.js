// A shop with Hono on Node.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { createKit, port, publicUrl } from './lib/kit.js';
import { findOrder, placeOrder } from './lib/orders.js';
import { checkoutPage, productPage } from './lib/pages.js';

const kit = createKit();
const app = new Hono();
// Before anything that reads bodies. Hooks get Hono's `c` as `native`.
app.all('/eximpe/*', (c) => kit.fetch(c.req.raw, { native: c, incoming: c.env.incoming }));
app.get('/', (c) => c.html(productPage()));
app.post('/orders', (c) => c.redirect(`/checkout/${placeOrder()}`, 303));
app.get('/checkout/:reference', (c) => {
  const order = findOrder(c.req.param('reference'));
  return order ? c.html(checkoutPage(order)) : c.notFound();
});
serve({ fetch: app.fetch, port }, () => console.log(publicUrl));
