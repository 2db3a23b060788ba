import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);
const home = fileURLToPath(new URL('..', import.meta.url));
const dist = join(home, 'dist');
const files = async (folder = ''): Promise<string[]> =>
  (await readdir(join(dist, folder))).filter((name) => name.endsWith('.js')).map((name) => join(folder, name));
/** Scripts for `<script>` tags; nothing imports them, and they need a browser. */
const OF_PAGES = ['card-form.js', 'frame.js', 'challenge-page.js', 'return-page.js'];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'eximpe-form-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('every file parses, and every importable one can be imported on a server without a warning', async () => {
  const all = [...(await files()), ...(await files('lang')), ...(await files('parts'))];
  expect(all.length).toBeGreaterThan(20);
  const imports = all
    .filter((file) => !OF_PAGES.includes(file))
    .map((file) => `await import(${JSON.stringify(`file://${join(dist, file)}`)});`);
  for (const file of OF_PAGES) await run(process.execPath, ['--check', join(dist, file)]);
  const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '-e', imports.join('\n')]);
  expect(stdout + stderr).toBe('');
  const required = ['index.cjs', 'define.cjs'].map((file) => `require(${JSON.stringify(join(dist, file))});`);
  const common = await run(process.execPath, ['-e', required.join('\n')]);
  expect(common.stdout + common.stderr).toBe('');
});

test('each script that a page can load has its hash in integrity.json', async () => {
  const hashes = JSON.parse(await readFile(join(dist, 'integrity.json'), 'utf8')) as Record<string, string>;
  const expected = ['card-form.js', 'saved-cards.js', ...(await files('lang')), ...(await files('parts'))];
  expect(new Set(Object.keys(hashes))).toEqual(new Set(expected));
  for (const [file, hash] of Object.entries(hashes)) {
    const sha384 = createHash('sha384').update(await readFile(join(dist, file)));
    expect(hash, file).toBe(`sha384-${sha384.digest('base64')}`);
  }
});

test('the tables of the README match the element', async () => {
  await run(process.execPath, [join(home, 'readme-tables.mjs'), '--check']);
});

test('the one-file form creates its own Trusted Types policy, not lit’s; with a bundler it is lit’s', async () => {
  const text = await readFile(join(dist, 'card-form.js'), 'utf8');
  expect(text.match(/createPolicy\(/g)).toHaveLength(1);
  expect(text).not.toMatch(/createPolicy\(["'`]lit-html/);
});

test('nothing that only tests use is published', async () => {
  const types = await readdir(join(dist, 'types'), { recursive: true });
  expect(types.length).toBeGreaterThan(50);
  expect(types.filter((file) => /scripted|fake|\.test\./.test(file))).toEqual([]);
});

/** How each framework names the tag's attributes and event handlers in its templates. */
const TEMPLATES = [
  [
    'jsx',
    `import type { JSX } from 'react'; type Tag = JSX.IntrinsicElements['eximpe-card-form'];`,
    'oneximpe-outcome',
  ],
  [
    'svelte',
    `import type { SvelteHTMLElements } from 'svelte/elements'; type Tag = SvelteHTMLElements['eximpe-card-form'];`,
    'oneximpe-outcome',
  ],
  [
    'vue',
    `import type { GlobalComponents } from 'vue'; type Tag = InstanceType<GlobalComponents['eximpe-card-form']>['$props'];`,
    '',
  ],
] as const;

test('the types for templates of React, Vue and Svelte compile, and accept only existing attributes', async () => {
  // The frameworks for these types are found here.
  const place = await mkdtemp(join(home, 'node_modules/.types-'));
  for (const [file, tag, listener] of TEMPLATES) {
    const heard = listener && `'${listener}': ({ detail }) => detail.status === 'failed',`;
    await writeFile(
      join(place, `${file}.ts`),
      `import type {} from '../../dist/${file}.d.cts';
       ${tag}
       export const good: Tag = { endpoint: '/eximpe', checkout: 'O-1', 'render-root': 'light', ${heard} };
       // @ts-expect-error -- there is no such mode
       export const bad: Tag = { endpoint: '', checkout: '', challenge: 'window' };
       // @ts-expect-error -- without it nothing can be paid
       export const few: Tag = { endpoint: '' };`,
    );
  }
  await writeFile(
    join(place, 'vue-events.ts'),
    `import type {} from '../../dist/vue.d.cts';
     import type { GlobalComponents } from 'vue';
     declare const form: InstanceType<GlobalComponents['eximpe-card-form']>;
     form.$emit('eximpe-outcome', {} as import('../../dist/types/index.d.ts').EximpeOutcomeEvent);
     // @ts-expect-error -- there is no such event
     form.$emit('eximpe-paid', {});`,
  );
  const compilerOptions = {
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    module: 'esnext',
    moduleResolution: 'bundler',
    target: 'es2022',
    lib: ['es2022', 'dom'],
    types: [],
    allowImportingTsExtensions: true,
    paths: { '@eximpe/card-form': ['../../dist/types/index.d.ts'] },
  };
  await writeFile(join(place, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
  await run(join(home, '../../node_modules/.bin/tsc'), ['-p', place])
    .catch((error: unknown) => {
      throw new Error((error as { stdout: string }).stdout);
    })
    .finally(() => rm(place, { recursive: true }));
});

test('no file contains a path of the build machine, and none has a source map with one', async () => {
  for (const file of [...(await files()), ...(await files('parts')), ...(await files('lang'))]) {
    const text = await readFile(join(dist, file), 'utf8');
    expect(text.includes(home), file).toBe(false);
    expect(text).not.toContain('sourceMappingURL');
    // Decorators must be lowered, since browsers refuse them.
    expect(text, file).not.toMatch(/@(?:customElement|property|state)\(/);
  }
});
