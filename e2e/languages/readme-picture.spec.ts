// The picture of the README: a payment from the form to “Payment complete”, on a small phone.
import { writeFileSync } from 'node:fs';
import { Stage } from '../screenshots/stage.ts';
import { expect, test } from '../shop.ts';
import { shotOfForm, stripOf } from './strip.ts';

const FILE = new URL('../../docs/pictures/payment.webp', import.meta.url);

test('a payment in four pictures', async ({ page, shop, context }, info) => {
  test.skip(info.project.name !== 'en', 'The README is in English.');
  const stage = new Stage(page, shop, info);
  await stage.open('challenge=popup&shopper=guest');
  await stage.fill();
  const form = await shotOfForm(page);
  const popup = page.waitForEvent('popup');
  await stage.field('pay').click();
  const bank = await popup;
  await bank.setViewportSize({ width: 320, height: 640 });
  await bank.locator('input:not([type=hidden])').first().waitFor();
  await bank.evaluate(() => document.fonts.ready);
  const bankPage = await bank.screenshot({ animations: 'disabled', caret: 'hide' });
  await expect(stage.panel).toBeVisible();
  const waiting = await shotOfForm(page);
  await stage.confirm(bank);
  await expect(page.locator('.receipt-link')).toBeVisible();
  const paid = await shotOfForm(page);
  writeFileSync(FILE, await stripOf(context, [form, bankPage, waiting, paid]));
});
