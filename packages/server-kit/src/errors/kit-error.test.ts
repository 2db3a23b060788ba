import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { KIT_ERROR_CODES } from './kit-error.ts';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

test.each(KIT_ERROR_CODES)('%s is explained in the README', (code) => {
  expect(README).toMatch(new RegExp(`^### ${code}$`, 'm'));
});
