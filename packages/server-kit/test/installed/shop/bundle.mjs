// Bundles shop.mjs completely with each bundler, and traces it, into a folder without installed packages: node bundle.mjs <folder>
import { cp, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import commonjs from '@rollup/plugin-commonjs';
import json from '@rollup/plugin-json';
import resolve from '@rollup/plugin-node-resolve';
import { nodeFileTrace } from '@vercel/nft';
import { build } from 'esbuild';
import { rollup } from 'rollup';

const out = process.argv[2];
const ENTRY = 'shop.mjs';

const common = { entryPoints: [ENTRY], bundle: true, platform: 'node', target: 'node20', logLevel: 'error' };
await build({ ...common, format: 'cjs', outfile: join(out, 'esbuild.cjs') });
// As esbuild's documentation recommends for CommonJS packages such as Express in an ES module.
const js = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`;
await build({ ...common, format: 'esm', outfile: join(out, 'esbuild.mjs'), banner: { js } });

const rolled = await rollup({
  input: ENTRY,
  // undici uses node:sqlite if it exists; Node 20 has none.
  plugins: [resolve({ exportConditions: ['node'] }), commonjs({ ignore: ['node:sqlite'] }), json()],
  onwarn: () => undefined,
});
await rolled.write({ file: join(out, 'rollup.mjs'), format: 'es' });
await rolled.write({ file: join(out, 'rollup.cjs'), format: 'cjs' });
await rolled.close();

// `module-sync`: Node itself resolves with it since 20.19; one of Express's own packages needs it.
const { fileList } = await nodeFileTrace([ENTRY], { conditions: ['node', 'module-sync'] });
for (const file of fileList) {
  await mkdir(join(out, 'traced', dirname(file)), { recursive: true });
  await cp(file, join(out, 'traced', file));
}
