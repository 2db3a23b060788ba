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

  async confirm(otp = '123456'): Promise<void> {
    await this.otp.fill(otp);
    // Stock Firefox aims clicks and keys at the outer page when a frame is of another site; the button itself is the same.
    if (this.#inFrame) await this.#confirmButton.dispatchEvent('click');
    else await this.otp.press('Enter');
  }

  get #inFrame(): boolean {
    return !('context' in this.#where);
  }
  get #confirmButton(): Locator {
    return this.#where.getByRole('button', { name: /confirm/i });
  }

  async cancel(): Promise<void> {
    await this.#where.getByRole('button', { name: /cancel/i }).click();
  }
}
