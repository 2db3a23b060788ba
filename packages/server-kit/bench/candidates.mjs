// Ways to take one card request and pass it on: each runs in a process of its own, so that its CPU can be told.
import { createServer, request as httpRequest, Agent } from 'node:http';
import axios from 'axios';
import express from 'express';
import { Pool } from 'undici';
import { z } from 'zod';
import { createEximpeKit } from '../dist/index.js';
import { openStore } from '../test/store-of-process.mjs';

const [name, gatewayUrl] = process.argv.slice(2);

const BUYER = {
  name: 'Asha Menon',
  email: 'asha@example.com',
  phone: '+919876543210',
  address: { line1: '14 Bazaar Road', city: 'Kochi', state: 'Kerala', postalCode: '682002' },
};
const PRODUCT = {
  name: 'Table runner',
  description: 'Cotton table runner, printed by hand',
  typeOfGoods: 'physical_goods',
  hsCode: '63025100',
};

const HEADERS = {
  accept: 'application/json',
  'content-type': 'application/json',
  'x-client-id': 'c',
  'x-client-secret': 's',
  'x-api-version': '2.0.0',
};

const orderFor = ({ checkout, card }, reference, request) => ({
  amount: '1000.00',
  currency: 'INR',
  reference_id: reference,
  collection_mode: 's2s',
  mop_type: 'debit_card',
  return_url: 'https://shop.example/return',
  card_details: {
    number: card.number,
    cvv: card.cvc,
    cardholder_name: card.holderName,
    expiry_month: card.expiryMonth,
    expiry_year: card.expiryYear,
    network: card.network,
  },
  buyer: { ...BUYER, ip_address: request.ip, user_agent: request.get('user-agent') },
  product: PRODUCT,
  invoice: { number: checkout },
});

const createKit = (store) =>
  createEximpeKit({
    store,
    onPaid: () => undefined,
    clientId: 'c',
    clientSecret: 's',
    encryptionKey: 'bench_key',
    environment: 'sandbox',
    baseUrl: gatewayUrl,
    publicUrl: 'http://localhost',
    unsafeAllowHttp: true,
    secret: 'a-secret-that-only-the-bench-uses-0001',
    limits: Object.fromEntries(
      ['address', 'checkout', 'card', 'customer'].map((limit) => [limit, { points: 1e9, seconds: 60 }]),
    ),
    resolveCheckout: (reference) => ({
      amount: '1000.00',
      currency: 'INR',
      buyer: BUYER,
      product: PRODUCT,
      invoice: { number: reference },
    }),
  });

const CANDIDATES = {
  /** Bytes through, nothing looked at. */
  'bare http proxy'() {
    const agent = new Agent({ keepAlive: true, maxSockets: 128 });
    return (incoming, outgoing) => {
      const onward = httpRequest(
        `${gatewayUrl}/pg/orders/`,
        { method: 'POST', agent, headers: { 'content-type': 'application/json' } },
        (answer) => {
          outgoing.writeHead(answer.statusCode, { 'content-type': 'application/json' });
          answer.pipe(outgoing);
        },
      );
      incoming.pipe(onward);
    };
  },

  /** The leanest route that still checks what it takes: no idempotency, no memory, no pages. */
  'lean express + undici'() {
    const pool = new Pool(gatewayUrl, { connections: 128 });
    const Body = z.strictObject({
      checkout: z.string(),
      card: z.strictObject({
        kind: z.literal('new'),
        number: z.string().regex(/^\d{12,19}$/),
        expiryMonth: z.string(),
        expiryYear: z.string(),
        cvc: z.string().regex(/^\d{3,4}$/),
        holderName: z.string(),
        network: z.string(),
      }),
    });
    const app = express();
    app.disable('x-powered-by').disable('etag');
    app.post('/eximpe/payments', async (request, response) => {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      const body = Body.parse(JSON.parse(Buffer.concat(chunks).toString()));
      const answer = await pool.request({
        method: 'POST',
        path: '/pg/orders/',
        headers: HEADERS,
        body: JSON.stringify(orderFor(body, request.get('idempotency-key'), request)),
      });
      response.status(201).json(await answer.body.json());
    });
    return app;
  },

  /** As it is often written. */
  'express.json + axios'() {
    const app = express();
    app.use(express.json());
    app.post('/eximpe/payments', async (request, response) => {
      const answer = await axios.post(
        `${gatewayUrl}/pg/orders/`,
        orderFor(request.body, request.get('idempotency-key'), request),
        { headers: HEADERS },
      );
      response.status(201).json(answer.data);
    });
    return app;
  },

  'this kit, in Express'() {
    const app = express();
    app.disable('x-powered-by');
    app.use('/eximpe', createKit().router);
    return app;
  },

  'this kit, bare node:http'() {
    return createKit().router;
  },

  /** The same with the store that the variable STORE names. */
  async 'this kit, with a store'() {
    return createKit(await openStore()).router;
  },
};

const server = createServer(await CANDIDATES[name]());
// Longer than any pause between rounds: a reused connection must not break.
server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('SIGINT', () => process.exit());
process.on('message', () => process.send({ cpu: process.cpuUsage(), rss: process.memoryUsage().rss }));
