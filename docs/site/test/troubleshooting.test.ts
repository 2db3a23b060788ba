// What the page about mistakes quotes is what the code says.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { form as en } from '../../../packages/widget/src/i18n/lang/en.ts';

const PACKAGES = fileURLToPath(new URL('../../../packages/', import.meta.url));
const page = readFileSync(new URL('../pages/troubleshooting.md', import.meta.url), 'utf8');
const rows = page.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| ---'));
const quotedIn = (text = ''): string[] => [...text.matchAll(/“([^”]+)”/g)].map(([, words = '']) => words);

const sources = ['server-kit', 'widget']
  .flatMap((name) =>
    readdirSync(join(PACKAGES, name, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => readFileSync(join(PACKAGES, name, 'src', file), 'utf8')),
  )
  .join('\n')
  // A sentence may go on in the next line.
  .replaceAll(/' \+\n\s+'/g, '');

test('every sentence of log, console and doctor is in the code', () => {
  const quoted = rows.flatMap((row) => quotedIn(row.split(' | ')[2]));
  expect(quoted.length).toBeGreaterThan(8);
  expect(quoted.filter((words) => !sources.includes(words))).toEqual([]);
});

test('what the shopper reads is in the form’s English', () => {
  const said = Object.values(en).join('\n');
  expect(rows.flatMap((row) => quotedIn(row.split(' | ')[0])).filter((words) => !said.includes(words))).toEqual([]);
});
