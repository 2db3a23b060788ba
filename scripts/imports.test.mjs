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

/** Of other files of the repository; what is built has to be. */
function importsOf(file) {
  const { body } = parse(readFileSync(file, 'utf8').replace(/^#!.*/, ''), {
    ecmaVersion: 'latest',
    sourceType: 'module',
  });
  return body.map(({ source }) => source?.value).filter((from) => from?.startsWith('.'));
}

test('each program of the repository imports files that are there', () => {
  const missing = programs.flatMap((program) => {
    const file = new URL(program, ROOT);
    return importsOf(file)
      .filter((from) => !existsSync(new URL(from, file)))
      .map((from) => `${program}: ${from}`);
  });
  expect(missing).toEqual([]);
});
