// Programs that no other test starts (benches, chaos, release …) still find what they import: what is renamed in a package is renamed there, too.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'acorn';
import { expect, test } from 'vitest';

const ROOT = new URL('../', import.meta.url);
const programs = execFileSync('git', ['ls-files', '*.mjs'], { cwd: fileURLToPath(ROOT), encoding: 'utf8' })
  .trim()
  .split('\n');

function importsOf(file) {
  const { body } = parse(readFileSync(file, 'utf8').replace(/^#!.*/, ''), {
    ecmaVersion: 'latest',
    sourceType: 'module',
  });
  return body.flatMap(({ source }) => source?.value ?? []);
}

/** What a program needs before its first line runs, by way of files of the repository as well. */
function neededBy(file, seen = new Set()) {
  if (seen.has(file.href)) return [];
  seen.add(file.href);
  const isBuilt = file.pathname.includes('/dist/');
  if (isBuilt) return [file.pathname];
  return importsOf(file).flatMap((from) => (from.startsWith('.') ? neededBy(new URL(from, file), seen) : from));
}

test('each program of the repository imports files that are there', () => {
  const missing = programs.flatMap((program) => {
    const file = new URL(program, ROOT);
    return importsOf(file)
      .filter((from) => from.startsWith('.'))
      .filter((from) => !existsSync(new URL(from, file)))
      .map((from) => `${program}: ${from}`);
  });
  expect(missing).toEqual([]);
});

const installing = programs.filter(
  (program) =>
    /^scripts\/[\w-]+\.mjs$/.test(program) &&
    readFileSync(new URL(program, ROOT), 'utf8').includes('await installPackages()'),
);

test.each(installing)(
  '%s, which installs, starts in a copy of the repository where nothing is installed',
  (program) => {
    expect(neededBy(new URL(program, ROOT)).filter((from) => !from.startsWith('node:'))).toEqual([]);
  },
);
