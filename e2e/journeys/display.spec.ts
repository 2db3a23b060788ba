// Small screens, large text, forced colours, reduced motion: everything stays visible and nothing is cut off.
import type { Locator, Page } from '@playwright/test';
import { VISA_DEBIT } from '../cards.ts';
import { expect, test } from '../shop.ts';

/** No horizontal scrolling, no text cut off by its box, nothing outside the window, nothing too small for a thumb. */
async function expectAllVisible(page: Page): Promise<void> {
  const cut = await page.evaluate(() => {
    const root = document.querySelector('eximpe-card-form')?.shadowRoot;
    const found: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} wide in a window of ${clientWidth}`);
    for (const element of root?.querySelectorAll<HTMLElement>('label, p, h2, button, input, legend, .aside') ?? []) {
      const box = element.getBoundingClientRect();
      if (box.width === 0 || element.closest('.quietly')) continue;
      const name = `${element.tagName} ${element.className} ${element.textContent.trim().slice(0, 20)}`;
      if (box.left < -1 || box.right > clientWidth + 1) found.push(`${name}: outside`);
      if (element.matches('.box input, button') && box.height < 44) found.push(`${name}: ${box.height} px high`);
      if (element.tagName !== 'INPUT' && element.scrollWidth > element.clientWidth + 1) found.push(`${name}: cut off`);
    }
    // The marks of the networks disappear with the first digit.
    for (const mark of root?.querySelectorAll('.aside:not(.row)') ?? []) {
      const input = mark.parentElement?.querySelector('input');
      if (!input) continue;
      const { paddingLeft, paddingRight } = getComputedStyle(input);
      const [text, over] = [input.getBoundingClientRect(), mark.getBoundingClientRect()];
      if (over.left < text.right - parseFloat(paddingRight) && over.right > text.left + parseFloat(paddingLeft))
        found.push(`${input.name}: a mark covers its text`);
    }
    return found;
  });
  expect(cut).toEqual([]);
}

// In every language: packages/widget/src/element/narrow.test.ts.
test.describe('320 px wide, which is also 1280 px at 400 %', () => {
  test.use({ viewport: { width: 320, height: 568 } });

  test('a payment fits, from the number to the receipt', async ({ checkout, bankIn, page }) => {
    await checkout.open('popup');
    await checkout.fill(VISA_DEBIT);
    await expectAllVisible(page);
    const bank = page.waitForEvent('popup');
    await checkout.payButton.click();
    await expect(bankIn(await bank).otp).toBeVisible();
    await expectAllVisible(page);
    await bankIn(await bank).confirm();
    await checkout.expectPaid();
    await expectAllVisible(page);
  });
});

test('back from the bank in this tab, the outcome is in view and has the focus, on small phones too', async ({
  checkout,
  bankIn,
  page,
}) => {
  for (const [width, height, scenario] of [
    [320, 640, 'paid'],
    [360, 640, 'declined'],
    [390, 664, 'paid'],
  ] as const) {
    await page.setViewportSize({ width, height });
    await checkout.openFor(scenario, 'redirect');
    await checkout.pay(VISA_DEBIT);
    await bankIn(page).confirm();
    const paid = checkout.form.getByRole('heading', { name: 'Payment complete' });
    const declined = checkout.form.getByText('Your bank declined this card').last();
    for (const each of scenario === 'paid' ? [paid] : [declined, checkout.number])
      await expect(each, `${scenario} at ${width}`).toBeInViewport({ ratio: 1 });
    await expect(scenario === 'paid' ? paid : checkout.number).toBeFocused();
  }
});

// Text at 200 % and 320 px: packages/widget/src/element/narrow.test.ts.
test('nothing is cut off with text at 200 %, nor with the spacing of WCAG 1.4.12, also at 320 px', async ({
  checkout,
  page,
}) => {
  await checkout.openFor('frictionless+pending-forever');
  await page.evaluate(() => {
    const spacing = new CSSStyleSheet();
    spacing.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
      p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets.push(spacing);
    document.querySelector('eximpe-card-form')?.shadowRoot?.adoptedStyleSheets.push(spacing);
  });
  const inEachWidth = async (): Promise<void> => {
    for (const [width, letters] of [
      [640, '200%'],
      [320, '100%'],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.evaluate((size) => (document.documentElement.style.fontSize = size), letters);
      await expectAllVisible(page);
    }
  };
  await inEachWidth();
  await checkout.payButton.click();
  await expect(checkout.number).toHaveAttribute('aria-invalid', 'true');
  await inEachWidth();
  await checkout.pay(VISA_DEBIT);
  await expect(page.getByRole('button', { name: 'Cancel this payment' })).toBeVisible({ timeout: 20_000 });
  await inEachWidth();
});

test.describe('in Chromium, which can emulate system settings', () => {
  test.skip(({ browserName }) => browserName === 'firefox', 'Stock Firefox’s driver can’t emulate them.');

  test('forced colours: focus, errors, the chosen option and the spinner are visible', async ({ checkout, page }) => {
    await page.emulateMedia({ forcedColors: 'active' });
    await checkout.open();
    const look = (what: Locator): Promise<Buffer> => what.screenshot({ animations: 'disabled' });
    const seen = async (what: Locator, change: () => Promise<unknown>): Promise<void> => {
      const before = await look(what);
      await change();
      expect((await look(what)).equals(before)).toBe(false);
    };
    const box = (input: Locator): Locator => input.locator('xpath=..');
    await seen(box(checkout.name), () => checkout.name.focus());
    await seen(checkout.payButton, () => page.keyboard.press('Tab'));
    await seen(box(checkout.expiry), () => page.keyboard.press('Enter'));
    await expect(checkout.form.getByText('Enter the expiry date', { exact: true })).toBeVisible();
    await checkout.number.focus();
    await seen(box(checkout.number), () => page.keyboard.press('Tab'));

    // A ring without a gap would not appear to turn.
    const gap = await checkout.form.evaluate((form) => {
      const spinner = document.createElement('span');
      spinner.className = 'spin';
      form.shadowRoot?.append(spinner);
      return getComputedStyle(spinner).clipPath;
    });
    expect(gap).toContain('inset');
  });

  test('more contrast: hints have the colour of the text, and borders are thicker', async ({ checkout, page }) => {
    await page.emulateMedia({ contrast: 'more' });
    await checkout.open();
    const ink = await checkout.form.evaluate((form) => getComputedStyle(form).color);
    await expect(checkout.form.locator('.note')).toHaveCSS('color', ink);
    await expect(checkout.number).toHaveCSS('border-top-width', '2px');
    await expect(checkout.number).toHaveCSS('border-top-color', ink);
  });

  test('less motion: the spinner turns very slowly, and nothing fades', async ({ checkout, page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await checkout.openFor('frictionless');
    let send = (): void => undefined;
    const sending = new Promise<void>((resolve) => (send = resolve));
    await page.route('**/eximpe/payments', (route) => sending.then(() => route.continue()));
    await checkout.pay(VISA_DEBIT);
    await expect(checkout.form.locator('.spin').first()).toHaveCSS('animation-duration', '4s');
    await expect(checkout.form.locator('form > *').first()).toHaveCSS('transition-property', 'none');
    send();
    await checkout.expectPaid();
    await expect(checkout.form.locator('.panel')).toHaveCSS('animation-name', 'none');
  });
});

test('a print contains no card number, and every sign is visible', async ({ checkout, page }, info) => {
  test.skip(info.project.name === 'firefox', 'Its driver can’t emulate print.');
  await checkout.openFor('frictionless');
  await checkout.fill(VISA_DEBIT);
  await page.emulateMedia({ media: 'print' });
  const printed = (part: Locator, property: string): Promise<string> =>
    part.evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
  expect(await printed(checkout.number, '-webkit-text-security')).toBe('disc');
  expect(await printed(checkout.cvc, '-webkit-text-security')).toBe('disc');
  expect(await printed(checkout.payButton, 'print-color-adjust')).toBe('exact');
  await checkout.payButton.click();
  await checkout.expectPaid();
  expect(await printed(checkout.form.locator('[part~=badge]'), 'print-color-adjust')).toBe('exact');
});
