// The shop: what is paid, and what it hears of it.
import { createEximpeKit } from '@eximpe/server-kit';

const publicUrl = process.env.PUBLIC_URL ?? 'http://localhost:3000';

// Next bundles pages and routes apart, each with modules of its own: what all share is kept here.
const shared = (globalThis.shop ??= {});

// Your database. The price lives here, never in the browser.
export const orders = (shared.orders ??= new Map([['ORDER-1', { total: '1000.00', paid: false }]]));

/** Made by the first request, not by the build. */
export const kit = () => (shared.kit ??= create());

const create = () =>
  createEximpeKit({
    clientId: process.env.EXIMPE_CLIENT_ID,
    clientSecret: process.env.EXIMPE_CLIENT_SECRET,
    encryptionKey: process.env.EXIMPE_ENCRYPTION_KEY, // dashboard → Developer
    environment: 'sandbox',
    baseUrl: process.env.EXIMPE_BASE_URL, // the simulator's; leave it out for EximPe's own sandbox
    secret: process.env.EXIMPE_KIT_SECRET,
    publicUrl,
    trustProxy: 1, // the one in front of Next says who the shopper is; without any, Next itself does
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
