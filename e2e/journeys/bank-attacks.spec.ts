// Templates that are after the shopper or the shop: whatever they try, the shop's tab, cookies, storage and inputs are as before.
import { expect } from '@playwright/test';
import { ATTACKS } from '../corpus/attacks.ts';
import { test } from '../corpus/hand-over.ts';

for (const { what, html } of ATTACKS) {
  test(
    `a template that ${what}`.replace(/^a template that (?=markup|a |names|handlers)/, ''),
    async ({ page, handOver }) => {
      const { shopUrl, bankUrl, shopRequests, arrivals } = handOver;
      const fromHere = { shop: shopRequests.length, evil: arrivals.length };
      const template = html.replaceAll('{evil}', bankUrl).replaceAll('{shop}', shopUrl);
      const address = await handOver.launchUrl(Buffer.from(template).toString('base64'));
      await page.goto(`${shopUrl}/checkout`);
      await page.evaluate(() => {
        window.name = 'shop-tab';
        localStorage.setItem('secret', 'the-shoppers-secret');
        sessionStorage.setItem('secret', 'the-shoppers-secret');
        window.addEventListener('message', () => ((window as { hacked?: unknown }).hacked = 'message'));
      });

      await page.evaluate((url) => void window.open(url, '_blank', 'popup,width=500,height=640'), address);
      // Either the attacker has had its turn, or the kit has refused the template.
      await expect(() => {
        const refused = shopRequests
          .slice(fromHere.shop)
          .some(({ path }) => path.endsWith('/refused') || path.startsWith('/account'));
        expect(refused || arrivals.slice(fromHere.evil).some(({ url }) => url?.startsWith('/done'))).toBe(true);
      }).toPass();

      const arrived = JSON.stringify(arrivals.slice(fromHere.evil));
      expect(arrived).not.toContain('the-shoppers-secret');
      expect(arrived).not.toContain('4895380110000003');
      expect(page.url()).toBe(`${shopUrl}/checkout`);
      expect(
        await page.evaluate(() => ({
          cookie: document.cookie,
          secret: localStorage.getItem('secret'),
          pan: document.querySelector<HTMLInputElement>('#pan')?.value,
          hacked: (window as { hacked?: unknown }).hacked ?? null,
        })),
      ).toEqual({
        cookie: 'session=the-shoppers-secret',
        secret: 'the-shoppers-secret',
        pan: '4895380110000003',
        hacked: null,
      });
      const asTheShopper = shopRequests
        .slice(fromHere.shop)
        .filter(({ path, hasCookie }) => path.startsWith('/account') && hasCookie);
      expect(asTheShopper).toEqual([]);
    },
  );
}
