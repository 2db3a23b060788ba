// Computes how light a colour is, from the result of getComputedStyle().

const luma = (red: number, green: number, blue: number): number => 0.299 * red + 0.587 * green + 0.114 * blue;

/** From 0 (black) to 1 (white), roughly as the eye sees it; undefined for text that is not a colour. Ignores transparency. */
export function lightnessOf(computed: string): number | undefined {
  const [, model = '', values = ''] = /^(\w+)\((?:[a-z][\w-]* )?(.*)\)$/.exec(computed) ?? [];
  // `none` counts as 0.
  const [first = 0, second = 0, third = 0] = values.split(/[\s,/]+/).map((value) => Number.parseFloat(value) || 0);
  switch (model) {
    case 'rgb':
    case 'rgba':
      return luma(first, second, third) / 255;
    case 'color':
      return luma(first, second, third);
    case 'oklab':
    case 'oklch':
      return first;
    case 'lab':
    case 'lch':
      return first / 100;
    default:
      return undefined;
  }
}

/** WCAG's contrast of two lightnesses, 1 to 21; accurate enough for text and backgrounds, which have little colour. */
export function contrastOf(one: number, other: number): number {
  const luminance = (grey: number): number => 0.05 + (grey <= 0.04045 ? grey / 12.92 : ((grey + 0.055) / 1.055) ** 2.4);
  return luminance(Math.max(one, other)) / luminance(Math.min(one, other));
}
