// One strip for each language: errors, challenge, unknown outcome, paid, saved cards.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fastForward } from '../fast-forward.ts';
import { Stage } from '../screenshots/stage.ts';
import { expect, test } from '../shop.ts';
import { shotOfForm, stripOf } from './strip.ts';

const FOLDER = new URL('../../docs/translations/pictures/languages/', import.meta.url);
const KNOWN = 'challenge=popup&shopper=known';

test('the five states that matter most', async ({ page, shop, context }, info) => {
  const stage = new Stage(page, shop, info);

  // A lakh on the button, and a date as an example: they could be reversed from right to left.
  await page.route('**/eximpe/checkouts/*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), amount: '100000.00' } });
  });
  await stage.open(KNOWN);
  for (const [name, typed] of Object.entries({ number: '4895380110000004', expiry: '1', cvc: '1' }))
    await stage.field(name).fill(typed);
  await stage.field('pay').click();
  await expect(stage.field('name')).toHaveAttribute('aria-invalid', 'true');
  const errors = await shotOfForm(page);
  await page.unroute('**/eximpe/checkouts/*');

  await stage.open(KNOWN);
  await stage.part('consent').click();
  const bank = await stage.payInPopup();
  await bank.locator('input:not([type=hidden])').first().waitFor();
  const challenge = await shotOfForm(page);
  await stage.confirm(bank);
  await expect(page.locator('.receipt-link')).toBeVisible();
  const paid = await shotOfForm(page);

  await stage.open(KNOWN);
  await expect(stage.part('saved-card')).toHaveCount(2);
  await page.locator('eximpe-card-form [aria-expanded]').first().click();
  const saved = await shotOfForm(page);

  await page.clock.install();
  await stage.open('challenge=popup&shopper=guest', 'frictionless+pending-forever');
  await stage.pay();
  await expect(stage.panel.locator('.spin')).toBeVisible();
  await fastForward(page, '11:00');
  await expect(stage.part('primary').filter({ visible: true })).toBeVisible();
  const unknown = await shotOfForm(page);

  mkdirSync(FOLDER, { recursive: true });
  const strip = await stripOf(context, [errors, challenge, unknown, paid, saved]);
  writeFileSync(new URL(`${info.project.name}.webp`, FOLDER), strip);
});
