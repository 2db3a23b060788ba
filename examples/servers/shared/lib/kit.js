// The kit: what a checkout costs, who buys, and what the shop is told of its payment.
import { createEximpeKit, createSqliteStore } from '@eximpe/server-kit';
import { database } from './database.js';
import { findOrder, markPaid, PRODUCT } from './orders.js';

export const port = Number(process.env.PORT ?? 3000);
export const publicUrl = process.env.PUBLIC_URL ?? `http://localhost:${port}`;

/** @param options what this server needs besides, e.g. `trustProxy` */
export const createKit = (options = {}) =>
  createEximpeKit({
    clientId: process.env.EXIMPE_CLIENT_ID,
    clientSecret: process.env.EXIMPE_CLIENT_SECRET,
    encryptionKey: process.env.EXIMPE_ENCRYPTION_KEY, // dashboard → Developer
    environment: 'sandbox',
    baseUrl: process.env.EXIMPE_BASE_URL || undefined, // the simulator's; empty, it is EximPe's own sandbox
    secret: process.env.EXIMPE_KIT_SECRET,
    publicUrl,
    unsafeAllowHttp: publicUrl.startsWith('http://localhost'), // on your own machine only
    store: createSqliteStore(database()),
    ...options,

    // The browser is never asked.
    resolveCheckout(reference) {
      const order = findOrder(reference);
      if (!order) return undefined;
      return {
        amount: order.total,
        currency: 'INR',
        // Your customer. All of it goes to EximPe; a postal code in India has six digits.
        buyer: {
          name: 'Asha Menon',
          email: 'asha@example.com',
          phone: '+919876543210',
          address: { line1: '14 Bazaar Road', city: 'Kochi', state: 'Kerala', postalCode: '682002' },
        },
        product: {
          name: PRODUCT.title,
          description: PRODUCT.description,
          typeOfGoods: PRODUCT.typeOfGoods,
          hsCode: PRODUCT.hsCode,
        },
        invoice: { number: `INV-${order.number}` },
        resultUrl: `${publicUrl}/checkout/${reference}`,
      };
    },

    // Told at least once: the second time changes nothing.
    onPaid({ checkout, amount }) {
      const order = findOrder(checkout);
      if (!order) return;
      if (amount !== order.total) return console.error(`${checkout}: ${amount} was paid instead of ${order.total}`);
      markPaid(checkout);
    },

    // Two captures, a dispute, a refund that failed: tell a person.
    onAttention({ type, todo, payment }) {
      console.error(`${type} ${payment?.checkout ?? ''}: ${todo}`);
    },
  });
