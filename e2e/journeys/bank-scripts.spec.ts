// Bank pages that have to run: what they can use in an opaque origin, and on a host of their own.
import { expect, type Page } from '@playwright/test';
import { test, visit, type HandOver } from '../corpus/hand-over.ts';
import { VISA_DEBIT } from '../cards.ts';
import { orderAnswer, stubGateway } from '../gateway-stub.ts';
import { openDemo } from '../open-shop.ts';
import { CheckoutPage } from '../pages/checkout-page.ts';

const base64 = (html: string): string => Buffer.from(html).toString('base64');
/** The bank's page in a frame of the template, as aggregators do it. It is no plain form, since it measures the screen. */
const framing = (bankUrl: string): string => `<!doctype html><iframe name="bank" width="400" height="400"></iframe>
<form name="acs" action="${bankUrl}/framed" method="post" target="bank"><input type="hidden" name="depth"></form>
<script>document.acs.depth.value = screen.colorDepth; document.acs.submit()</script>`;
const ENDLESS = '<!doctype html><script>for (;;) {}</script>';

/** What the bank receives from a template opened at this address, and from which origins. */
async function heard(page: Page, { arrivals, origins }: HandOver, address: string) {
  const from = arrivals.length;
  await visit(page, address);
  await expect.poll(() => arrivals.slice(from).map(({ url }) => url)).toHaveLength(2);
  const [, said] = arrivals.slice(from).map(({ url }) => url);
  return { said, origins: origins.slice(from) };
}

test('in an opaque origin, a bank’s frame can store nothing and its requests have no origin', async ({
  page,
  handOver,
}) => {
  const address = await handOver.launchUrl(base64(framing(handOver.bankUrl)));
  expect(await heard(page, handOver, address)).toEqual({
    said: '/said?storage=SecurityError',
    origins: ['null', 'null'],
  });
});

test('on a host of its own, a bank’s frame has its storage and origin, as if opened on its own', async ({
  page,
  nativeHandOver,
}) => {
  const { bankUrl, shopUrl } = nativeHandOver;
  const template = framing(bankUrl);
  const alone = await heard(page, nativeHandOver, nativeHandOver.alone(Buffer.from(template)));
  const shown = await heard(page, nativeHandOver, await nativeHandOver.launchUrl(base64(template)));
  expect(shown.said).toBe(alone.said);
  expect(shown.origins).toEqual([shopUrl.replace('localhost', 'challenge.localhost'), bankUrl]);
});

test('on a host of its own, an endless script does not block the checkout', async ({ page, nativeHandOver }) => {
  await page.goto(`${nativeHandOver.shopUrl}/checkout`);
  const address = await nativeHandOver.launchUrl(base64(ENDLESS));
  const isServed = (): boolean => nativeHandOver.shopRequests.some(({ path }) => path.endsWith('/template'));
  await page.evaluate((url) => void window.open(url, '_blank', 'popup,width=500,height=640'), address);
  await expect.poll(isServed).toBe(true);
  await page.evaluate(() => new Promise((resolve) => void setTimeout(resolve, 500)));
  expect(await page.evaluate(() => document.title)).toBe('Checkout');
});

test('a page that has to run is not shown in a frame of the checkout: a window is offered at once', async ({
  page,
}) => {
  const gateway = await stubGateway(() => orderAnswer(base64(ENDLESS)));
  const shop = await openDemo(gateway.url, []);
  await page.goto(`${shop.url}/?challenge=iframe`);
  const checkout = new CheckoutPage(page);
  await checkout.pay(VISA_DEBIT);
  await expect(page.getByRole('button', { name: 'Open the bank’s page', exact: true })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await shop.close();
  await gateway.close();
});
