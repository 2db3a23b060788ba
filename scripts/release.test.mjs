// A release contains all packages at one version, and has notes.
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const released = readdirSync(`${ROOT}packages`)
  .map((folder) => ({ folder, ...JSON.parse(readFileSync(`${ROOT}packages/${folder}/package.json`, 'utf8')) }))
  .filter(({ version }) => version !== undefined);

test('pnpm sets the same version in all versioned packages', () => {
  const [, settings] = readFileSync(`${ROOT}pnpm-workspace.yaml`, 'utf8').split('\nversioning:\n');
  const group = [...settings.matchAll(/'(@eximpe\/.+?)'/g)].map(([, name]) => name);
  expect(new Set(group)).toEqual(new Set(released.map(({ name }) => name)));
  expect(new Set(released.map(({ version }) => version)).size).toBe(1);
});

test.each(released.filter((each) => !each.private))(
  '$name names its repository, which npm compares with where it was built',
  ({ folder, repository }) => {
    const url = 'git+https://github.com/eximpe/card-form.git';
    expect(repository).toEqual({ type: 'git', url, directory: `packages/${folder}` });
  },
);

test('a tag with another version is refused before anything is built', async () => {
  const run = promisify(execFile)(process.execPath, [`${ROOT}scripts/release.mjs`, '--tag', 'v99.0.0']);
  await expect(run).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('does not match the packages'),
  });
});
