// A compromised shop: its skimmers find the card if the form is in the shop's page, and no digit of it if shoppers pay in the card server's frame or on its page.
import type { Page } from '@playwright/test';
import { KINDS, SKIMMERS } from '../corpus/skimmers/skimmed-shop.ts';
import {
  absentFrom,
  CANARY,
  digitsIn,
  everythingIn,
  expect,
  finders,
  GROUPED,
  order,
  seeing,
  test,
} from '../corpus/skimmers/stage.ts';
import { CheckoutPage } from '../pages/checkout-page.ts';

const workerIsIn = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => navigator.serviceWorker.controller !== null);

/** Types the card, then cuts and pastes its number. */
async function fill(checkout: CheckoutPage): Promise<void> {
  await checkout.fill(CANARY);
  await checkout.number.focus();
  for (const key of ['a', 'x', 'v']) await checkout.page.keyboard.press(`ControlOrMeta+${key}`);
  await expect(checkout.number).toHaveValue(GROUPED);
}

test('skimmers find the card if the form is in the shop’s page', async ({ page, stage, skimmed }) => {
  stage.simulator.setScenario('frictionless');
  for (const [kind, skimmers] of Object.entries(KINDS)) {
    await page.goto(`${stage.shop}/checkout/${await order(stage.shop)}?kind=${kind}`);
    if (kind === 'patching') await workerIsIn(page);
    const checkout = new CheckoutPage(page);
    await fill(checkout);
    await checkout.payButton.click();
    await expect(checkout.form).toContainText('Payment complete');
    // What was stored for later is sent from the next page.
    await page.reload();
    await expect.poll(() => finders(skimmed, skimmers)).toEqual(seeing(skimmers));
  }
});

test('no skimmer finds a digit if the form is in the card server’s frame in the shop’s page', async ({
  page,
  bankIn,
  stage,
  skimmed,
}) => {
  for (const kind of Object.keys(KINDS)) {
    await page.goto(`${stage.shop}/checkout/${await order(stage.shop)}?kind=${kind}&where=frame`);
    if (kind === 'patching') await workerIsIn(page);
    const checkout = new CheckoutPage(page, undefined, 'frame');
    await fill(checkout);
    const popup = page.waitForEvent('popup');
    await checkout.payButton.click();
    await bankIn(await popup).confirm();
    await expect(checkout.form).toContainText('Payment complete');
    expect(digitsIn(await page.evaluate(everythingIn)), kind).toEqual([]);
    await page.reload();
    await expect(checkout.form).toContainText('already paid');
    expect(digitsIn(await page.evaluate(everythingIn)), kind).toEqual([]);
  }
  // All of them ran, and sent what they saw.
  await page.goto(`${stage.shop}/checkout/${await order(stage.shop)}?where=frame`);
  await expect.poll(() => absentFrom(new URL(page.url()).pathname, skimmed)).toEqual([]);
  expect(finders(skimmed)).toEqual([]);
  expect(digitsIn(skimmed.received())).toEqual([]);
});

test('no skimmer finds a digit on the card server’s page', async ({ page, context, bankIn, stage, skimmed }) => {
  const worker = SKIMMERS.findIndex(({ what }) => what.includes('worker'));
  for (const where of ['the same tab', 'a window'] as const) {
    skimmed.emptyLoot();
    await page.goto(`${stage.shop}/${where === 'a window' ? '?window' : ''}`);
    await workerIsIn(page);
    const opened = where === 'a window' ? context.waitForEvent('page') : undefined;
    await page.getByRole('button', { name: /Buy/ }).click();
    const payPage = (await opened) ?? page;
    await payPage.waitForURL(`${stage.cards}/pay/**`);
    const checkout = new CheckoutPage(payPage);
    await fill(checkout);
    const popup = payPage.waitForEvent('popup');
    await checkout.payButton.click();
    await bankIn(await popup).confirm();
    await payPage.waitForURL(`${stage.shop}/orders/**`);
    await expect(payPage.getByText('Paid. Thank you!')).toBeVisible();
    // They ran before and after it.
    for (const path of ['/', new URL(payPage.url()).pathname])
      await expect.poll(() => absentFrom(path, skimmed)).toEqual([]);
    // The worker saw the requests to the shop, up to the redirect to the pay page.
    await expect.poll(() => skimmed.loot[worker]).toContain(`${stage.shop}/buy`);
    for (const each of new Set([page, payPage])) expect(digitsIn(await each.evaluate(everythingIn)), where).toEqual([]);
    expect(finders(skimmed), where).toEqual([]);
  }
  expect(digitsIn(skimmed.received())).toEqual([]);
});
