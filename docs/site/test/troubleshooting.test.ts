// The texts that shoppers read, as quoted on the page about mistakes, are the real ones. The messages of log, doctor and console are tested by making the mistakes:
// packages/server-kit/test/newcomers-mistakes.test.ts and e2e/one-browser/newcomers-mistakes.spec.ts.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { form as en } from '../../../packages/widget/src/i18n/lang/en.ts';

const page = readFileSync(new URL('../pages/troubleshooting.md', import.meta.url), 'utf8');
const rows = page.split('\n').filter((line) => /^\| (?!---|what you see)/.test(line));

test('the page has ten mistakes, and its shopper texts are the form’s English ones', () => {
  expect(rows).toHaveLength(10);
  const said = Object.values(en).join('\n');
  const quoted = rows.flatMap((row) =>
    [...(row.split(' | ')[0] ?? '').matchAll(/“([^”]+)”/g)].map(([, words = '']) => words),
  );
  expect(quoted.length).toBeGreaterThan(3);
  expect(quoted.filter((words) => !said.includes(words))).toEqual([]);
});
