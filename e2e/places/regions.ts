// Where each English text appears on a page, and a picture that shows it.
import type { Page } from '@playwright/test';
import * as en from '../../packages/widget/src/i18n/lang/en.ts';

/** A box on the page, in CSS pixels, and the key of the text in it. */
interface Region {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The most literal first: “Remove card ending in 0003” is not a network called “Remove”. */
const PATTERNS = Object.entries({ form: en.form, saved: en.saved, page: en.page }).flatMap(([section, texts]) =>
  Object.entries(texts).map(([name, text]) => ({ key: `${section}.${name}`, text, whole: `^${literal(text)}$` })),
);
PATTERNS.sort((a, b) => b.whole.length - a.whole.length);

/** As part of a regular expression: `{names}` match anything. */
function literal(text: string): string {
  return text.replace(/[.*+?^$()[\]\\|]/g, '\\$&').replace(/\{\w+\}/g, '.+?');
}

/** Of everything visible: texts, placeholders, and accessible names of elements without text, such as ✕. */
export async function regionsOf(page: Page): Promise<readonly Region[]> {
  return page.evaluate((patterns) => {
    const found: { key: string; x: number; y: number; width: number; height: number }[] = [];
    const add = (key: string, { x, y, width, height }: DOMRect): void => {
      if (width > 0 && !found.some((each) => each.key === key)) found.push({ key, x, y: y + scrollY, width, height });
    };
    const keyOf = (text: string): string | undefined =>
      patterns.find(({ whole }) => new RegExp(whole).test(text.trim()))?.key;
    /** The keys of a text and their parts of it: each of several sentences in one line, or an item of a list. */
    const keysIn = (text: string): readonly (readonly [string, string])[] => {
      const key = keyOf(text);
      if (key) return [[key, text]];
      const sentences = patterns.flatMap((each) => (text.includes(each.text) ? [[each.key, each.text] as const] : []));
      const parts = text.split(', ').flatMap((part) => (keyOf(part) ? [[keyOf(part) ?? '', part] as const] : []));
      return sentences.length > 1 ? sentences : parts;
    };
    // Only for screen readers, in a box of one pixel.
    const isHeard = (element: Element | null): boolean =>
      element !== null &&
      ((getComputedStyle(element).display !== 'contents' && element.getBoundingClientRect().width <= 2) ||
        isHeard(element.parentElement));
    // A slot has no box, but its parent has.
    const isSeen = (element: Element): boolean =>
      (element.localName === 'slot' ? element.parentElement : element)?.checkVisibility({
        opacityProperty: true,
        visibilityProperty: true,
      }) === true;
    const form = document.querySelector('eximpe-card-form')?.shadowRoot;
    const place = form?.querySelector('dialog[open]') ?? form ?? document;
    for (const element of place.querySelectorAll<HTMLElement>('*')) {
      if (!isSeen(element) || isHeard(element)) continue;
      for (const child of element.childNodes) {
        const text = child.textContent ?? '';
        if (child.nodeType !== Node.TEXT_NODE || !text.trim()) continue;
        for (const [key, part] of keysIn(text)) {
          const range = document.createRange();
          range.setStart(child, text.indexOf(part));
          range.setEnd(child, text.indexOf(part) + part.length);
          add(key, range.getBoundingClientRect());
        }
      }
      const { ariaLabel, placeholder } = element as Partial<HTMLInputElement>;
      for (const text of [ariaLabel, placeholder]) {
        const key = text && keyOf(text);
        if (key) add(key, element.getBoundingClientRect());
      }
    }
    return found;
  }, PATTERNS);
}

/** The part of the page around `regions`, each framed, with its key beside it, as a small WebP. */
export async function pictureOf(page: Page, regions: readonly Region[]): Promise<Buffer> {
  const top = Math.max(0, Math.min(...regions.map(({ y }) => y)) - 24);
  const bottom = Math.max(...regions.map(({ y, height }) => y + height)) + 24;
  const { width } = page.viewportSize() ?? { width: 360 };
  const shot = await page.screenshot({ fullPage: true, animations: 'disabled' });
  // Our own pages can't draw images from elsewhere.
  const studio = await page.context().newPage();
  const url = await studio.evaluate(
    async ({ shot: bytes, boxes, from, to, wide }) => {
      const image = new Image();
      image.src = `data:image/png;base64,${bytes}`;
      await image.decode();
      const LINE = 20;
      const rows = [...boxes];
      rows.sort((a, b) => a.y - b.y || a.x - b.x);
      // Keys are at the height of their boxes, or below the previous key.
      let last = 0;
      const at = rows.map(({ y, height }) => (last = Math.max(last + LINE, y - from + height / 2)));
      const canvas = document.createElement('canvas');
      canvas.width = wide + 250;
      canvas.height = Math.max(to - from, last + LINE);
      const draw = canvas.getContext('2d');
      if (!draw) throw new Error('There is no canvas.');
      draw.fillStyle = '#fff';
      draw.fillRect(0, 0, canvas.width, canvas.height);
      draw.drawImage(image, 0, from, wide, to - from, 0, 0, wide, to - from);
      draw.font = '13px ui-monospace, monospace';
      draw.textBaseline = 'middle';
      for (const [index, { key, x, y, width: w, height: h }] of rows.entries()) {
        const line = at[index] ?? 0;
        draw.strokeStyle = draw.fillStyle = '#c2185b';
        draw.strokeRect(Math.round(x) - 3.5, Math.round(y - from) - 2.5, Math.round(w) + 7, Math.round(h) + 5);
        draw.beginPath();
        draw.moveTo(x + w + 4, y - from + h / 2);
        draw.lineTo(wide + 6, line);
        draw.stroke();
        draw.fillText(key, wide + 10, line);
      }
      return canvas.toDataURL('image/webp', 0.7);
    },
    { shot: shot.toString('base64'), boxes: [...regions], from: top, to: bottom, wide: width },
  );
  await studio.close();
  return Buffer.from(url.split(',')[1] ?? '', 'base64');
}
