// The simulated bank's OTP page, in a window, a frame or the same tab.
import type { Frame, FrameLocator, Locator, Page } from '@playwright/test';

export class BankPage {
  readonly #where: Page | Frame | FrameLocator;

  constructor(where: Page | Frame | FrameLocator) {
    this.#where = where;
  }

  get otp(): Locator {
    return this.#where.getByLabel(/one[- ]time password|OTP/i);
  }

  /**
   * Uses the button's own click event: stock Firefox aims real clicks at the outer page when a frame is cross-site, and may
   * never acknowledge a key that leads to another page. The bank is not under test here.
   */
  async confirm(otp = '123456'): Promise<void> {
    await this.otp.fill(otp);
    await this.#where.getByRole('button', { name: /confirm/i }).dispatchEvent('click');
  }

  async cancel(): Promise<void> {
    await this.#where.getByRole('button', { name: /cancel/i }).dispatchEvent('click');
  }
}
