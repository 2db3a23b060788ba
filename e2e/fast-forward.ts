// Lets time pass once the bank's window has closed: the clock is one for all pages, and none may close while it is set.
import { expect, type Page } from '@playwright/test';

/** @param time `mm:ss`; needs `page.clock.install()` before */
export async function fastForward(page: Page, time: string): Promise<void> {
  await expect.poll(() => page.context().pages().length).toBe(1);
  await page.clock.fastForward(time);
}
