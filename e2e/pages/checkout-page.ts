// The checkout as shoppers use it: by labels and roles.
import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';
import type { Card } from '../cards.ts';
import type { Place, Shop } from '../open-shop.ts';

export type ChallengeMode = 'auto' | 'popup' | 'iframe' | 'redirect';

export class CheckoutPage {
  readonly page: Page;
  readonly #shop: Shop | undefined;
  readonly #place: Place;

  /** @param shop missing if the page was opened by other means; then `place` says where the form is */
  constructor(page: Page, shop?: Shop, place: Place = shop?.place ?? 'element') {
    this.page = page;
    this.#shop = shop;
    this.#place = place;
  }

  get #known(): Shop {
    if (!this.#shop) throw new Error('This page was opened without a shop.');
    return this.#shop;
  }

  /** Where the form is: the page, or a frame in it. */
  get within(): Page | FrameLocator {
    return this.#place === 'frame' ? this.page.frameLocator('eximpe-card-form iframe') : this.page;
  }
  /** The tag in the page. */
  get element(): Locator {
    return this.page.locator('eximpe-card-form');
  }
  get form(): Locator {
    return this.#place === 'frame' ? this.within.locator('eximpe-card-form-in-frame') : this.element;
  }
  get number(): Locator {
    return this.within.getByLabel('Card number');
  }
  get expiry(): Locator {
    return this.within.getByLabel('Expiry date');
  }
  get cvc(): Locator {
    return this.within.getByRole('textbox', { name: 'CVV' });
  }
  get name(): Locator {
    return this.within.getByLabel('Name on card');
  }
  get payButton(): Locator {
    return this.within.getByRole('button', { name: 'Pay ₹1,000.00' });
  }

  /** The merchant's reference of the order on screen. */
  get reference(): string {
    return new URL(this.page.url()).pathname.split('/').at(-1) ?? '';
  }

  /** The merchant's invoice number of that order: the simulator knows payments by it. */
  get invoice(): string {
    return this.reference.replace(/^\w+-/, 'INV-');
  }

  /** Sets what happens at the gateway and the bank, regardless of the card. */
  async openFor(scenario: string, challenge: ChallengeMode = 'popup'): Promise<void> {
    await this.open(challenge);
    this.#known.simulator.setScenario(scenario, this.invoice);
  }

  /** EximPe's orders for this checkout. */
  orders(): ReturnType<Shop['simulator']['orders']> {
    return this.#known.simulator.orders().filter((order) => order.invoice?.number === this.invoice);
  }

  addressOf(challenge: ChallengeMode): string {
    return `${this.#known.url}/?challenge=${challenge}`;
  }

  async open(challenge: ChallengeMode = 'popup'): Promise<void> {
    await this.page.goto(this.addressOf(challenge));
    await expect(this.payButton).toBeVisible();
  }

  async fill(card: Card): Promise<void> {
    // Replaces what an earlier attempt left in the fields, as a shopper would.
    for (const field of [this.number, this.expiry]) await field.fill('');
    await this.number.pressSequentially(card.number);
    await this.expiry.pressSequentially(card.expiry.replace('/', ''));
    await this.cvc.fill(card.cvc);
    await this.name.fill(card.name);
  }

  async pay(card: Card): Promise<void> {
    await this.fill(card);
    await this.payButton.click();
  }

  /** Pays, and waits for the bank's window that the click opens. */
  async payInPopup(card: Card): Promise<Page> {
    await this.fill(card);
    const popup = this.page.waitForEvent('popup');
    await this.payButton.click();
    return popup;
  }

  /** Presses Cancel, and confirms the question that follows. */
  async cancel(): Promise<void> {
    const button = this.within.getByRole('button', { name: 'Cancel this payment' });
    await button.click();
    await expect(this.form).toContainText('If you have already confirmed at your bank');
    await button.click();
  }

  /** On the page that the shopper left for the bank's, or where the card server's own page redirected from there. */
  async waitUntilBack(): Promise<void> {
    await this.page.waitForURL(this.#place === 'page' ? /\/(?:pay|receipt)\// : '**/checkout/**');
  }

  async expectPaid({ withinMs = 15_000 } = {}): Promise<void> {
    const link = this.page.getByRole('link', { name: 'View your receipt' });
    const shown =
      this.#place === 'page' ? this.page.getByRole('heading', { name: /^(?:Payment complete|Receipt)$/ }) : link;
    await expect(shown).toBeVisible({ timeout: withinMs });
  }

  async expectReceipt(lastFour: string): Promise<void> {
    // The card server's own page goes there by itself.
    if (this.#place === 'page') await this.page.waitForURL('**/receipt/**');
    else await this.page.getByRole('link', { name: 'View your receipt' }).click();
    await expect(this.page.getByText('Paid', { exact: true }).first()).toBeVisible();
    await expect(this.page.getByText(`ending ${lastFour}`)).toBeVisible();
  }
}
