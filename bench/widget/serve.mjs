// A shop on loopback: one page for each form, its files after gzip as the server-kit does it, and the answers our form asks for.
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CANDIDATES } from './candidates.mjs';

const require = createRequire(import.meta.url);
const TYPES = { js: 'text/javascript', css: 'text/css', html: 'text/html', json: 'application/json' };

const page = (head, body) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Checkout</title>
    <link rel="icon" href="data:," />
    <style>
      body { font: 16px/1.4 system-ui; }
      main { max-width: 28rem; }
    </style>
    ${head}
  </head>
  <body>
    <main>${body}</main>
  </body>
</html>`;

const CHECKOUT = {
  reference: 'ORDER-1',
  amount: '1000.00',
  currency: 'INR',
  environment: 'production',
  networks: ['visa', 'mastercard', 'rupay', 'amex'],
  mop: 'detected',
  paid: false,
};
const BIN = { network: 'visa', mop: 'credit_card', bank: null, domestic: true };

/** Our form's one file, and the parts that it loads when it needs them. */
function formFiles() {
  const dist = dirname(require.resolve('@eximpe/card-form/card-form.js'));
  const parts = readdirSync(`${dist}/parts`).map((name) => `parts/${name}`);
  return ['card-form.js', ...parts].map((name) => [`/eximpe/${name}`, readFileSync(`${dist}/${name}`)]);
}

function pages(forms) {
  const all = new Map([
    ['/blank.html', page('', '')],
    [
      '/eximpe-card-form/index.html',
      page(
        '<script type="module" src="/eximpe/card-form.js"></script>',
        '<eximpe-card-form endpoint="/eximpe" checkout="ORDER-1"></eximpe-card-form>',
      ),
    ],
    ...formFiles(),
    ['/eximpe/checkouts/ORDER-1.json', JSON.stringify(CHECKOUT)],
    ['/eximpe/bin.json', JSON.stringify(BIN)],
  ]);
  for (const [folder, files] of forms) {
    const links = [...files.keys()].filter((name) => name.endsWith('.css'));
    const head = links.map((name) => `<link rel="stylesheet" href="/${folder}/${name}" />`);
    head.push(`<script type="module" src="/${folder}/main.js"></script>`);
    all.set(`/${folder}/index.html`, page(head.join('\n    '), ''));
    for (const [name, content] of files) all.set(`/${folder}/${name}`, content);
  }
  return all;
}

export const addressOf = ({ folder }) => `/${folder ?? 'eximpe-card-form'}/index.html`;

/** Resolves with the shop's address and a function that closes it. */
export async function serve(forms) {
  const files = new Map(
    [...pages(forms)].map(([path, content]) => [path, gzipSync(content, { level: 9, memLevel: 7 })]),
  );
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const path = files.has(pathname) ? pathname : `${pathname}.json`;
    const bytes = files.get(path);
    if (!bytes) return void response.writeHead(404).end();
    const type = TYPES[path.slice(path.lastIndexOf('.') + 1)];
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'content-encoding': 'gzip' }).end(bytes);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  for (const each of CANDIDATES) if (!files.has(addressOf(each))) throw new Error(`No page for ${each.name}`);
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
