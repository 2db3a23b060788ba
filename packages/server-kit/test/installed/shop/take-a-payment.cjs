// A tiny shop that sells one thing to one shopper: it must work with every way to install, load or bundle the packages.
const { randomUUID } = require('node:crypto');
const { createServer } = require('node:http');

const CARD = {
  kind: 'new',
  number: '4895380110000003',
  expiryMonth: '05',
  expiryYear: '2030',
  cvc: '123',
  holderName: 'Asha Menon',
  network: 'visa',
};

/** @returns what was served, and how the payment ended */
exports.takeAPayment = async ({ express, createEximpeKit, startSimulator, SIMULATOR_CREDENTIALS }) => {
  const simulator = await startSimulator();
  const server = createServer();
  await new Promise((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const url = `http://localhost:${server.address().port}`;
  simulator.webhookUrl = `${url}/eximpe/webhook`;
  let tell;
  const paid = new Promise((resolve) => void (tell = resolve));
  const quiet = () => undefined;
  const kit = createEximpeKit({
    ...SIMULATOR_CREDENTIALS,
    environment: 'sandbox',
    baseUrl: simulator.url,
    publicUrl: url,
    unsafeAllowHttp: true,
    secret: 'a-secret-of-thirty-two-characters-or-more',
    log: { info: quiet, warn: quiet, error: quiet },
    resolveCheckout: () => ({
      amount: '1000.00',
      currency: 'INR',
      buyer: {
        name: 'Asha Menon',
        email: 'asha.menon@example.com',
        phone: '+919876543210',
        address: { line1: '14 Bazaar Road', city: 'Kochi', state: 'Kerala', postalCode: '682002' },
      },
      product: { name: 'Table runner', typeOfGoods: 'physical_goods', hsCode: '63025100' },
      invoice: { number: 'INV-1', date: '2026-11-22' },
    }),
    onPaid: ({ checkout, amount }) => tell({ checkout, amount }),
  });
  server.on('request', express().use('/eximpe', kit.router));

  const served = {};
  const get = async (path) => {
    const response = await fetch(new URL(path, `${url}/eximpe/`));
    const text = await response.text();
    served[path.replace(/[\w-]{16,}/g, '…')] =
      `${response.status} ${response.headers.get('content-encoding') ?? 'plain'} ${text.length > 100}`;
    return text;
  };
  for (const path of ['card-form.js', 'lang/hi.js', 'parts/diagnostics.js', 'themes/slate.css', 'checkouts/ORDER-1']) {
    await get(path);
  }
  const response = await fetch(`${url}/eximpe/payments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ checkout: 'ORDER-1', card: CARD }),
  });
  const { status: first, handle, launchUrl, orderId } = await response.json();
  const page = await get(launchUrl);
  await get(/src="([^"]*challenge-page\.js[^"]*)"/.exec(page)?.[1] ?? 'no script');
  await simulator.control.force(orderId, 'paid');
  const told = await paid;
  const { status } = await (await fetch(`${url}/eximpe/payments/${handle}`)).json();

  await kit.close();
  server.closeAllConnections();
  server.close();
  await simulator.close();
  return { served, first, paid: told, status };
};
