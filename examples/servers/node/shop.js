// A shop with Node's own server.
import { createServer } from 'node:http';
import { createKit, port, publicUrl } from './lib/kit.js';
import { findOrder, placeOrder } from './lib/orders.js';
import { checkoutPage, productPage } from './lib/pages.js';

const kit = createKit();
const server = createServer((request, response) => {
  // What is not below /eximpe comes back.
  kit.router(request, response, () => {
    const [pathname] = request.url.split('?', 1);
    const send = (status, body, headers = {}) =>
      response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body);
    if (request.method === 'POST' && pathname === '/orders')
      return send(303, '', { location: `/checkout/${placeOrder()}` });
    const order = findOrder(/^\/checkout\/([\w-]+)$/.exec(pathname)?.[1] ?? '');
    if (order) return send(200, checkoutPage(order));
    return pathname === '/' ? send(200, productPage()) : send(404, 'There is nothing here.');
  });
});
server.listen(port, () => console.log(publicUrl));
