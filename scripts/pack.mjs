// `npm run pack`: builds, and writes a tarball of each published package to dist-packages/. Each installs alone: what it needs of the others is inside.
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { buildAll, installPackages, pnpm, ROOT } from './lib/run.mjs';

const run = promisify(execFile);

/** Each row: the package's folder, where its published files go, and what is bundled into them. */
const PACKAGES = [
  {
    folder: 'server-kit',
    outDir: 'bundle',
    commands: { doctor: 'dist/doctor/main.js', migrate: 'dist/migrate/main.js' },
    library: { index: 'dist/index.js', 'store-tests': 'dist/store-tests/index.js' },
    types: { index: 'dist/index.d.ts', 'store-tests': 'dist/store-tests/index.d.ts' },
    copies: { 'integrity.json': '../widget/dist/integrity.json' },
  },
  {
    folder: 'simulator',
    outDir: 'bundle',
    commands: { main: 'dist/main.js' },
    library: { index: 'dist/index.js' },
    types: { index: 'dist/index.d.ts' },
  },
  // Its scripts are bundled by its own build.
  {
    folder: 'widget',
    outDir: 'dist',
    types: { index: 'dist/types/index.d.ts', define: 'dist/types/define.d.ts' },
    esModules: ['lit'],
  },
  {
    folder: 'react',
    outDir: 'bundle',
    library: { index: 'dist/index.js' },
    types: { index: 'dist/index.d.ts' },
  },
];

// For tests: another folder, and nothing built again.
const { values } = parseArgs({ options: { to: { type: 'string' }, built: { type: 'boolean' } } });
if (!values.built) {
  await installPackages();
  await buildAll();
}
// Its bundlers are among what was just installed.
const { bundleScripts, bundleTypes } = await import('./lib/bundle.mjs');

/** @returns the tarball's path */
async function pack({ folder, outDir, commands = {}, library, types, esModules, copies = {} }, destination) {
  const home = join(ROOT, 'packages', folder);
  const out = join(home, outDir);
  if (library) {
    rmSync(out, { recursive: true, force: true });
    mkdirSync(out);
    await bundleScripts(home, out, { ...library, ...commands }, 'es');
    await bundleScripts(home, out, library, 'cjs');
  }
  await bundleTypes(home, out, types, esModules);
  for (const [name, file] of Object.entries(copies)) copyFileSync(join(home, file), join(out, name));

  // pnpm writes the manifest as it is published (`publishConfig`, versions for `catalog:`); npm packs it again without what is for developers.
  const staged = mkdtempSync(join(destination, 'packing-'));
  const { code, output } = await pnpm(['--dir', home, 'pack', '--out', join(staged, 'first.tgz')], { quiet: true });
  if (code !== 0) throw new Error(`Packing ${folder} failed:\n${output}`);
  await run('tar', ['-xzf', 'first.tgz'], { cwd: staged });
  const manifest = join(staged, 'package', 'package.json');
  const { devDependencies: _dev, scripts: _scripts, ...published } = JSON.parse(readFileSync(manifest, 'utf8'));
  writeFileSync(manifest, `${JSON.stringify(published, null, 2)}\n`);
  const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', destination], {
    cwd: join(staged, 'package'),
  });
  rmSync(staged, { recursive: true });
  return join(destination, stdout.trim());
}

const destination = resolve(values.to ?? join(ROOT, 'dist-packages'));
mkdirSync(destination, { recursive: true });
const [kit, simulator, form, react] = await Promise.all(PACKAGES.map((row) => pack(row, destination)));
console.log(`
In your shop's folder:

  npm i ${kit} ${simulator}

The simulator is for your machine and your CI; if you deploy this project, install it with npm i -D.

Only if you bundle the form yourself: npm i ${form}
For React: npm i ${form} ${react}
`);
