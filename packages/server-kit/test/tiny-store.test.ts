// The store that docs/writing-a-store.md shows: as it stands there, and keeping every promise.
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { Store } from '../src/index.ts';
import { storeLaw } from './store-law.ts';

const program = new URL('tiny-store.mjs', import.meta.url);
const { TinyStore } = (await import(program.href)) as { TinyStore: new () => Store };
const store = new TinyStore();

storeLaw(
  () => store.ofAccount('one'),
  () => store.ofAccount('other'),
);

test('the page has it to the letter', async () => {
  const page = await readFile(new URL('../../../docs/writing-a-store.md', import.meta.url), 'utf8');
  expect(page).toContain(await readFile(program, 'utf8'));
});
