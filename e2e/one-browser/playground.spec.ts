// The playground of the documentation: a form that pays without a server, and all its settings.
import type { FrameLocator, Locator, Page } from '@playwright/test';
import { VISA_DEBIT } from '../cards.ts';
import { expect, test } from '../site.ts';

/** Requests for anything but the site's own files. */
function questions(page: Page, site: string): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(site) || request.method() !== 'GET') asked.push(request.url());
  });
  return asked;
}

const formOf = (page: Page): FrameLocator => page.frameLocator('iframe[title="The form"]');

/** Chooses what another form is made for, and waits until the old one is gone: the page tells its frame by message. */
async function choose(select: Locator, option: string): Promise<void> {
  const before = await formOf(select.page()).locator('eximpe-card-form').elementHandle();
  await select.selectOption(option);
  await expect.poll(() => before?.evaluate(({ isConnected }) => isConnected)).toBe(false);
}

async function pay(form: FrameLocator): Promise<void> {
  await form.getByLabel('Card number').fill(VISA_DEBIT.number);
  await form.getByLabel('Expiry date').fill(VISA_DEBIT.expiry);
  await form.getByRole('textbox', { name: 'CVV' }).fill(VISA_DEBIT.cvc);
  await form.getByLabel('Name on card').fill(VISA_DEBIT.name);
  await form.getByRole('button', { name: 'Pay ₹1,000.00' }).click();
}

test('without a server, a payment is paid, declined, or lost and found, and each event is shown', async ({
  page,
  site,
}) => {
  const asked = questions(page, site);
  await page.goto(`${site}playground/`);
  const form = formOf(page);
  const events = page.getByRole('list', { name: 'Events of the form' });
  const bank = page.getByRole('combobox', { name: 'What the bank does' });

  // By redirect on the phone: the bank replaces the form.
  await pay(form);
  await form.getByRole('button', { name: 'Confirm' }).click();
  await expect(form.getByRole('heading', { name: 'Payment complete' })).toBeVisible();
  await expect(events).toContainText('"status":"successful"');

  await choose(bank, 'Not enough money');
  await pay(form);
  await expect(form.getByText('Not enough balance or limit on this card.', { exact: true })).toBeVisible();
  await expect(events).toContainText('insufficient_funds');

  // In a window on a wide page, with the scripts of the real waiting and return pages.
  await page.getByRole('checkbox', { name: 'Phone' }).uncheck();
  await page.getByText('Attributes', { exact: true }).click();
  await choose(page.getByRole('combobox', { name: 'challenge' }), 'popup');
  await choose(bank, 'Paid after the password');
  const opened = page.waitForEvent('popup');
  await pay(form);
  const popup = await opened;
  await popup.getByRole('button', { name: 'Confirm' }).click();
  await expect(form.getByRole('heading', { name: 'Payment complete' })).toBeVisible();

  await choose(bank, 'The answer is lost, then paid');
  await pay(form);
  await expect(events).toContainText('"state":"checking"');
  await expect(form.getByRole('heading', { name: 'Payment complete' })).toBeVisible();
  expect(asked).toEqual([]);
});

test('the simulated server refuses payments as the real one does', async ({ page, site }) => {
  await page.goto(`${site}playground/`);
  const form = formOf(page);
  const bank = page.getByRole('combobox', { name: 'What the bank does' });
  for (const [name, expected] of [
    ['Network not accepted', { status: 422, code: 'network_not_accepted', retryAfterSeconds: undefined }],
    ['Too many attempts', { status: 429, code: 'too_many_attempts', retryAfterSeconds: 60 }],
    ['The server is out of reach', 'no answer'],
  ] as const) {
    await choose(bank, name);
    const answered = form.locator('eximpe-card-form').evaluate(async (element) => {
      try {
        const answer = await fetch(`${element.getAttribute('endpoint')}/payments`, {
          method: 'POST',
          headers: { 'idempotency-key': 'attempt-of-the-test' },
          body: JSON.stringify({ card: { number: '4895380110000003', network: 'visa' } }),
        });
        const { code, retryAfterSeconds } = (await answer.json()) as Record<string, unknown>;
        return { status: answer.status, code, retryAfterSeconds };
      } catch {
        return 'no answer';
      }
    });
    expect(await answered, name).toEqual(expected);
  }
});

test('states, languages, looks, themes and tokens are shown and appear in the code', async ({ page, site }) => {
  await page.goto(`${site}playground/`);
  const form = formOf(page);
  const show = page.getByRole('combobox', { name: 'Show', exact: true });
  const language = page.getByRole('combobox', { name: 'Language' });
  const code = page.getByLabel('Code of what is shown');
  await expect(form.getByRole('button', { name: 'Pay ₹1,000.00' })).toBeVisible();

  const states = await show.getByRole('option').allTextContents();
  expect(states.length).toBeGreaterThan(20);
  for (const state of states.slice(1)) await show.selectOption(state.trim());
  await show.selectOption('state: paid');
  await expect(form.getByRole('heading', { name: 'Payment complete' })).toBeVisible();
  await show.selectOption('state: entry');

  expect(await language.getByRole('option').count()).toBe(13);
  await language.selectOption('ur');
  await expect(form.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(form.getByRole('button', { name: 'ادا کریں' })).toBeVisible();
  await expect(code).toContainText('lang="ur"');
  await language.selectOption('en');

  const button = form.getByRole('button', { name: 'Pay ₹1,000.00' });
  await page.getByText('Tokens', { exact: true }).click();
  await page.getByRole('textbox', { name: '--eximpe-accent Pay button' }).fill('rgb(1, 2, 3)');
  await expect(button).toHaveCSS('background-color', 'rgb(1, 2, 3)');
  await page.getByRole('textbox', { name: '--eximpe-accent Pay button' }).fill('');
  await expect(button).not.toHaveCSS('background-color', 'rgb(1, 2, 3)');
  await page.getByRole('textbox', { name: '--eximpe-radius Corners' }).fill('3px');

  await page.getByRole('radio', { name: 'Forced colours' }).check();
  const isPlain = () =>
    button.evaluate((node) => {
      const probe = document.createElement('i');
      probe.style.color = 'ButtonText';
      document.body.append(probe);
      return getComputedStyle(node).color === getComputedStyle(probe).color;
    });
  await expect.poll(isPlain).toBe(true);

  await page.getByRole('combobox', { name: 'Theme', exact: true }).selectOption('slate');
  for (const [tab, line] of [
    ['HTML', '<link rel="stylesheet" href="/eximpe/themes/slate.css" />'],
    ['React', "import { CardForm } from '@eximpe/react';"],
    ['Vue', '@eximpe-outcome='],
  ] as const) {
    await page.getByRole('button', { name: tab }).click();
    await expect(code).toContainText(line);
    await expect(code).toContainText('--eximpe-radius: 3px;');
  }
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('@eximpe-outcome=');
});
