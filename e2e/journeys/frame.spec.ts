// The form in the card server's frame, in the shop's page: the element behaves as it does without a frame.
import type { EximpeCardForm } from '@eximpe/card-form';
import { expectNoViolations } from '../axe.ts';
import { cardFor, VISA_DEBIT } from '../cards.ts';
import { openCardServerShop, type CardServerShopOptions } from '../card-server-shop.ts';
import { goBackToFirst } from '../go-back.ts';
import { complaintsOf } from '../complaints.ts';
import { keepOnReturnPage } from '../pages/bank-window.ts';
import { CheckoutPage } from '../pages/checkout-page.ts';
import { expect, test } from '../shop.ts';

test.use({ place: 'frame' });

/** The form is not cut off, and there is no space below it. */
async function expectFits({ page, within }: CheckoutPage): Promise<void> {
  const frame = page.locator('eximpe-card-form iframe');
  await expect
    .poll(async () => {
      const needed = await within.locator('body').evaluate((body) => Math.ceil(body.getBoundingClientRect().height));
      return (await frame.evaluate((each) => each.getBoundingClientRect().height)) - needed;
    })
    .toBe(0);
}

/** Opens the page. Its frame loads when the returned function is called. */
async function openWithoutFrame(checkout: CheckoutPage): Promise<() => void> {
  const { page } = checkout;
  let letFrameCome = (): void => undefined;
  const frameMayCome = new Promise<void>((resolve) => (letFrameCome = resolve));
  await page.route(/\/frame\?/, async (route) => {
    await frameMayCome;
    await route.continue();
  });
  await page.goto(checkout.addressOf('popup'), { waitUntil: 'commit' });
  await expect(page.locator('eximpe-card-form iframe')).toBeAttached();
  return letFrameCome;
}

test('the frame takes over the page’s looks, language and texts, and follows their changes', async ({
  checkout,
  page,
}) => {
  const complaints = complaintsOf(page);
  /** The frame is transparent, and axe takes what is behind it for white. */
  const expectNoViolationsOn = async (paper: string): Promise<void> => {
    await checkout.within.locator('html').evaluate((html, colour) => (html.style.backgroundColor = colour), paper);
    await expectNoViolations(page);
  };
  await checkout.open('popup');
  await expectNoViolations(page);
  await expectFits(checkout);
  // A shop with its own colours.
  await checkout.element.evaluate((form) =>
    form.setAttribute('style', '--eximpe-accent: #0b6b53; --eximpe-radius: 3px'),
  );
  await expect(checkout.payButton).toHaveCSS('background-color', 'rgb(11, 107, 83)');
  await expect(checkout.number).toHaveCSS('border-radius', '3px');
  // The page turns dark.
  await checkout.element.evaluate((form) => form.removeAttribute('style'));
  await page.evaluate(() => {
    document.documentElement.style.cssText = 'background: #111; color: #eee';
  });
  await expect(checkout.payButton).toHaveCSS('background-color', 'rgb(170, 182, 255)');
  await expectNoViolationsOn('#111');
  // The page becomes Urdu, with a text of the shop's.
  await page.evaluate(() => document.documentElement.setAttribute('lang', 'ur'));
  await expect(checkout.within.locator('[part=root]')).toHaveAttribute('dir', 'rtl');
  await checkout.element.evaluate((form) => Object.assign(form, { messages: { label_name: 'آپ کا نام' } }));
  await expect(checkout.within.getByLabel('آپ کا نام')).toBeVisible();
  await expect(page.locator('eximpe-card-form iframe')).toHaveAttribute('title', /[\u0600-\u06ff]/);
  await expectNoViolationsOn('#111');
  await checkout.element.evaluate((form) => form.setAttribute('density', 'compact'));
  await expectFits(checkout);
  expect(complaints).toEqual([]);
});

test('the shop’s own Pay button validates and pays, and its texts are shown around the form', async ({
  checkout,
  page,
}) => {
  await checkout.openFor('frictionless', 'auto');
  await checkout.element.evaluate((form) =>
    form.insertAdjacentHTML(
      'afterbegin',
      '<p slot="header">Two runners</p><button slot="submit" type="button">Buy now</button><small slot="footer">Terms</small>',
    ),
  );
  const own = page.getByRole('button', { name: 'Buy now' });
  await expect(checkout.payButton).toBeHidden();
  await expect(page.getByText('Terms')).toBeVisible();
  await expectFits(checkout);
  const validate = (): Promise<boolean> => checkout.element.evaluate((form) => (form as EximpeCardForm).validate());
  expect(await validate()).toBe(false);
  await expect(checkout.number).toBeFocused();
  await expect(checkout.number).toHaveAttribute('aria-invalid', 'true');
  await expectFits(checkout);
  await own.click();
  await expect(checkout.form.getByRole('alert')).toContainText('Please check');
  await checkout.fill(VISA_DEBIT);
  await expect.poll(validate).toBe(true);
  await checkout.element.evaluate((form) => (form as EximpeCardForm).reset());
  await expect(checkout.number).toHaveValue('');
  await checkout.fill(VISA_DEBIT);
  await own.click();
  await checkout.expectPaid();
  // The texts around the form are gone with it.
  await expect(own).toBeHidden();
  await expect(page.getByText('Terms')).toBeHidden();
  expect(checkout.orders()).toHaveLength(1);
});

test('submit() and focus() before the frame has loaded announce the amount, focus the first field and send nothing', async ({
  checkout,
}) => {
  const letFrameCome = await openWithoutFrame(checkout);
  await checkout.element.evaluate((form) => {
    (form as EximpeCardForm).submit();
    (form as EximpeCardForm).focus();
  });
  await expect(checkout.element.getByRole('status')).toContainText('the amount');
  letFrameCome();
  await expect(checkout.form.getByRole('status').first()).toContainText('Pay ₹1,000.00');
  await expect(checkout.number).toBeFocused();
  await expect(checkout.number).not.toHaveAttribute('aria-invalid', 'true');
  expect(checkout.orders()).toHaveLength(0);
  await checkout.openFor('frictionless', 'auto');
  await checkout.pay(VISA_DEBIT);
  await checkout.expectPaid();
});

test('a src changed during a payment takes effect later, and the outcome stays on screen', async ({
  checkout,
  bankIn,
}) => {
  await checkout.open('popup');
  const popup = await checkout.payInPopup(VISA_DEBIT);
  await expect(checkout.form).toHaveText(/with your bank/i);
  await checkout.element.evaluate((form) => form.setAttribute('src', 'https://cards.invalid'));
  await bankIn(popup).confirm();
  await checkout.expectPaid();
  await expect(checkout.within.getByRole('heading', { name: 'Payment complete' })).toBeVisible();
  expect(checkout.orders()).toHaveLength(1);
});

test('Tab goes in and out in both directions, and focus() goes to the field to fill in', async ({ checkout, page }) => {
  await checkout.open('popup');
  await page.evaluate(() => {
    document.querySelector('main')?.insertAdjacentHTML('afterbegin', '<button>Before</button>');
    document.querySelector('main')?.insertAdjacentHTML('beforeend', '<button>After</button>');
  });
  const [before, after] = [page.getByRole('button', { name: 'Before' }), page.getByRole('button', { name: 'After' })];
  await before.focus();
  for (const field of [checkout.number, checkout.expiry, checkout.cvc, checkout.name, checkout.payButton]) {
    await page.keyboard.press('Tab');
    await expect(field).toBeFocused();
  }
  await page.keyboard.press('Tab');
  await expect(after).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(checkout.payButton).toBeFocused();
  for (let times = 0; times < 5; times += 1) await page.keyboard.press('Shift+Tab');
  await expect(before).toBeFocused();
  await checkout.element.evaluate((form) => (form as EximpeCardForm).focus());
  await expect(checkout.number).toBeFocused();
  // The fields for browsers and password managers are in one document, with the tokens they know.
  const tokens = await checkout.form.evaluate((form) =>
    [...(form.shadowRoot?.querySelectorAll('input') ?? [])].map((input) => input.getAttribute('autocomplete')),
  );
  expect(tokens).toEqual(['cc-number', 'cc-exp', 'cc-csc', 'cc-name']);
});

test('the element reports what happens in the frame, and nothing of the card except its last four digits', async ({
  checkout,
  bankIn,
  context,
  page,
}) => {
  await page.addInitScript(() => {
    const told: [string, unknown][] = [];
    Object.assign(window, { told });
    for (const name of ['ready', 'change', 'state', 'problem', 'outcome'] as const)
      document.addEventListener(`eximpe-${name}`, ({ detail }) => told.push([name, detail]));
  });
  // The webhook comes first: otherwise the form may also report that it is checking.
  await context.route(/\/eximpe\/return\//, async (route) => {
    await checkout.expectPaid();
    await route.continue();
  });
  await checkout.open('popup');
  const popup = await checkout.payInPopup(VISA_DEBIT);
  await keepOnReturnPage(popup);
  await bankIn(popup).confirm();
  await checkout.expectPaid();
  await expect.poll(() => popup.isClosed()).toBe(true);
  const told = await page.evaluate(() => (window as unknown as { told: [string, Record<string, unknown>][] }).told);
  const details = (name: string): Record<string, unknown>[] =>
    told.filter(([each]) => each === name).map(([, detail]) => detail);
  expect(details('ready')).toMatchObject([{ reference: checkout.reference, amount: '1000.00', paid: false }]);
  expect(details('change')).toContainEqual({ network: 'visa', complete: true });
  expect(details('state').map(({ state }) => state)).toEqual(['entry', 'submitting', 'challenge', 'paid']);
  expect(details('outcome')).toEqual([
    {
      status: 'successful',
      checkout: checkout.reference,
      orderId: expect.stringMatching(/./),
      network: 'visa',
      last4: '0003',
    },
  ]);
  expect(JSON.stringify(told)).not.toMatch(/489538|538011|123456/);
});

test('the page does not repeat what the form in the frame announces about the network', async ({
  checkout,
  bankIn,
  context,
  page,
}) => {
  await checkout.open('popup');
  await expect(bankIn(await checkout.payInPopup(VISA_DEBIT)).otp).toBeVisible();
  // Nothing is announced behind the bank's window.
  await page.bringToFront();
  await context.setOffline(true);
  await expect(checkout.form.getByRole('alert')).toContainText('Do not pay again');
  const saidByPage = (): Promise<string> =>
    checkout.element.evaluate((form) =>
      [...(form.shadowRoot?.querySelectorAll('[role=alert], [role=status]') ?? [])]
        .map(({ textContent }) => textContent.trim())
        .join(''),
    );
  expect(await saidByPage()).toBe('');
  await context.setOffline(false);
  await expect(checkout.form.getByRole('status').first()).toContainText('back online');
  expect(await saidByPage()).toBe('');
});

test('a typed card does not count as complete after the frame reloads, and does not pay another checkout', async ({
  checkout,
  page,
}) => {
  const validate = (): Promise<boolean> => checkout.element.evaluate((form) => (form as EximpeCardForm).validate());
  await checkout.open('popup');
  const first = checkout.reference;
  await checkout.open('popup');
  await checkout.fill(VISA_DEBIT);
  await expect.poll(validate).toBe(true);
  await checkout.element.evaluate((form, reference) => form.setAttribute('checkout', reference), first);
  await expect(checkout.number).toHaveValue('');
  await checkout.fill(VISA_DEBIT);
  await expect.poll(validate).toBe(true);
  // Moved and validated at the same moment.
  const isValid = await checkout.element.evaluate((form) => {
    form.parentElement?.prepend(form);
    return (form as EximpeCardForm).validate();
  });
  expect(isValid).toBe(false);
  await expect(checkout.number).toHaveValue('');
  expect(await validate()).toBe(false);
  // The reloaded frame may not arrive.
  await page.route(/\/frame\?/, (route) => route.fulfill({ contentType: 'text/html', body: 'Nobody' }));
  await checkout.element.evaluate((form) => form.parentElement?.append(form));
  await expect(page.getByRole('heading', { name: 'This payment cannot be made now' })).toBeVisible();
});

test('an element that moves right after its frame has loaded waits for the frame to load again', async ({
  checkout,
  page,
}) => {
  await page.clock.install();
  await checkout.open('popup');
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\/frame\?/, async (route) => {
    await released;
    await route.continue();
  });
  const asked = page.waitForRequest(/\/frame\?/);
  await checkout.element.evaluate((form) => form.parentElement?.prepend(form));
  await asked;
  // Longer than a loaded frame has to say hello.
  await page.clock.fastForward('00:04');
  release();
  await expect(checkout.number).toBeVisible();
});

test('after an element has moved, the shopper is told if its frame does not load again', async ({ checkout, page }) => {
  await page.clock.install();
  await checkout.open('popup');
  await page.route(/\/frame\?/, (route) => route.abort('connectionrefused'));
  await checkout.element.evaluate((form) => {
    form.parentElement?.prepend(form);
    return new Promise((resolve) => requestAnimationFrame(resolve));
  });
  await page.clock.fastForward('00:21');
  await expect(page.getByRole('heading', { name: 'This payment cannot be made now' })).toBeVisible();
});

test('without a card server at src, the shopper and the shop are told, and trying again finds it', async ({
  checkout,
  page,
}) => {
  await page.addInitScript(() => {
    document.addEventListener('eximpe-problem', ({ detail }) => {
      document.title = detail.problem.code;
    });
  });
  await page.clock.install();
  await page.route(/\/frame\?/, (route) => route.abort('connectionrefused'), { times: 1 });
  await page.goto(checkout.addressOf('popup'));
  await page.clock.fastForward('00:21');
  await expect(page.getByRole('heading', { name: 'This payment cannot be made now' })).toBeVisible();
  await expect(page).toHaveTitle('gateway_unreachable');
  await expectNoViolations(page);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(checkout.payButton).toBeVisible();
});

test.describe('another shop', () => {
  const withShop = test.extend<{ options: Omit<CardServerShopOptions, 'place'> }>({
    options: [{}, { option: true }],
    checkout: async ({ page, options }, use) => {
      const opened = await openCardServerShop({ place: 'frame', ...options });
      await use(new CheckoutPage(page, opened.shop));
      await opened.close();
    },
  });

  withShop.describe('on a different site than the card server', () => {
    withShop.use({ options: { host: '127.0.0.1' } });

    withShop(
      'shows the bank in the same tab and makes one order, even if the browser stores nothing',
      async ({ checkout, bankIn, page, browserName }) => {
        withShop.skip(browserName === 'firefox', 'Stock Firefox’s driver sends no keys into a frame of another site.');
        await checkout.open('popup');
        await checkout.pay(VISA_DEBIT);
        await expect(bankIn(page).otp).toBeVisible();
        // Back to the form. It remembers nothing if the browser stores nothing for frames of other sites, but the server does.
        await goBackToFirst(page);
        await checkout.pay(VISA_DEBIT);
        await checkout.within.getByRole('button', { name: /open.*bank.*page/i }).click();
        await bankIn(page).confirm();
        await page.waitForURL('**/checkout/**');
        await checkout.expectPaid();
        expect(checkout.orders()).toHaveLength(1);
      },
    );
  });

  for (const [policies, headers] of [
    ['require-corp', { 'cross-origin-embedder-policy': 'require-corp' }],
    [
      'credentialless, and is isolated',
      { 'cross-origin-embedder-policy': 'credentialless', 'cross-origin-opener-policy': 'same-origin' },
    ],
  ] as const)
    withShop.describe(`whose page embeds by ${policies}`, () => {
      withShop.use({ options: { host: '127.0.0.1', headers } });

      withShop('loads the form’s script and the frame, and is paid', async ({ checkout, page, browserName }) => {
        await checkout.openFor('frictionless', 'auto');
        const isIsolated = 'cross-origin-opener-policy' in headers;
        expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(isIsolated);
        withShop.skip(browserName === 'firefox', 'Stock Firefox’s driver sends no keys into a frame of another site.');
        await checkout.pay(VISA_DEBIT);
        await checkout.expectPaid();
      });
    });

  withShop.describe('that names the customer in a session', () => {
    withShop.use({ options: { customer: 'customer-1041' } });

    withShop('a saved card pays the next order in the frame without typing', async ({ checkout }) => {
      const card = cardFor('frictionless');
      await checkout.open('popup');
      await checkout.within.getByRole('checkbox', { name: /Save this card/ }).check();
      await checkout.pay(card);
      await checkout.expectPaid();
      // Submitted before the form is there: nothing is paid that the shopper has not seen.
      const letFrameCome = await openWithoutFrame(checkout);
      await checkout.element.evaluate((form) => (form as EximpeCardForm).submit());
      letFrameCome();
      const kept = checkout.within.getByRole('radio', { name: new RegExp(`•••• ${card.number.slice(-4)}`) });
      await expect(kept).toBeChecked();
      await expect(checkout.number).toBeHidden();
      expect(checkout.orders()).toHaveLength(0);
      await expectFits(checkout);
      const validate = (): Promise<boolean> => checkout.element.evaluate((form) => (form as EximpeCardForm).validate());
      await expect.poll(validate).toBe(true);
      await checkout.payButton.click();
      await checkout.expectPaid();
      await checkout.expectReceipt(card.number.slice(-4));
    });
  });
});

test('a shopper elsewhere on the page hears the outcome of the payment, and keeps the focus in their field', async ({
  checkout,
  bankIn,
  page,
}) => {
  await page.addInitScript(() => {
    if (window !== top) return;
    document.addEventListener('DOMContentLoaded', () => {
      const note = document.createElement('input');
      note.setAttribute('aria-label', 'A note for the shop');
      document.body.append(note);
      note.focus();
    });
  });
  const note = page.getByLabel('A note for the shop');
  await checkout.open('popup');
  const popup = await checkout.payInPopup(VISA_DEBIT);
  await expect(bankIn(popup).otp).toBeVisible();
  // Back from the bank's window, on the reloaded page with the payment in progress, the shopper is about to type.
  await page.bringToFront();
  await page.reload();
  const said = checkout.form.getByRole('status').first();
  await expect(said).toContainText('with your bank');
  await expect(note).toBeFocused();
  await bankIn(popup).confirm();
  await expect(said).toContainText('Payment complete. ₹1,000.00. Visa card ending in 0003');
  await expect(note).toBeFocused();
});
