// A shop as a separate process, so that a test can kill it. Prints one line for its port and one for each reported payment.
import { createServer } from 'node:http';
import express from 'express';
import { kit as built, openStore } from './store-of-process.mjs';

const { GATEWAY_URL, PUBLIC_URL, CREDENTIALS, CHECKOUT, SECRET } = process.env;
const store = await openStore();

function tell(what) {
  if (process.env.REFUSES) throw new Error('the shop takes nothing');
  process.stdout.write(`told ${what}\n`);
}

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const kit = built.createEximpeKit({
    ...JSON.parse(CREDENTIALS),
    environment: 'sandbox',
    baseUrl: GATEWAY_URL,
    publicUrl: PUBLIC_URL,
    secret: SECRET,
    unsafeAllowHttp: true,
    store,
    resolveCheckout: (reference) => ({ ...JSON.parse(CHECKOUT), invoice: { number: `INV-${reference}` } }),
    onPaid: ({ attempt }) => tell(`${attempt} paid`),
    onFailed: ({ attempt }) => tell(`${attempt} failed`),
  });
  server.on('request', express().use('/eximpe', kit.router));
  // As in the README.
  process.once('SIGTERM', async () => {
    await kit.close();
    server.close(() => process.exit(0));
  });
  process.stdout.write(`port ${server.address().port}\n`);
});
