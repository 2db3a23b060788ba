// A shopper who finds fields and buttons without their texts, so that it works in every language.
import type { Frame, FrameLocator, Locator, Page, TestInfo } from '@playwright/test';
import { VISA_DEBIT, type Card } from '../cards.ts';
import type { Shop } from '../open-shop.ts';
import { expect } from '../shop.ts';

export class Stage {
  readonly page: Page;
  readonly #shop: Shop;
  readonly #info: TestInfo;

  constructor(page: Page, shop: Shop, info: TestInfo) {
    this.page = page;
    this.#shop = shop;
    this.#info = info;
  }

  get #lang(): string {
    return String(this.#info.project.metadata['lang']);
  }
  part(name: string): Locator {
    return this.page.locator(`eximpe-card-form [part~=${name}]`);
  }
  field(name: string): Locator {
    return this.page.locator(`eximpe-card-form [data-field=${name}]`);
  }
  get panel(): Locator {
    return this.part('panel');
  }

  async visit(query = 'challenge=popup'): Promise<void> {
    await this.page.goto(`${this.#shop.url}/?lang=${this.#lang}&${query}`);
  }
  async open(query?: string, scenario?: string): Promise<void> {
    await this.visit(query);
    await this.ready();
    const id = new URL(this.page.url()).pathname.split('-').at(-1);
    if (scenario) this.#shop.simulator.setScenario(scenario, `INV-${id}`);
  }
  /** The font of an Urdu phone: our machines use a different font for that script, which is half as high. */
  async #inNastaliq(): Promise<void> {
    if (this.#lang === 'ur')
      await this.page.addStyleTag({ content: `body { font-family: 'Noto Nastaliq Urdu', sans-serif }` });
  }
  async ready(): Promise<void> {
    await this.#inNastaliq();
    await expect(this.field('pay')).toHaveAttribute('aria-disabled', 'false');
    await expect(this.part('root')).toHaveAttribute('lang', this.#lang);
  }

  async fill(card: Card = VISA_DEBIT): Promise<void> {
    await this.field('number').pressSequentially(card.number);
    await this.field('expiry').pressSequentially(card.expiry.replace('/', ''));
    await this.field('cvc').fill(card.cvc);
    await this.field('name').fill(card.name);
  }
  async pay(card?: Card): Promise<void> {
    await this.fill(card);
    await this.field('pay').click();
  }
  /** The bank's window that the click on Pay opens. */
  async payInPopup(card?: Card): Promise<Page> {
    const popup = this.page.waitForEvent('popup');
    await this.pay(card);
    await popup;
    await expect(this.panel).toBeVisible();
    return popup;
  }
  async confirm(bank: Page | Frame | FrameLocator): Promise<void> {
    await bank.locator('input:not([type=hidden])').first().fill('123456');
    await bank.locator('button').first().dispatchEvent('click');
  }

  /** The whole page, or the visible part: a dialog covers the window, not the page. */
  async picture(name: string, { page = this.page, fullPage = true } = {}): Promise<void> {
    await page.evaluate(() => document.fonts.ready);
    const path = `../screenshots/${name}~${this.#info.project.name}.png`;
    await page.screenshot({ path, fullPage, animations: 'disabled' });
  }
}
