// A shop with Fastify.
import middie from '@fastify/middie';
import Fastify from 'fastify';
import { createKit, port, publicUrl } from './lib/kit.js';
import { findOrder, placeOrder } from './lib/orders.js';
import { checkoutPage, productPage } from './lib/pages.js';

const kit = createKit();
const app = Fastify();
await app.register(middie); // its usual hook, onRequest, is before Fastify's body parsers
app.use('/eximpe', kit.router);
// The shop's own form sends nothing but a wish to buy.
app.addContentTypeParser('application/x-www-form-urlencoded', (request, payload, done) => {
  payload.resume().once('end', () => done(null, undefined));
});
app.get('/', (request, reply) => reply.type('text/html').send(productPage()));
app.post('/orders', (request, reply) => reply.redirect(`/checkout/${placeOrder()}`, 303));
app.get('/checkout/:reference', (request, reply) => {
  const order = findOrder(request.params.reference);
  if (!order) return reply.callNotFound();
  return reply.type('text/html').send(checkoutPage(order));
});
await app.listen({ port });
console.log(publicUrl);
