// A card server that requires sessions: shops sign them in their own programming language, and without one no checkout is shown.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signCheckoutSession } from '@eximpe/server-kit';
import { startSimulator, type Simulator } from '@eximpe/simulator';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { freePort } from '../../server-kit/test/redis-server.ts';
import { startCardServer, type CardServer } from '../src/card-server.ts';
import { readSettings } from '../src/environment.ts';
import { cardFor, environmentFor, newReference, pay } from './stage.ts';
import { openTestShop, type TestShop } from './test-shop.ts';

const SECRET = 'a-secret-of-sessions-that-only-these-tests-use';
const DOCS = readFileSync(new URL('../../../docs/card-server.md', import.meta.url), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'eximpe-sessions-'));
let simulator: Simulator;
let shop: TestShop;
let server: CardServer;
let url: string;

beforeAll(async () => {
  [simulator, shop] = [await startSimulator(), await openTestShop()];
  const port = await freePort();
  const around = { simulator, shop, storeUrl: `sqlite:${join(folder, 'payments.sqlite')}`, port };
  const env = { ...environmentFor(around), SHOP_SESSIONS_SECRET: SECRET };
  server = await startCardServer(readSettings(env, []), { info() {}, warn() {}, error() {} });
  url = `http://localhost:${port}`;
  simulator.webhookUrl = `${url}/eximpe/webhook`;
});
afterAll(async () => {
  await server.close();
  await Promise.all([shop.close(), simulator.close()]);
  rmSync(folder, { recursive: true });
});

/** The output of the documentation's code. */
function printed(language: string, program: string, around: (lines: string) => string): string {
  const lines = new RegExp(`<!-- test: session ${language} -->\\s*\`\`\`\\w+\\n(.*?)\`\`\``, 's').exec(DOCS)?.[1] ?? '';
  const file = join(folder, `session.${language}`);
  writeFileSync(file, around(lines));
  return execFileSync(program, [file], { encoding: 'utf8' }).trim();
}

const SIGNED: Readonly<Record<string, (reference: string) => string>> = {
  node: (checkout) => signCheckoutSession({ checkout, amount: '1000.00' }, SECRET),
  php: (reference) =>
    printed(
      'php',
      process.env['PHP_PATH'] ?? 'php',
      (lines) => `<?php\n${lines}\necho session_for('${reference}', '1000.00', '${SECRET}');`,
    ),
  python: (reference) =>
    printed(
      'python',
      process.env['PYTHON_PATH'] ?? 'python3',
      (lines) => `${lines}\nprint(session_for('${reference}', '1000.00', '${SECRET}'))`,
    ),
};

test.each(Object.keys(SIGNED))('a session that a shop signs in %s opens the page and pays', async (language) => {
  const reference = newReference();
  const session = SIGNED[language]?.(reference) ?? '';
  const page = await fetch(`${url}/pay/${session}`);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('₹1,000.00');
  expect(await pay(url, session)).toMatchObject({ status: 201 });
  await vi.waitFor(() => expect(shop.heard('payment.paid').at(-1)?.payment.checkout).toBe(reference), 15_000);
});

test('the shopper comes back from the bank to the same session', async () => {
  const session = SIGNED['node']?.(newReference()) ?? '';
  const { launchUrl } = (await (await pay(url, session, cardFor('challenge-failed'))).json()) as { launchUrl: string };
  expect(await (await fetch(url + launchUrl)).text()).toContain(`${url}/pay/${session}`);
});

test('a bare reference shows nothing, and the shop is not asked', async () => {
  const before = shop.asked.length;
  const reference = newReference();
  const page = await fetch(`${url}/pay/${reference}`);
  expect(page.status).toBe(404);
  expect(await page.text()).not.toContain('₹');
  expect(await (await pay(url, reference)).json()).toMatchObject({ code: 'checkout_unknown' });
  expect(shop.asked).toHaveLength(before);
});
