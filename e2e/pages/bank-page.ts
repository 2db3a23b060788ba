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

  /** By the Enter key: a driver's click may miss inside a frame of another site. */
  async confirm(otp = '123456'): Promise<void> {
    await this.otp.fill(otp);
    await this.otp.press('Enter');
  }

  async cancel(): Promise<void> {
    await this.#where.getByRole('button', { name: /cancel/i }).click();
  }
}
