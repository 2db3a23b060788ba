// A shop with the server-kit and nothing else: loaded as ES module and with `require()`, each of the two serves the form.
import { createRequire } from 'node:module';
import * as imported from '@eximpe/server-kit';

const required = createRequire(import.meta.url)('@eximpe/server-kit');

async function serveForm({ createEximpeKit }) {
  const kit = createEximpeKit({
    clientId: 'id',
    clientSecret: 'secret',
    encryptionKey: 'key',
    environment: 'sandbox',
    publicUrl: 'https://shop.example',
    secret: 'a-secret-of-thirty-two-characters-or-more',
    resolveCheckout: () => undefined,
    onPaid: () => undefined,
  });
  const response = await kit.fetch(new Request('https://shop.example/eximpe/card-form.js'));
  const script = await response.text();
  await kit.close();
  return { status: response.status, isForm: script.includes('eximpe-card-form') };
}

console.log(JSON.stringify({ imported: await serveForm(imported), required: await serveForm(required) }));
