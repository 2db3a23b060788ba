// A shop with Express 5: one product, one page, one payment.
import { createEximpeKit } from '@eximpe/server-kit';
import express from 'express';

const port = Number(process.env.PORT ?? 3000);
const publicUrl = process.env.PUBLIC_URL ?? `http://localhost:${port}`;
// Your database. The price lives here, never in the browser.
const orders = new Map([['ORDER-1', { total: '1000.00', paid: false }]]);

const kit = createEximpeKit({
  clientId: process.env.EXIMPE_CLIENT_ID,
  clientSecret: process.env.EXIMPE_CLIENT_SECRET,
  encryptionKey: process.env.EXIMPE_ENCRYPTION_KEY, // dashboard → Developer
  environment: 'sandbox',
  baseUrl: process.env.EXIMPE_BASE_URL, // the simulator's; leave it out for EximPe's own sandbox
  secret: process.env.EXIMPE_KIT_SECRET,
  publicUrl,
  unsafeAllowHttp: publicUrl.startsWith('http://localhost'), // on your own machine only
  resolveCheckout(reference) {
    const order = orders.get(reference);
    if (!order) return undefined;
    return {
      amount: order.total,
      currency: 'INR',
      buyer: {
        name: 'Asha Menon',
        email: 'asha@example.com',
        phone: '+919876543210',
        address: { line1: '14 Bazaar Road', city: 'Kochi', state: 'Kerala', postalCode: '682002' },
      },
      product: {
        name: 'Table runner',
        description: 'Cotton table runner, printed by hand', // EximPe pays out only what is described
        typeOfGoods: 'physical_goods',
        hsCode: '63025100',
      },
      invoice: { number: `INV-${reference}` },
      resultUrl: publicUrl,
    };
  },
  // Told at least once: the second time changes nothing.
  onPaid({ checkout, amount }) {
    const order = orders.get(checkout);
    if (!order || order.paid) return;
    if (amount !== order.total) return console.error(`${checkout}: ${amount} was paid instead of ${order.total}`);
    order.paid = true;
  },
});

const page = () => `<!doctype html><meta charset="utf-8"><title>Shop</title>
  <script type="module" src="/eximpe/card-form.js"></script>
  <h1>Table runner</h1>
  ${orders.get('ORDER-1').paid ? '<p>Paid. Thank you!</p>' : '<eximpe-card-form endpoint="/eximpe" checkout="ORDER-1"></eximpe-card-form>'}`;

const app = express();
app.use('/eximpe', kit.router); // before body parsers, sessions and CSRF checks
app.use(express.json());
app.get('/', (request, response) => response.send(page()));
app.listen(port, () => console.log(publicUrl));
