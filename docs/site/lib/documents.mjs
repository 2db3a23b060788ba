// Documents of this repository, by their path.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export const ROOT = new URL('../../../', import.meta.url);
export const readDocument = (path) => readFileSync(new URL(path, ROOT), 'utf8');

/** Files below a folder, as git lists them: what is not committed yet is there, what is ignored is not. */
export const filesInRepository = (folder) =>
  execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', folder], {
    cwd: ROOT,
    encoding: 'utf8',
  })
    .split('\0')
    .filter(Boolean);
