// Code in the documentation works: it compiles against the current packages, its commands and scripts exist, and its attributes are the form's.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { assemblePages } from '../lib/assemble.mjs';
import { codeBlocksOf } from '../lib/markdown.mjs';

const HERE = fileURLToPath(new URL('blocks/', import.meta.url));
const CONFIG = fileURLToPath(new URL('tsconfig.blocks.json', import.meta.url));
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const MADE = join(HERE, 'made');

/** Excerpts of programs that another test runs and compares line by line: docs.test.ts of packages/conformance. */
const EXCERPTS = /<!-- from: \S+ -->\s*```\w+\n.*?```/gs;

const blocks = assemblePages().flatMap(({ route, markdown }) =>
  codeBlocksOf(markdown.replaceAll(EXCERPTS, '')).map((block, at) => ({ ...block, name: `${route}/${at}` })),
);
const inLanguages = (...languages: string[]) => blocks.filter(({ lang }) => languages.includes(lang));

test('script compiles against the packages', () => {
  rmSync(MADE, { recursive: true, force: true });
  mkdirSync(MADE, { recursive: true });
  const files = inLanguages('js', 'ts', 'tsx').map(({ name, code, lang }) => {
    const file = join(MADE, `${name.replaceAll('/', '-')}.${lang === 'tsx' ? 'tsx' : 'ts'}`);
    writeFileSync(file, `${code.replaceAll("'./", "'../")}\nexport {};\n`);
    return file;
  });
  expect(files.length).toBeGreaterThan(20);
  const { stdout } = spawnSync(join(ROOT, 'node_modules/.bin/tsc'), ['-p', CONFIG, '--pretty', 'false'], {
    encoding: 'utf8',
  });
  expect(stdout).toBe('');
});

test('JSON can be parsed', () => {
  const broken = inLanguages('json').flatMap(({ name, code }) => {
    try {
      JSON.parse(code);
      return [];
    } catch (error) {
      return [`${name}: ${String(error)}`];
    }
  });
  expect(inLanguages('json').length).toBeGreaterThan(3);
  expect(broken).toEqual([]);
});

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

test('commands are scripts of this repository, or commands of its packages', () => {
  const scriptsOf = (folder: string): object =>
    (JSON.parse(read(`${folder}package.json`)) as { scripts: object }).scripts;
  // Including those of a shop made by `npm run new`.
  const scripts = { ...scriptsOf(''), ...scriptsOf('examples/servers/shared/') };
  const lines = inLanguages('sh').flatMap(({ code }) => code.split('\n'));
  const unknown = lines.filter((line) => {
    const script = /^npm (?:run )?(?!i\b|init|pkg|start)([\w:]+)/.exec(line)?.[1];
    const command = /npx -p @eximpe\/([\w-]+) ([\w-]+)/.exec(line);
    if (script) return !(script in scripts);
    if (!command) return false;
    const { bin } = JSON.parse(read(`packages/${command[1]}/package.json`)) as { bin: object };
    return !(String(command[2]) in bin);
  });
  expect(unknown).toEqual([]);
});

test('attributes in HTML are the form’s', () => {
  const manifest = JSON.parse(read('packages/widget/dist/custom-elements.json')) as {
    modules: { declarations: { attributes: { name: string }[] }[] }[];
  };
  const known = manifest.modules[0]?.declarations[0]?.attributes.map(({ name }) => name) ?? [];
  const used = inLanguages('html', 'vue', 'svelte').flatMap(({ code }) =>
    [...code.matchAll(/<eximpe-card-form\b([^>]*)>/g)].flatMap(([, text = '']) =>
      [...text.matchAll(/\s:?([\w-]+)=/g)].map(([, name]) => name),
    ),
  );
  expect(used.filter((name) => name && !known.includes(name) && !/^(?:id|class|on|ref)/.test(name))).toEqual([]);
});
