// One attack on a shop: its template in a window over the checkout, and what must be unchanged afterwards.
import { expect, type Page } from '@playwright/test';
import type { Attack } from './attacks.ts';
import type { HandOver } from './hand-over.ts';

const SECRET = 'the-shoppers-secret';
const PAN = '4895380110000003';

export async function openCheckout(page: Page, { shopUrl }: HandOver): Promise<void> {
  await page.goto(`${shopUrl}/checkout`);
  await page.evaluate((secret) => {
    window.name = 'shop-tab';
    localStorage.setItem('secret', secret);
    sessionStorage.setItem('secret', secret);
    window.addEventListener('message', () => ((window as { hacked?: unknown }).hacked = 'message'));
  }, SECRET);
}

/**
 * Where an attack ends: at the attacker, who has received everything by then, at the kit's refusal, or on the shop's page.
 * Its window is closed only then: Chromium loses a close while a page is loading.
 */
const isTheEnd = ({ href, pathname }: URL, { bankUrl, shopUrl }: HandOver): boolean =>
  href.startsWith(`${bankUrl}/done`) || pathname.endsWith('/refused') || href.startsWith(`${shopUrl}/account`);

/** Expects that it got nothing. @param page an open checkout */
export async function attack(page: Page, handOver: HandOver, { what, html }: Attack): Promise<void> {
  const { shopUrl, bankUrl, shopRequests, arrivals } = handOver;
  const fromHere = { shop: shopRequests.length, evil: arrivals.length };
  const template = html.replaceAll('{evil}', bankUrl).replaceAll('{shop}', shopUrl);
  const address = await handOver.launchUrl(Buffer.from(template).toString('base64'));
  const opened = page.waitForEvent('popup');
  await page.evaluate((url) => void window.open(url, '_blank', 'popup,width=500,height=640'), address);
  const popup = await opened;
  await expect(() => expect(isTheEnd(new URL(popup.url()), handOver), what).toBe(true)).toPass();
  await popup.waitForLoadState();

  const arrived = JSON.stringify(arrivals.slice(fromHere.evil));
  expect(arrived, what).not.toContain(SECRET);
  expect(arrived, what).not.toContain(PAN);
  expect(page.url(), what).toBe(`${shopUrl}/checkout`);
  expect(
    await page.evaluate(() => ({
      cookie: document.cookie,
      kept: [localStorage.getItem('secret'), sessionStorage.getItem('secret')],
      pan: document.querySelector<HTMLInputElement>('#pan')?.value,
      hacked: (window as { hacked?: unknown }).hacked ?? null,
    })),
    what,
  ).toEqual({ cookie: `session=${SECRET}`, kept: [SECRET, SECRET], pan: PAN, hacked: null });
  const asTheShopper = shopRequests
    .slice(fromHere.shop)
    .filter(({ path, hasCookie }) => path.startsWith('/account') && hasCookie);
  expect(asTheShopper, what).toEqual([]);
  await popup.close();
}
