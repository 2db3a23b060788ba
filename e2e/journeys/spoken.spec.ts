// The live regions announce what changes on the screen, in order and each time.
import { VISA_DEBIT } from '../cards.ts';
import { expect, test } from '../shop.ts';

test('every change is announced, from a form without an amount to a bank that does not answer', async ({
  checkout,
  page,
}) => {
  /** Everything that the live regions have announced since, in order. */
  const said: string[] = [];
  await page.exposeFunction('heard', (text: string) => void said.push(text.replace('\u00A0', '')));
  const listen = (): Promise<void> =>
    checkout.form.evaluate((form) => {
      for (const region of form.shadowRoot?.querySelectorAll<HTMLElement>('[role=status], [role=alert]') ?? [])
        new MutationObserver(() => {
          if (region.closest('[part=root]') && region.textContent)
            (window as unknown as { heard(text: string): void }).heard(region.textContent);
        }).observe(region, { childList: true, characterData: true, subtree: true });
    });
  const hears = async (...sentences: readonly string[]): Promise<void> => {
    await expect.poll(() => said).toEqual(sentences);
    said.length = 0;
  };
  let answer = (): void => undefined;
  const answered = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/eximpe/checkouts/**', async (route) => {
    await answered;
    await route.continue();
  });

  await page.goto(checkout.addressOf('popup'));
  const pay = checkout.within.getByRole('button', { name: /^Pay/ });
  await expect(pay).toHaveText('Pay');
  await listen();
  // It is marked as not available yet, and pressed nevertheless.
  await pay.press('Enter');
  await hears('One moment, the amount is loading.');
  answer();
  await hears('Pay ₹1,000.00');

  const missing = 'Please check: Card number, Expiry date, CVV, Name on card';
  await checkout.number.press('Enter');
  await hears(`${missing}. Enter the card number`);
  await checkout.number.press('Enter');
  await hears(`${missing}. Enter the card number`);
  await checkout.name.fill('Asha Menon');
  await checkout.expiry.pressSequentially('0120');
  await checkout.name.focus();
  // The field showed a different error before.
  await hears('This card has expired');

  await checkout.form.evaluate(() => window.dispatchEvent(new Event('offline')));
  // The form asks the server whether that is true.
  await hears('You are offline. Pay when back online.', 'You are back online.');

  await checkout.openFor('frictionless+pending-forever');
  await listen();
  await checkout.fill(VISA_DEBIT);
  await hears('Visa');
  await checkout.payButton.click();
  await expect(checkout.within.getByRole('heading', { name: 'Checking with your bank' })).toBeFocused();
  await expect
    .poll(() => said.at(-1), { timeout: 20_000 })
    .toBe('No answer from your bank yet. Check again, Open the bank’s page, Cancel this payment');
  said.length = 0;
  const again = checkout.within.getByRole('button', { name: 'Check again' });
  await again.click();
  await hears('No answer from your bank yet.');
  await again.click();
  await hears('No answer from your bank yet.');
  await expect(checkout.form.locator('.news')).toBeVisible();
});

test('announces shop and amount when the bank’s page takes the focus before the heading is read', async ({
  checkout,
  bankIn,
  page,
  place,
}) => {
  test.skip(place === 'frame', 'There is no other document beside the card’s fields.');
  await page.clock.install();
  await checkout.open('iframe');
  await checkout.fill(VISA_DEBIT);
  // From here on time stands still: after eight seconds the dialog says something else, which a slow machine could reach first.
  await page.clock.pauseAt(Date.now() + 60_000);
  await checkout.payButton.click();
  const { otp } = bankIn(page.frameLocator('iframe'));
  await expect(otp).toBeVisible();
  const dialog = page.getByRole('dialog', { name: 'Confirm with your bank' });
  await expect(dialog.getByRole('heading')).toBeFocused();
  // Browsers ignore `autofocus` from another origin, but not a bank's script.
  await otp.focus();
  await expect(dialog.locator('iframe')).toBeFocused();
  await page.clock.runFor(1_000);
  await expect(dialog.getByRole('status')).toHaveText(/^Confirm with your bank\. .+\. ₹1,000\.00$/);

  // Everything around the bank's page changes with the form's language.
  await checkout.form.evaluate((form: HTMLElement) => (form.lang = 'hi'));
  const inHindi = page.getByRole('dialog', { name: 'अपने बैंक के ज़रिए पुष्टि करें' });
  await expect(inHindi.getByRole('status')).toHaveText(/^अपने बैंक के ज़रिए पुष्टि करें\. .+\. ₹1,000\.00$/);
  await expect(inHindi.locator('iframe')).toHaveAttribute('title', 'आपके बैंक का पेज');
  await expect(inHindi.getByRole('button', { name: 'बंद करें' })).toBeVisible();
  await expect(otp).toBeFocused();
});
