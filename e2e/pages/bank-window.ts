// The bank's window when it comes back from the bank.
import type { Page } from '@playwright/test';

/**
 * Lets only the form close the window, however late. On a busy machine the form may not answer within the 1.2 seconds after
 * which the return page goes on to the shop, never to close; without an answer from the shop, it stays.
 */
export async function keepOnReturnPage(popup: Page): Promise<void> {
  await popup.route(/\/(?:checkout|pay|receipt)\//, (route) => route.fulfill({ status: 204 }));
}
