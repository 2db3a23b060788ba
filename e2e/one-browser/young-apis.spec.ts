// Removes APIs that are newer than the oldest supported browsers: the form must not need them.
import type { Page } from '@playwright/test';
import { RUPAY_CREDIT, VISA_DEBIT } from '../cards.ts';
import { expect, test } from '../shop.ts';

/** Before any script of a page runs, in every window and frame. */
async function takeAway(page: Page): Promise<void> {
  await page.context().addInitScript(() => {
    const young: readonly (readonly [owner: object, ...names: string[]])[] = [
      // Safari 16.0 can't construct style sheets.
      [CSSStyleSheet.prototype, 'replace', 'replaceSync'],
      [Document.prototype, 'adoptedStyleSheets', 'startViewTransition'],
      [ShadowRoot.prototype, 'adoptedStyleSheets'],
      [InputEvent.prototype, 'isComposing'],
      [URL, 'canParse', 'parse'],
      [Promise, 'withResolvers', 'try'],
      [Array, 'fromAsync'],
      [Array.prototype, 'toSorted', 'toReversed', 'toSpliced', 'with'],
      [Object, 'groupBy'],
      [Map, 'groupBy'],
      [Set.prototype, 'union', 'intersection', 'difference', 'isSubsetOf'],
      [String.prototype, 'isWellFormed', 'toWellFormed'],
      [AbortSignal, 'any', 'timeout'],
      // Not checkVisibility, which the test itself uses.
      [Element.prototype, 'setHTMLUnsafe', 'moveBefore'],
      [HTMLElement.prototype, 'showPopover', 'hidePopover', 'togglePopover'],
      [HTMLDialogElement.prototype, 'requestClose'],
      [globalThis, 'Iterator', 'scheduler', 'navigation', 'CloseWatcher'],
    ];
    for (const [owner, ...names] of young) for (const name of names) Reflect.deleteProperty(owner, name);
  });
}

test('orders are paid in a popup and by redirect', async ({ checkout, bankIn, page }) => {
  await takeAway(page);
  await checkout.open('popup');
  const popup = await checkout.payInPopup(VISA_DEBIT);
  await bankIn(popup).confirm();
  await checkout.expectPaid();
  await checkout.open('redirect');
  await checkout.pay(RUPAY_CREDIT);
  await bankIn(page).confirm();
  await checkout.expectPaid();
});

test('the form looks the same, in the shadow root and in the light root, with saved cards', async ({
  checkout,
  page,
  shop,
}) => {
  const looks = async (rootKind: string): Promise<unknown> => {
    await page.goto(`${shop.url}/?challenge=popup&shopper=known`);
    await expect(checkout.payButton).toBeVisible();
    await checkout.form.evaluate((form, kind) => {
      const next = form.cloneNode() as Element;
      next.setAttribute('render-root', kind);
      form.replaceWith(next);
    }, rootKind);
    const consent = page.getByRole('checkbox', { name: 'Save this card' });
    await expect(consent).toBeVisible();
    return Promise.all(
      [checkout.form.locator('[data-field=number]'), checkout.payButton, consent].map((part) =>
        part.evaluate((element) => {
          const { borderTopColor, backgroundColor, borderRadius } = getComputedStyle(element);
          const { width, height, top } = element.getBoundingClientRect();
          return { borderTopColor, backgroundColor, borderRadius, width, height, top };
        }),
      ),
    );
  };
  const today = [await looks('shadow'), await looks('light')];
  await takeAway(page);
  expect([await looks('shadow'), await looks('light')]).toEqual(today);
});
