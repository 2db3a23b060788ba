// What axe finds wrong with a page.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Of our own pages: what a bank puts into its frame is the bank's. */
export async function expectNoViolations(page: Page): Promise<void> {
  // In the middle of a fade every colour is another one.
  await page.evaluate(() => {
    for (const each of document.getAnimations())
      if ((each as CSSAnimation).animationName === 'eximpe-appear') each.finish();
  });
  const { violations } = await new AxeBuilder({ page })
    .exclude({ fromShadowDom: ['eximpe-card-form', 'dialog iframe'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual(
    [],
  );
}
