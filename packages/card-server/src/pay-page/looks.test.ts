import { rulesOf } from '@eximpe/contract';
import { expect, test } from 'vitest';
import { readTokens } from './looks.ts';

const DARK = '@media (prefers-color-scheme: dark)';

test.each([
  ['--eximpe-radius:4px', ':root { --eximpe-radius: 4px; }'],
  [
    '--eximpe-accent: #0b6b53;  --eximpe-on-accent: #fff;',
    ':root { --eximpe-accent: #0b6b53; --eximpe-on-accent: #fff; }',
  ],
  [
    `--eximpe-font: 'Noto Sans', "Segoe UI", sans-serif`,
    `:root { --eximpe-font: 'Noto Sans', "Segoe UI", sans-serif; }`,
  ],
  ['--eximpe-field-height: calc(2rem + 10px * 2)', ':root { --eximpe-field-height: calc(2rem + 10px * 2); }'],
  // Not every browser supports light-dark().
  [
    '--eximpe-radius: 4px; --eximpe-page: light-dark(#fff, rgb(0 0 0 / calc(1 - 0.1)))',
    `:root { --eximpe-radius: 4px; --eximpe-page: #fff; } ${DARK} { :root { --eximpe-page: rgb(0 0 0 / calc(1 - 0.1)); } }`,
  ],
  [
    '--eximpe-shadow: 0 1px light-dark(rgb(1, 2, 3), #0000), 0 2px Light-Dark(red,blue)',
    `:root { --eximpe-shadow: 0 1px rgb(1, 2, 3), 0 2px red; } ${DARK} { :root { --eximpe-shadow: 0 1px #0000, 0 2px blue; } }`,
  ],
  ['', ''],
])('%s is taken', (text, rules) => {
  const { tokens, faults } = readTokens(text);
  expect(faults).toEqual([]);
  expect(rulesOf(tokens)).toBe(rules);
});

test.each([
  'color: red',
  '--other: red',
  '--eximpe-page: red } body { display: none',
  '--eximpe-page: url(https://x.example/)',
  '--eximpe-page: image-set("x" 1x)',
  '--eximpe-page: red /* ',
  "--eximpe-font: 'open",
  '--eximpe-page: </style><script>',
  '--eximpe-page: \\75rl(x)',
  '--eximpe-page:',
])('%s is named', (declaration) => {
  expect(readTokens(`--eximpe-radius: 4px; ${declaration}`).faults).toEqual([
    expect.stringContaining(`“${declaration.trim()}”`),
  ]);
});

test('an accent without the colour on it is reported, since dark pages would have dark text on it', () => {
  expect(readTokens('--eximpe-accent: #0b6b53').faults).toEqual([expect.stringContaining('--eximpe-on-accent')]);
});
