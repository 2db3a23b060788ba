// Pictures of the form, side by side in one file.
import type { BrowserContext, Page } from '@playwright/test';
import { compose, sizeOf } from '../compose.ts';

/** Space around the form, in CSS pixels, since outlines of fields and focus extend beyond it. */
const EDGE = 8;
const GAP = 12;

/** The form as it looks now: a PNG as wide as the phone. */
export async function shotOfForm(page: Page): Promise<Buffer> {
  await page.evaluate(() => document.fonts.ready);
  // The pointer is over nothing.
  await page.mouse.move(0, 0);
  const box = await page.locator('eximpe-card-form').boundingBox();
  if (!box) throw new Error('The form is not to be seen.');
  const [top, width] = await page.evaluate(() => [scrollY, innerWidth] as const);
  const clip = { x: 0, y: box.y + top - EDGE, width, height: box.height + 2 * EDGE };
  return page.screenshot({ clip, fullPage: true, animations: 'disabled' });
}

/** `shots` from left to right. */
export function stripOf(context: BrowserContext, shots: readonly Buffer[]): Promise<Buffer> {
  let x = 0;
  const tiles = shots.map((picture) => {
    const size = sizeOf(picture);
    const tile = { picture, x, y: 0, ...size };
    x += size.width + GAP;
    return tile;
  });
  return compose(context, tiles, { quality: 0.5 });
}
