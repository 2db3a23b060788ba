// docs/servers.md reports what the suite found, and its code is run by tests.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { HOSTS } from '../hosts/all.ts';
import { conformanceTable } from '../src/table.ts';

const ROOT = new URL('../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const docs = read('docs/servers.md');

/** Removes the formatter's padding of tables. */
const bare = (markdown: string): string => markdown.replaceAll(/ +\|/g, ' |').replaceAll(/-{3,}/g, '---').trim();

test('the table matches the suite’s capabilities', () => {
  const table = /<!-- conformance -->(.*?)<!-- \/conformance -->/s.exec(docs)?.[1] ?? '';
  expect(bare(table)).toBe(bare(conformanceTable(HOSTS)));
});

const blocks = [...docs.matchAll(/<!-- from: (\S+) -->\s*```\w+\n(.*?)```/gs)].map(
  ([, path = '', code = '']) => [path, code] as const,
);

test.each(blocks)('the recipe from %s is there line by line', (path, code) => {
  const lines = (text: string): string[] =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  const source = lines(read(path));
  let from = 0;
  for (const line of lines(code)) {
    const at = source.indexOf(line, from);
    expect([line, at >= 0]).toEqual([line, true]);
    from = at + 1;
  }
});

test('every block of code names its source', () => {
  expect(docs.match(/^```\w+$/gm)).toHaveLength(blocks.length);
});
