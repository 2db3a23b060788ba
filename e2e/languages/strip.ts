// Pictures of the form, side by side in one file: WebP, as few bytes as will do.
import type { BrowserContext, Page } from '@playwright/test';

/** Around the form, in CSS pixels: frames of fields and focus stand out a little. */
const EDGE = 8;

/** The form as it is seen now, a PNG, as wide as the phone. */
export async function shotOfForm(page: Page): Promise<Buffer> {
  await page.evaluate(() => document.fonts.ready);
  // Nothing is pointed at.
  await page.mouse.move(0, 0);
  const box = await page.locator('eximpe-card-form').boundingBox();
  if (!box) throw new Error('The form is not to be seen.');
  const [top, width] = await page.evaluate(() => [scrollY, innerWidth] as const);
  const clip = { x: 0, y: box.y + top - EDGE, width, height: box.height + 2 * EDGE };
  return page.screenshot({ clip, fullPage: true, animations: 'disabled' });
}

/** `shots` from left to right. */
export async function stripOf(context: BrowserContext, shots: readonly Buffer[]): Promise<Buffer> {
  const studio = await context.newPage();
  const url = await studio.evaluate(
    async (pictures) => {
      const GAP = 12;
      const images = pictures.map((picture) => {
        const image = new Image();
        image.src = `data:image/png;base64,${picture}`;
        return image;
      });
      await Promise.all(images.map((image) => image.decode()));
      const canvas = document.createElement('canvas');
      canvas.width = images.reduce((sum, { width }) => sum + width + GAP, -GAP);
      canvas.height = Math.max(...images.map(({ height }) => height));
      const draw = canvas.getContext('2d');
      if (!draw) throw new Error('There is no canvas.');
      let x = 0;
      for (const image of images) {
        draw.drawImage(image, x, 0);
        x += image.width + GAP;
      }
      return canvas.toDataURL('image/webp', 0.5);
    },
    shots.map((shot) => shot.toString('base64')),
  );
  await studio.close();
  return Buffer.from(url.split(',')[1] ?? '', 'base64');
}
