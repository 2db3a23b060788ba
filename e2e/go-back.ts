// Goes back as with the history menu of the browser.
import type { Page } from '@playwright/test';

/** To the checkout, which was opened first, past the pages that led to the bank: the number of entries depends on how fast those pages redirect. */
export async function goBackToFirst(page: Page): Promise<void> {
  await page.evaluate(() => setTimeout(() => history.go(2 - history.length)));
  await page.waitForURL('**/checkout/**', { waitUntil: 'commit' });
}
