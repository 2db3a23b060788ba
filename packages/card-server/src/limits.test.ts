import { expect, test } from 'vitest';
import { readLimits, type Limits } from './limits.ts';

test.each<[string, Limits]>([
  ['off', false],
  ['', {}],
  ['card=20/3600', { card: { points: 20, seconds: 3_600 } }],
  [
    ' card = 20 / 3600 , checkout=4/86400, ',
    { card: { points: 20, seconds: 3_600 }, checkout: { points: 4, seconds: 86_400 } },
  ],
])('“%s” is accepted', (text, limits) => {
  expect(readLimits(text)).toEqual({ limits, faults: [] });
});

test.each([
  'false',
  'cards=20/3600',
  'card=20',
  'card=20/1h',
  'card=0/3600',
  'card=20/0',
  'card=-1/3600',
  'card: 20/3600',
  'toString=1/1',
])('“%s” is reported with the names of all limits', (change) => {
  const { faults } = readLimits(`checkout=4/86400, ${change}`);
  expect(faults).toEqual([expect.stringContaining(`“${change}”`)]);
  expect(faults[0]).toContain('addressDeclines');
});

test('“off” with a change, or two changes of one limit, are reported as ambiguous', () => {
  expect(readLimits('off, card=20/3600').faults).toHaveLength(1);
  expect(readLimits('card=20/3600, card=8/3600').faults).toEqual(['must name card only once']);
});
