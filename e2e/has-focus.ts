// Whether an element has the focus, even behind another window.
import type { Locator } from '@playwright/test';

/** Within its document: the window may be behind the bank's. */
export const hasFocus = (element: Locator): Promise<boolean> =>
  element.evaluate((node) => (node.getRootNode() as ShadowRoot).activeElement === node);
