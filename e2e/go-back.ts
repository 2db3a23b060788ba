// Back, as with the browser's list of where one was.
import type { Page } from '@playwright/test';

/** To the checkout, which was opened first, over whatever led to the bank: how many entries that makes depends on how fast pages go on by themselves. */
export async function goBackToFirst(page: Page): Promise<void> {
  await page.evaluate(() => setTimeout(() => history.go(2 - history.length)));
  await page.waitForURL('**/checkout/**', { waitUntil: 'commit' });
}
