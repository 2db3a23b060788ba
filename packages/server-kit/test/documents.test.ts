import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));
const files = execFileSync('git', ['ls-files', '-z', '*.md', '*.ts', '*.mjs', '*.json', '*.html'], { cwd: REPOSITORY })
  .toString()
  .split('\0')
  .filter((file) => file !== '');

test('no document recommends a command by a registry name that nobody owns', () => {
  expect(files.length).toBeGreaterThan(100);
  // Our commands are run through their package: `npx -p @eximpe/server-kit eximpe-doctor`.
  const bare = /\b(?:npx|pnpx|bunx|pnpm dlx|yarn dlx|npm exec)(?: (?:-y|--yes|--))* eximpe-/;
  const found = files.filter((file) => bare.test(readFileSync(REPOSITORY + file, 'utf8')));
  expect(found).toEqual([]);
});
