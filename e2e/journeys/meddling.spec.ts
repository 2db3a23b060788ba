// Pages whose own scripts, workers and frames change the browser's behaviour: the payment still works.
import type { Page } from '@playwright/test';
import { VISA_DEBIT } from '../cards.ts';
import { openShop } from '../open-shop.ts';
import { CheckoutPage } from '../pages/checkout-page.ts';
import { expect, test } from '../shop.ts';

/** What old libraries and trackers did to the browser, before the form's script runs. */
const MEDDLERS: Readonly<Record<string, () => void>> = {
  'Prototype and MooTools: their own arrays, functions and JSON': () => {
    Object.assign(Array.prototype, {
      toJSON: () => '[]',
      each() {},
      // Theirs made arrays of everything with a length.
      entries(this: unknown[]) {
        return this.slice();
      },
    });
    Object.assign(String.prototype, { toJSON: () => '""', contains: () => false });
    Object.assign(Array, { from: (it: ArrayLike<unknown> | undefined) => Array.prototype.slice.call(it ?? []) });
    Object.assign(HTMLElement.prototype, { get() {}, set() {}, update() {} });
  },
  'enumerable values and methods that every object inherits': () => {
    Object.assign(Object.prototype, { extend() {}, version: 1 });
  },
  'wrapped listeners that lose their options': () => {
    // oxlint-disable-next-line typescript/unbound-method -- it is called for another
    const add = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (type, listener, options) {
      const wrapped = (event: Event): void => {
        if (typeof listener === 'function') listener.call(this, event);
        else listener?.handleEvent(event);
      };
      add.call(this, type, wrapped, options === true);
    };
  },
  'an old zone.js, which throws if a listener has a signal': () => {
    // oxlint-disable-next-line typescript/unbound-method -- it is called for another
    const add = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (type, listener, options) {
      if (typeof options === 'object' && 'signal' in options)
        throw new TypeError('Cannot set property signal of #<AbortController> which has only a getter');
      add.call(this, type, listener, options);
    };
  },
  'a tracker that patches shadow roots, fetch and JSON': () => {
    // oxlint-disable-next-line typescript/unbound-method -- it is called for another
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (init) {
      return attach.call(this, { ...init, mode: 'open' });
    };
    const send = window.fetch;
    window.fetch = async (to, how) => {
      const answer = await send(to, how);
      await answer.clone().text();
      return answer;
    };
    const { stringify } = JSON;
    JSON.stringify = (value: unknown) => stringify(value, undefined, 1);
    Storage.prototype.setItem = () => {
      throw new DOMException('Full.', 'QuotaExceededError');
    };
  },
};

for (const [what, meddle] of Object.entries(MEDDLERS))
  test(`an order is paid beside ${what}`, async ({ checkout, bankIn, page }) => {
    await page.addInitScript(meddle);
    await checkout.open('popup');
    const popup = await checkout.payInPopup(VISA_DEBIT);
    await bankIn(popup).confirm();
    await checkout.expectPaid();
    expect(checkout.orders()).toHaveLength(1);
  });

test('a window that a script opened with noopener closes itself, and the bank is shown in the same tab', async ({
  checkout,
  bankIn,
  context,
  page,
}) => {
  await page.addInitScript(() => {
    const open = window.open.bind(window);
    window.open = (url, target, features = '') => open(url, target, `${features},noopener`);
  });
  await checkout.open('auto');
  const closed = context.waitForEvent('page').then(async (unneeded) => {
    if (!unneeded.isClosed()) await unneeded.waitForEvent('close');
  });
  // The charge takes longer than the window needs to load: nobody else could turn it away once this tab has left.
  await page.route('**/eximpe/payments', async (route) => {
    await closed;
    await route.continue();
  });
  await checkout.pay(VISA_DEBIT);
  await closed;
  await bankIn(page).confirm();
  await page.waitForURL('**/checkout/**');
  await checkout.expectPaid();
  expect(checkout.orders()).toHaveLength(1);
});

/** A page of a shop with this body. */
async function shopWith(page: Page, body: string): Promise<void> {
  await page.route('**/shop', (route) => route.fulfill({ contentType: 'text/html', body: `<!doctype html>${body}` }));
}
const formFor = (origin: string, reference: string): string =>
  `<script type="module" src="${origin}/eximpe/card-form.js"></script>
   <eximpe-card-form lang="en" endpoint="/eximpe" checkout="${reference}" challenge="popup"></eximpe-card-form>`;

/** As in recipes for working offline: it takes over at once, for everything, and asks the cache before the network. */
const CACHE_FIRST = `
  addEventListener('install', () => skipWaiting());
  addEventListener('activate', (event) => event.waitUntil(clients.claim()));
  addEventListener('fetch', (event) => {
    const { request } = event;
    if (request.method !== 'GET') return event.respondWith(fetch(request));
    event.respondWith(
      caches.open('shop').then(async (cache) => {
        const kept = await cache.match(request);
        if (kept) return kept;
        const answer = await fetch(request);
        void cache.put(request, answer.clone()).catch(() => undefined);
        return answer;
      }),
    );
  });`;

test('orders are paid under a service worker of the shop that caches every answer', async ({ bankIn, page }) => {
  const own = await openShop('demo', { serviceWorker: CACHE_FIRST });
  const checkout = new CheckoutPage(page, own.shop);
  await checkout.open();
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/worker.js');
    await navigator.serviceWorker.ready;
  });
  for (const mode of ['popup', 'redirect'] as const) {
    await checkout.open(mode);
    expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
    const popup = mode === 'popup' ? await checkout.payInPopup(VISA_DEBIT) : page;
    if (mode === 'redirect') await checkout.pay(VISA_DEBIT);
    await bankIn(popup).confirm();
    await page.waitForURL('**/checkout/**');
    await checkout.expectPaid();
    expect(checkout.orders()).toHaveLength(1);
  }
  await own.close();
});

test('an order is paid on a page whose <base> is another host', async ({ checkout, page, shop }) => {
  await checkout.openFor('frictionless');
  await shopWith(page, `<base href="https://cdn.example/">${formFor(shop.url, checkout.reference)}`);
  await page.goto(`${shop.url}/shop`);
  await expect(checkout.payButton).toBeVisible();
  await checkout.pay(VISA_DEBIT);
  await expect(checkout.form).toContainText('Payment complete');
});

test('an order is paid in a frame whose sandbox allows no forms', async ({ checkout, page, shop }) => {
  await checkout.openFor('frictionless');
  await shopWith(page, formFor(shop.url, checkout.reference));
  await page.route('**/around', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: '<!doctype html><iframe src="/shop" sandbox="allow-scripts allow-same-origin allow-popups" width="600" height="700"></iframe>',
    }),
  );
  await page.goto(`${shop.url}/around`);
  const inside = page.frameLocator('iframe');
  await inside.getByLabel('Card number').fill(VISA_DEBIT.number);
  await inside.getByLabel('Expiry date').fill(VISA_DEBIT.expiry);
  await inside.getByRole('textbox', { name: 'CVV' }).fill(VISA_DEBIT.cvc);
  await inside.getByLabel('Name on card').fill(VISA_DEBIT.name);
  await inside.getByRole('button', { name: 'Pay ₹1,000.00' }).click();
  await expect(inside.locator('eximpe-card-form')).toContainText('Payment complete');
});

test('the form keeps its looks after it is moved into another document', async ({ checkout, page, shop }) => {
  await checkout.open('popup');
  await shopWith(page, `${formFor(shop.url, checkout.reference)}<iframe srcdoc="<!doctype html><body>"></iframe>`);
  for (const root of ['shadow', 'light']) {
    await page.goto(`${shop.url}/shop`);
    await checkout.form.evaluate((form, kind) => {
      const next = form.cloneNode() as Element;
      next.setAttribute('render-root', kind);
      form.replaceWith(next);
    }, root);
    await expect(checkout.payButton).toBeVisible();
    // In one call, since no driver follows an element from one document into another.
    const heights = await checkout.form.evaluate((form) => {
      const heightOf = (): string =>
        getComputedStyle((form.shadowRoot ?? form).querySelector('[data-field=number]') as Element).height;
      const before = heightOf();
      document.querySelector('iframe')?.contentDocument?.body.append(form);
      return [before, heightOf()];
    });
    expect(heights[1]).toBe(heights[0]);
  }
});
