// The form's language stays with the shopper: an Indian phone is often set to English while the shop is in Urdu.
import { VISA_DEBIT } from '../cards.ts';
import { keepOnReturnPage } from '../pages/bank-window.ts';
import { expect, test } from '../shop.ts';

test('our own pages to the bank and back use the form’s language, not the browser’s', async ({
  page,
  shop,
  bankIn,
}) => {
  const asked: string[] = [];
  page.context().on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (/\/challenge\/[^/]+$/.test(pathname) && request.isNavigationRequest())
      asked.push(searchParams.get('lang') ?? '');
  });
  // The waiting page opens with the click, before the texts of another language can have loaded: they come late.
  let speak = (): void => {};
  const spoken = new Promise<void>((resolve) => (speak = resolve));
  await page.route('**/lang/ur.js*', async (route) => {
    await spoken;
    await route.continue();
  });
  let pass = (): void => {};
  const seen = new Promise<void>((resolve) => (pass = resolve));
  await page.route('**/eximpe/payments', async (route) => {
    await seen;
    await route.continue();
  });
  // Firefox counts texts that are still loading as part of the page's load.
  await page.goto(`${shop.url}/?lang=ur&challenge=popup`, { waitUntil: 'commit' });
  const field = (name: string) => page.locator(`eximpe-card-form [data-field=${name}]`);
  await field('number').pressSequentially(VISA_DEBIT.number);
  await field('expiry').pressSequentially(VISA_DEBIT.expiry.replace('/', ''));
  await field('cvc').fill(VISA_DEBIT.cvc);
  await field('name').fill(VISA_DEBIT.name);
  const popup = page.waitForEvent('popup');
  await field('pay').click();
  await popup;
  speak();
  await expect((await popup).locator('html')).toHaveAttribute('lang', 'ur');
  await expect((await popup).locator('html')).toHaveAttribute('dir', 'rtl');
  pass();
  await expect.poll(() => asked).toEqual(['ur']);
  // Without the checkout, nothing closes the returning window.
  await page.goto('about:blank');
  await keepOnReturnPage(await popup);
  await bankIn(await popup).confirm();
  await expect(await popup).toHaveURL(/\/eximpe\/return\//);
  await expect((await popup).locator('html')).toHaveAttribute('lang', 'ur');
  await expect((await popup).locator('html')).toHaveAttribute('dir', 'rtl');
});
