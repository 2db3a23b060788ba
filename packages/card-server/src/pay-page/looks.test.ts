import { declarationsOf } from '@eximpe/contract';
import { expect, test } from 'vitest';
import { readTokens } from './looks.ts';

test.each([
  ['--eximpe-radius:4px', '--eximpe-radius: 4px;'],
  ['--eximpe-accent: #0b6b53;  --eximpe-on-accent: #fff;', '--eximpe-accent: #0b6b53; --eximpe-on-accent: #fff;'],
  [`--eximpe-font: 'Noto Sans', "Segoe UI", sans-serif`, `--eximpe-font: 'Noto Sans', "Segoe UI", sans-serif;`],
  ['--eximpe-field-height: calc(2rem + 10px * 2)', '--eximpe-field-height: calc(2rem + 10px * 2);'],
  ['--eximpe-page: light-dark(#fff, rgb(0 0 0 / 90%))', '--eximpe-page: light-dark(#fff, rgb(0 0 0 / 90%));'],
  ['', ''],
])('%s is taken', (text, declarations) => {
  const { tokens, faults } = readTokens(text);
  expect(faults).toEqual([]);
  expect(declarationsOf(tokens)).toBe(declarations);
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

test('an accent without the ink on it is named: dark pages would have dark ink on it', () => {
  expect(readTokens('--eximpe-accent: #0b6b53').faults).toEqual([expect.stringContaining('--eximpe-on-accent')]);
});
