// A gateway that always says yes, after a given delay; counts what it is asked. Not a simulator: it checks nothing.
import { createServer } from 'node:http';

const TEMPLATE = Buffer.from(
  `<html><body><form name="payment_post" action="https://acs.example/x" method="post"><input type="hidden" name="PaReq" value="${'ab'.repeat(900)}"></form></body></html>`,
).toString('base64');

let delayMs = Number(process.argv[2] ?? 0);
let orders = 0;
let asked = 0;
let described = 0;
const decided = new Map();

function answer(path) {
  if (path === '/pg/bin/') return { data: { bank: 'x', network: 'visa', card_type: 'debit_card', is_domestic: true } };
  if (path === '/pg/orders/') {
    orders += 1;
    return { success: true, data: { order_id: `OD${orders}`, acs_template: TEMPLATE } };
  }
  const orderId = path.split('/')[3];
  const status = decided.get(orderId) ?? 'payment_pending';
  if (path === `/pg/orders/${orderId}/`) {
    described += 1;
    const payments = status === 'payment_successful' ? [{ payment_id: `PR-${orderId}`, status: 'captured' }] : [];
    return { data: { order_id: orderId, status, amount: '1000.00', currency: 'INR', payments } };
  }
  asked += 1;
  return { data: { order_id: orderId, status } };
}

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    const send = () => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer(request.url)));
    };
    if (delayMs > 0) setTimeout(send, delayMs);
    else send();
  });
});
// Longer than any pause between rounds: a reused connection must not break.
server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('message', (message) => {
  if (message.delayMs !== undefined) delayMs = message.delayMs;
  if (message.decide) decided.set(message.decide, 'payment_successful');
  if (message.ask) process.send({ asked, described, orders });
});
