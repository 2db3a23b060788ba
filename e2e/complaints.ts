// What goes wrong in a page without being seen on it.
import type { Page } from '@playwright/test';

/** What the policies of the page and of its frames forbid, and what throws; from now on. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (/content security policy|trusted/i.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}
