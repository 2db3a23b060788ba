// How visible something is: the WCAG 2 contrast between a colour and what is painted behind it.
import type { Locator } from '@playwright/test';

/**
 * The elements whose text or border has less contrast than `atLeast` (1 to 21), each with its contrast. Colours are painted, so that every
 * notation works.
 */
export async function tooFaint(
  found: Locator,
  what: 'color' | 'borderBottomColor',
  atLeast: number,
): Promise<string[]> {
  const ratios = await found.evaluateAll(async (elements, property) => {
    // Shoppers don't keep seeing a colour that is still in transition.
    const fading = elements.flatMap((element) => element.getAnimations());
    await Promise.allSettled(fading.map(({ finished }) => finished));
    const canvas = document.createElement('canvas');
    canvas.width = 1;
    canvas.height = 1;
    const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
    const paint = (color: string): void => {
      pen.fillStyle = 'transparent';
      pen.fillStyle = color;
      pen.fillRect(0, 0, 1, 1);
    };
    const luminance = (): number => {
      const [red, green, blue] = Array.from(pen.getImageData(0, 0, 1, 1).data.slice(0, 3), (byte) => {
        const part = byte / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      }) as [number, number, number];
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    /** From the page's own colour to the one directly behind the element. */
    const backgrounds = (element: Element | null): string[] => {
      if (!element) return ['Canvas'];
      const parent = element.assignedSlot ?? element.parentElement ?? (element.getRootNode() as ShadowRoot).host;
      return [...backgrounds(parent ?? null), getComputedStyle(element).backgroundColor];
    };
    return elements.map((element) => {
      for (const color of backgrounds(property === 'color' ? element : element.parentElement)) paint(color);
      const behind = luminance();
      const style = getComputedStyle(element);
      if (property === 'color' || parseFloat(style.borderBottomWidth) > 0) paint(style[property]);
      const written = luminance();
      const ratio = (Math.max(behind, written) + 0.05) / (Math.min(behind, written) + 0.05);
      const name = `${element.localName} ${element.textContent.trim() || element.getAttribute('data-field')}`;
      return { name, ratio };
    });
  }, what);
  if (ratios.length === 0) throw new Error('There is nothing to look at.');
  return ratios.filter(({ ratio }) => ratio < atLeast).map(({ name, ratio }) => `${name}: ${ratio.toFixed(1)}`);
}
