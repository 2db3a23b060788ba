// Without a document, as Next and other servers render it.
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type InlineConfig, type Rollup } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aliasesOf, REACT_18 } from '../../vitest.base.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const QUIET: InlineConfig = { configFile: false, logLevel: 'error', root: here('../..') };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'eximpe-react-'));
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
  ['18', REACT_18],
  ['19', {}],
])('a server with React %s renders the tag and its fallback without a warning', async (major, packages) => {
  const outDir = join(folder, major);
  await build({
    ...QUIET,
    resolve: { alias: aliasesOf(packages) },
    ssr: { noExternal: true, external: ['@eximpe/card-form'] },
    build: { ssr: here('page.ts'), outDir, rolldownOptions: { external: [/^@eximpe\//] } },
  });
  const { stdout, stderr } = spawnSync(process.execPath, [join(outDir, 'page.js')], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout).toMatch(new RegExp(`^${major}\\.`));
  expect(stdout).toContain('<eximpe-card-form endpoint="/eximpe" checkout="A-1" class="mine">Wait</eximpe-card-form>');
});

test('it adds at most 1 kB to a shop’s bundle', async () => {
  const result = (await build({
    ...QUIET,
    build: {
      write: false,
      lib: { entry: here('../../dist/index.js'), formats: ['es'] },
      rolldownOptions: { external: [/^react/, /^@eximpe\//], output: { minify: true } },
    },
  })) as Rollup.RollupOutput[];
  const code = result.flatMap(({ output }) => output.map((each) => ('code' in each ? each.code : ''))).join('');
  expect(code).toContain('eximpe-outcome');
  expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(1_000);
});
