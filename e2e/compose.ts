// Several pictures in one small WebP file.
import type { BrowserContext } from '@playwright/test';

export interface Tile {
  /** A PNG. */
  readonly picture: Buffer;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The visible part begins this far down and is as wide as the picture; by default all of it is shown. */
  readonly from?: number;
  /** Stands below the tile, on white. */
  readonly caption?: string;
}

export const CAPTION_HEIGHT = 20;

/** In pixels, read from the PNG's header. */
export const sizeOf = (png: Buffer): { readonly width: number; readonly height: number } => ({
  width: png.readUInt32BE(16),
  height: png.readUInt32BE(20),
});

/**
 * @param quality of the WebP, from 0 to 1
 * @param margin to the right of and below the last tiles
 */
export async function compose(
  context: BrowserContext,
  tiles: readonly Tile[],
  {
    quality,
    background,
    margin = 0,
  }: { readonly quality: number; readonly background?: string; readonly margin?: number },
): Promise<Buffer> {
  const studio = await context.newPage();
  const url = await studio.evaluate(
    async ({ placed, fill, sharpness, captionHeight, edge }) => {
      const canvas = document.createElement('canvas');
      const right = placed.map(({ x, width }) => x + width);
      const bottom = placed.map(({ y, height, caption }) => y + height + (caption ? captionHeight : 0));
      canvas.width = Math.max(...right) + edge;
      canvas.height = Math.max(...bottom) + edge;
      const draw = canvas.getContext('2d');
      if (!draw) throw new Error('There is no canvas.');
      draw.imageSmoothingQuality = 'high';
      draw.font = '12px system-ui';
      if (fill) {
        draw.fillStyle = fill;
        draw.fillRect(0, 0, canvas.width, canvas.height);
      }
      for (const { data, x, y, width, height, from = 0, caption } of placed) {
        const image = new Image();
        image.src = `data:image/png;base64,${data}`;
        // oxlint-disable-next-line no-await-in-loop -- they are drawn one after the other
        await image.decode();
        const scale = width / image.width;
        const shown = Math.min(height / scale, image.height - from);
        if (caption) {
          draw.fillStyle = '#fff';
          draw.fillRect(x, y, width, height + captionHeight);
          draw.fillStyle = '#111';
          draw.fillText(caption, x + 4, y + height + captionHeight - 6);
        }
        draw.drawImage(image, 0, from, image.width, shown, x, y, width, shown * scale);
      }
      return canvas.toDataURL('image/webp', sharpness);
    },
    {
      placed: tiles.map(({ picture, ...place }) => ({ ...place, data: picture.toString('base64') })),
      fill: background,
      sharpness: quality,
      captionHeight: CAPTION_HEIGHT,
      edge: margin,
    },
  );
  await studio.close();
  return Buffer.from(url.split(',')[1] ?? '', 'base64');
}
