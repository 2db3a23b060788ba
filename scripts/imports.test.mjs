// Programs that no other test starts (benches, chaos, release …) still find their imports, so that renames in packages reach them too.
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

/** The imports of a program, including those through other files of the repository. */
function neededBy(file, seen = new Set()) {
  if (seen.has(file.href)) return [];
  seen.add(file.href);
  const isBuilt = file.pathname.includes('/dist/');
  if (isBuilt) return [file.pathname];
  return importsOf(file).flatMap((from) => (from.startsWith('.') ? neededBy(new URL(from, file), seen) : from));
}

test('each program of the repository imports existing files', () => {
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
  '%s, which installs packages, starts in a copy of the repository without installed packages',
  (program) => {
    expect(neededBy(new URL(program, ROOT)).filter((from) => !from.startsWith('node:'))).toEqual([]);
  },
);
