// A shop as a process of its own, so that a test can kill it. Prints a line when it is open, and one for each delivery it hears.
import { createServer } from 'node:http';

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

createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const hook = JSON.parse(body);
  if (hook.type === 'checkout.resolve')
    return response.end(JSON.stringify({ ...CHECKOUT, invoice: { number: `INV-${hook.reference}` } }));
  process.stdout.write(`${hook.type} ${hook.payment?.checkout}\n`);
  if (process.env.ANSWERS === 'true') response.end();
}).listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('open\n'));
