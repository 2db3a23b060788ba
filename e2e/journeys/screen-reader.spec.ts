// What assistive technology is told from the first field to the receipt: names, descriptions and announcements.
import { VISA_DEBIT } from '../cards.ts';
import { hasFocus } from '../has-focus.ts';
import { expect, test } from '../shop.ts';

test('a whole payment is readable in the accessibility tree', async ({ checkout, bankIn, page }) => {
  await checkout.open('popup');
  // Both live regions exist and are silent before anything is announced.
  await expect(checkout.form.locator('[role=status]')).toBeEmpty();
  await expect(checkout.form.locator('[role=alert]')).toBeEmpty();
  await expect(checkout.form).toMatchAriaSnapshot(`
    - status
    - alert
    - text: Test mode Card number
    - textbox "Card number":
      - /placeholder: 1234 1234 1234 1234
    - text: /Accepted. Visa, .* Expiry date/
    - textbox "Expiry date":
      - /placeholder: MM / YY
    - text: CVV
    - textbox "CVV":
      - /placeholder: "123"
    - text: 3 digits on the back Name on card
    - textbox "Name on card"
    - button "Pay ₹1,000.00"
    - paragraph: Your bank will ask for an OTP or approval. Secured by EximPe.
  `);
  await expect(checkout.number).toHaveAccessibleDescription(/^Accepted: Visa, /);
  await expect(checkout.cvc).toHaveAccessibleDescription('3 digits on the back');

  await checkout.payButton.click();
  await expect(checkout.form.getByRole('alert')).toHaveText(
    'Please check: Card number, Expiry date, CVV, Name on card',
  );
  await expect(checkout.number).toBeFocused();
  await expect(checkout.number).toHaveAccessibleDescription(/^Enter the card number Accepted: /);
  await expect(checkout.number).toHaveAttribute('aria-invalid', 'true');
  await expect(checkout.expiry).toHaveAccessibleDescription('Enter the expiry date');
  await expect(checkout.cvc).toHaveAccessibleDescription('Enter the CVV 3 digits on the back');

  await checkout.fill(VISA_DEBIT);
  await expect(checkout.form.getByRole('status')).toHaveText('Visa');
  // The list of networks is no longer needed once one is known.
  await expect(checkout.number).toHaveAccessibleDescription('');
  await expect(checkout.number).toHaveAttribute('aria-invalid', 'false');

  let send = (): void => undefined;
  const sent = new Promise<void>((resolve) => (send = resolve));
  await page.route('**/eximpe/payments', async (route) => {
    await sent;
    await route.continue();
  });
  const popup = page.waitForEvent('popup');
  await checkout.payButton.click();
  await expect(checkout.form.getByRole('button', { name: 'Processing…' })).toBeVisible();
  send();
  const bank = bankIn(await popup);
  await expect(bank.otp).toBeVisible();
  const told = checkout.form.getByRole('heading', { level: 2 });
  // What happens behind the bank's window is not announced before the shopper is back.
  await expect(told).toHaveAccessibleDescription(/^HDFC Bank ₹1,000\.00 Confirm by OTP/);
  await expect(checkout.form).toMatchAriaSnapshot(`
    - status
    - alert
    - heading "Confirm with your bank" [level=2]
    - paragraph: HDFC Bank
    - paragraph: ₹1,000.00
    - paragraph: Confirm by OTP, app or fingerprint. If you closed the bank’s page, open it again.
    - button "Open the bank’s page"
    - button "Cancel this payment"
  `);
  await bank.confirm();
  await checkout.expectPaid();
  // The heading that gets the focus says it, with the text below it; the live region does not repeat it.
  await expect.poll(() => hasFocus(told)).toBe(true);
  await expect(told).toHaveAccessibleDescription('₹1,000.00 Visa card ending in 0003');
  // The shop's own link below stays in its page.
  await expect(checkout.element).toMatchAriaSnapshot(`
    - link "View your receipt"
  `);
  await expect(checkout.form).toMatchAriaSnapshot(`
    - status
    - alert
    - heading "Payment complete" [level=2]
    - paragraph: ₹1,000.00
    - paragraph: Visa card ending in 0003
  `);
});

test('announces a failed payment and the field to correct', async ({ checkout }) => {
  await checkout.openFor('frictionless-declined');
  await checkout.pay(VISA_DEBIT);
  await expect(checkout.form).toMatchAriaSnapshot(`
    - status
    - alert: /The payment did not go through. Your bank declined this card.* ₹1,000.00. Visa card ending in 0003/
    - paragraph: The payment did not go through
    - paragraph: /Your bank declined this card/
    - textbox "Card number"
  `);
  await expect(checkout.number).toBeFocused();
});
