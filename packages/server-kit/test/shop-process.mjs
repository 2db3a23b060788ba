// A shop as a process of its own, so that a test can kill it. Prints one line for its port and one for each payment that is told.
import { createServer } from 'node:http';
import express from 'express';
import { createEximpeKit } from '../dist/index.js';
import { openStore } from './store-of-process.mjs';

const { GATEWAY_URL, PUBLIC_URL, CREDENTIALS, CHECKOUT, SECRET } = process.env;
const store = await openStore();
const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const kit = createEximpeKit({
    ...JSON.parse(CREDENTIALS),
    environment: 'sandbox',
    baseUrl: GATEWAY_URL,
    publicUrl: PUBLIC_URL,
    secret: SECRET,
    unsafeAllowHttp: true,
    gatewayTimeoutMs: 1_000,
    store,
    resolveCheckout: (reference) => ({ ...JSON.parse(CHECKOUT), invoice: { number: `INV-${reference}` } }),
    onPaid: ({ attempt }) => void process.stdout.write(`told ${attempt} paid\n`),
    onFailed: ({ attempt }) => void process.stdout.write(`told ${attempt} failed\n`),
  });
  server.on('request', express().use('/eximpe', kit.router));
  // As the README has it.
  process.once('SIGTERM', async () => {
    await kit.close();
    server.close(() => process.exit(0));
  });
  process.stdout.write(`port ${server.address().port}\n`);
});
