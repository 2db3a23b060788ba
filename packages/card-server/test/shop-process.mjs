// A shop as a separate process, so that a test can kill or inspect it. Prints a line when it is open, and one for each delivery
// that it receives; stores all hooks in the file STORE.
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';

/** Written here: the simulator's module would bring card numbers into this process. */
const CHECKOUT = {
  amount: '1000.00',
  currency: 'INR',
  buyer: {
    name: 'Asha Menon',
    email: 'asha.menon@example.com',
    phone: '+919876543210',
    address: { line1: '14 Bazaar Road', postalCode: '682002' },
  },
  product: { name: 'Table runner', description: 'Cotton', typeOfGoods: 'physical_goods', hsCode: '63025100' },
};

/** As in a shop that keeps its orders in memory. */
const heard = [];

createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const hook = JSON.parse(body);
  heard.push(hook);
  if (process.env.STORE) appendFileSync(process.env.STORE, `${JSON.stringify({ headers: request.headers, hook })}\n`);
  if (hook.type === 'checkout.resolve')
    return response.end(JSON.stringify({ ...CHECKOUT, invoice: { number: `INV-${hook.reference}` } }));
  process.stdout.write(`${hook.type} ${hook.payment?.checkout}\n`);
  if (process.env.ANSWERS === 'true') response.end();
}).listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('open\n'));
