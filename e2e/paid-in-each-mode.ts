// One journey for each bank and each mode: the payment succeeds with one order.
import { VISA_DEBIT } from './cards.ts';
import type { ChallengeMode } from './pages/checkout-page.ts';
import { expect, test } from './shop.ts';

/** @param modes those that can work with this bank */
export type Bank = readonly [scenario: string, modes: readonly ChallengeMode[]];

export function testPaidInEachMode(banks: readonly Bank[]): void {
  for (const [scenario, modes] of banks) {
    for (const mode of modes) {
      test(`${scenario}: paid, shown by ${mode}`, async ({ checkout, bankIn, page }) => {
        await checkout.openFor(scenario, mode);
        if (mode === 'popup') await bankIn(await checkout.payInPopup(VISA_DEBIT)).confirm();
        else {
          await checkout.pay(VISA_DEBIT);
          await bankIn(mode === 'iframe' ? page.frameLocator('iframe') : page).confirm();
        }
        await checkout.expectPaid();
        expect(checkout.orders()).toHaveLength(1);
      });
    }
  }
}
