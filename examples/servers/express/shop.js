// A shop with Express 5.
import express from 'express';
import { createKit, port, publicUrl } from './lib/kit.js';
import { findOrder, placeOrder } from './lib/orders.js';
import { checkoutPage, productPage } from './lib/pages.js';

const kit = createKit();
const app = express();
app.use('/eximpe', kit.router); // before body parsers, sessions and CSRF checks
app.use(express.json());
app.get('/', (request, response) => response.send(productPage()));
app.post('/orders', (request, response) => response.redirect(303, `/checkout/${placeOrder()}`));
app.get('/checkout/:reference', (request, response) => {
  const order = findOrder(request.params.reference);
  if (!order) return response.sendStatus(404);
  response.send(checkoutPage(order));
});
app.listen(port, () => console.log(publicUrl));
