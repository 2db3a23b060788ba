// The example shops of examples/servers as whole folders: what all share, and what each server framework has of its own over it.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const EXAMPLES = fileURLToPath(new URL('../../examples/servers/', import.meta.url));
const SHARED = 'shared';

/** Frameworks by name, as `--server` takes them. */
export const SERVERS = readdirSync(EXAMPLES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== SHARED)
  .map(({ name }) => name);

/** Copies a shop into `folder`. Its package.json is both, of one. */
export function copyShop(server, folder) {
  mkdirSync(folder, { recursive: true });
  for (const part of [SHARED, server]) {
    // What was installed or built in the examples stays there.
    const isSource = (path) => !/[\\/](?:node_modules|dist|\.next|\.env)$/.test(path);
    cpSync(join(EXAMPLES, part), folder, { recursive: true, filter: isSource });
  }
  writeManifest(folder, merged(manifestOf(join(EXAMPLES, SHARED)), manifestOf(join(EXAMPLES, server))));
}

export const manifestOf = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

export const writeManifest = (folder, manifest) =>
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);

const merged = (shared, own) => ({
  name: own.name,
  ...shared,
  scripts: { ...own.scripts, ...shared.scripts },
  dependencies: { ...shared.dependencies, ...own.dependencies },
  devDependencies: { ...shared.devDependencies, ...own.devDependencies },
});

/** Writes .env: every setting of the example is given a value, and nothing else is. */
export function writeEnv(folder, values) {
  const example = readFileSync(join(folder, '.env.example'), 'utf8');
  const filled = example.replaceAll(/^(\w+)=(.*)$/gm, (line, name, otherwise) => {
    const value = values[name] ?? otherwise;
    if (value === '') throw new Error(`There is no value for ${name}.`);
    return `${name}=${value}`;
  });
  writeFileSync(join(folder, '.env'), filled);
}

/** @returns whether a shop can be written there: nothing is overwritten */
export const isEmpty = (folder) => !existsSync(folder) || readdirSync(folder).length === 0;
