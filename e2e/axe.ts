// The violations that axe finds on a page.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** On our own pages only: the content of a bank's frame is the bank's. */
export async function expectNoViolations(page: Page): Promise<void> {
  // Colours are different in the middle of a fade.
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
