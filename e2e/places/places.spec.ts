// Pictures for translators: each state in English, its texts framed and named. `npm run screenshots places` updates them.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { VISA_DEBIT } from '../cards.ts';
import { fastForward } from '../fast-forward.ts';
import { expect, test as base } from '../shop.ts';
import { Stage } from '../screenshots/stage.ts';
import { pictureOf, regionsOf } from './regions.ts';

const FOLDER = new URL('../../docs/translations/pictures/', import.meta.url);
/** `| key | where | room | picture |`, as translators read it. */
const README = readFileSync(new URL('../README.md', FOLDER), 'utf8');

/** The keys that the table lists for that picture. */
const keysIn = (name: string): readonly string[] =>
  [...README.matchAll(/^\| `([\w.]+)` .*\| \[(\w+)\]\(/gm)].flatMap(([, key = '', picture]) =>
    picture === name ? [key] : [],
  );

/** Draws the picture, and fails if the table names a text that is not in it. */
async function draw(name: string, page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  const regions = await regionsOf(page);
  const names = regions.map(({ key }) => key);
  console.log(`${name}: ${names.join(' ')}`);
  expect(names).toEqual(expect.arrayContaining([...keysIn(name)]));
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(new URL(`${name}.webp`, FOLDER), await pictureOf(page, regions));
}

const test = base.extend<{ readonly stage: Stage }>({
  stage: async ({ page, shop }, use, info) => use(new Stage(page, shop, info)),
});

/** A well-known test number whose first digits the simulator's BIN data does not have. */
const OF_NO_KNOWN_TYPE = { ...VISA_DEBIT, number: '4242424242424242' };

test('the form', async ({ stage, page, context }) => {
  await stage.open();
  await draw('entry', page);
  await stage.field('pay').click();
  await draw('errors', page);
  const looked = page.waitForResponse(/\/eximpe\/bin/);
  await stage.fill({ ...OF_NO_KNOWN_TYPE, expiry: '01/20', cvc: '1', name: OF_NO_KNOWN_TYPE.number });
  await looked;
  await stage.field('pay').click();
  await draw('corrections', page);

  await stage.open();
  await context.setOffline(true);
  await expect(stage.part('problem')).toBeVisible();
  await draw('offline', page);
  await context.setOffline(false);
  await page.route('**/eximpe/payments', () => undefined);
  await stage.pay();
  await expect(stage.field('pay')).toHaveAttribute('aria-disabled', 'true');
  await draw('sending', page);
});

test('at the bank, cancelled, paid', async ({ stage, page }) => {
  await stage.open();
  await page.route('**/eximpe/payments', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await route.continue();
  });
  const opened = page.waitForEvent('popup');
  await stage.pay();
  const bank = await opened;
  await bank.locator('.spinner').waitFor();
  await bank.setViewportSize({ width: 360, height: 400 });
  await draw('connecting', bank);
  await bank.locator('input:not([type=hidden])').first().waitFor();
  await expect(stage.panel.getByText('Check your bank’s app')).toBeVisible({ timeout: 30_000 });
  await draw('bank', page);
  await page.getByRole('button', { name: 'Cancel this payment' }).click();
  await draw('cancel', page);
  await page.getByRole('button', { name: 'No, keep it' }).click();
  await stage.confirm(bank);
  await expect(page.locator('.receipt-link')).toBeVisible();
  await draw('paid', page);
});

test('the bank in a frame, closed and cancelled', async ({ stage, page }) => {
  await stage.open('challenge=iframe');
  await stage.pay();
  await page.frameLocator('iframe').locator('input:not([type=hidden])').first().waitFor();
  await expect(page.getByRole('button', { name: 'Open the bank’s page in a new window' })).toBeVisible({
    timeout: 30_000,
  });
  await draw('frame', page);
  await page.getByRole('button', { name: 'Close' }).click();
  await draw('closed', page);
  for (let press = 0; press < 2; press += 1) await page.getByRole('button', { name: 'Cancel this payment' }).click();
  await expect(stage.part('problem')).toBeVisible();
  await draw('cancelled', page);
});

test('declined', async ({ stage, page }) => {
  await stage.open('challenge=popup', 'frictionless-declined');
  await stage.pay();
  await expect(stage.part('problem')).toBeVisible();
  await draw('declined', page);
});

test('waiting for the outcome', async ({ stage, page }) => {
  await page.clock.install();
  await stage.open('challenge=popup', 'frictionless+pending-forever');
  await stage.pay();
  await expect(stage.panel.locator('.spin')).toBeVisible();
  await draw('checking', page);
  await fastForward(page, '11:00');
  await expect(stage.panel.getByText('Payment not confirmed yet')).toBeVisible();
  await draw('unknown', page);
});

test('a lost connection', async ({ stage, page }) => {
  await stage.open();
  await page.route('**/eximpe/payments', (route) => route.abort('connectionreset'));
  await page.route('**/eximpe/attempts/**', () => undefined);
  await stage.pay();
  await expect(stage.panel).toBeVisible();
  await draw('lost', page);
});

test('not payable now, and our pages for used and refused links', async ({ stage, page }) => {
  await page.route('**/eximpe/checkout*/**', (route) => route.fulfill({ status: 502, body: '' }));
  await stage.visit();
  await expect(stage.panel).toBeVisible();
  await draw('unavailable', page);
  await page.setViewportSize({ width: 360, height: 400 });
  for (const [name, path] of Object.entries({ used: '', refused: '/refused' })) {
    await page.goto(new URL(`/eximpe/challenge/${'a'.repeat(32)}${path}?lang=en`, page.url()).href);
    await draw(name, page);
  }
});

test('back from the bank', async ({ stage, page, shop }) => {
  await stage.open();
  const bank = await stage.payInPopup();
  await bank.setViewportSize({ width: 360, height: 400 });
  // Without the checkout, nothing closes the returning window.
  await page.goto(new URL('/', shop.url).href);
  await stage.confirm(bank);
  await expect(bank).toHaveURL(/\/eximpe\/return\//);
  await draw('returned', bank);
});

test('saved cards', async ({ stage, page }) => {
  await stage.open('challenge=popup&shopper=known', 'frictionless');
  await stage.part('consent').click();
  await draw('consent', page);
  await stage.pay();
  await expect(page.locator('.receipt-link')).toBeVisible();
  await stage.open('challenge=popup&shopper=known', 'frictionless');
  await expect(stage.part('saved-card')).toHaveCount(2);
  await page.locator('eximpe-card-form [aria-expanded]').first().click();
  await draw('saved', page);
  await stage.part('remove').click();
  await expect(stage.part('saved-card')).toHaveCount(0);
  await draw('removed', page);
});
