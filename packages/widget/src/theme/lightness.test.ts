import { expect, test } from 'vitest';
import { contrastOf, lightnessOf } from './lightness.ts';

/** As computed by browsers, which all serialize some of them differently. */
const computed = (color: string): string => {
  const element = document.body.appendChild(document.createElement('p'));
  element.style.color = color;
  const { color: found } = getComputedStyle(element);
  element.remove();
  return found;
};

test.each([
  ['#000', 0],
  ['#fff', 1],
  ['rgb(255 255 255 / 0.87)', 1],
  ['#f2f2f2', 0.95],
  ['#00f', 0.11],
  ['color(srgb 0.9 0.9 0.9)', 0.9],
  ['color(display-p3 none none none / 0.5)', 0],
  ['oklch(0.95 0.01 260 / 0.9)', 0.95],
  ['oklab(0.2 0 0)', 0.2],
  ['lab(95 0 0)', 0.95],
  ['lch(20 none none)', 0.2],
  ['color-mix(in oklch, white, white)', 1],
])('%s is %f', (color, lightness) => {
  expect(lightnessOf(computed(color))).toBeCloseTo(lightness, 2);
});

test.each(['', 'currentcolor', 'inherit'])('“%s” is not a colour', (color) => {
  expect(lightnessOf(color)).toBeUndefined();
});

test.each([
  [0, 1, 21],
  [1, 0x66 / 255, 5.74],
  [0x76 / 255, 1, 4.54],
  [0x16 / 255, 0x96 / 255, 6.12],
])('the contrast of %f and %f is about %f', (one, other, contrast) => {
  expect(Math.abs(contrastOf(one, other) / contrast - 1)).toBeLessThan(0.01);
});
