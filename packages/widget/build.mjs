// Builds what browsers load: the form in one file, the challenge and return pages' scripts, and the npm entries.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { LANGUAGE_CODES } from '@eximpe/contract/languages';
import browserslist from 'browserslist';
import browserslistToEsbuild from 'browserslist-to-esbuild';
import { browserslistToTargets, Features } from 'lightningcss';
import { build, defaultClientConditions } from 'vite';
import {
  customElements,
  declarationIn,
  jsxTypes,
  svelteTypes,
  vscodeData,
  vueTypes,
  webTypes,
} from './public-face.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

// Servers may be reading dist/ right now: everything is built beside it and then moved in, file by file.
mkdirSync(here('dist'), { recursive: true });
const next = mkdtempSync(here('dist/next-'));

const COMMON = {
  configFile: false,
  root: here('.'),
  logLevel: 'error',
  resolve: { conditions: ['@eximpe/source', ...defaultClientConditions] },
  // Lowered for shops' bundlers, too, who get styles as strings. light-dark() stays as it is written: lowered, it would no longer follow the
  // page's color-scheme.
  css: {
    transformer: 'lightningcss',
    lightningcss: {
      targets: browserslistToTargets(browserslist(undefined, { path: here('.') })),
      exclude: Features.LightDark,
    },
  },
};
/** Scripts and styles are lowered to the oldest browsers of `browserslist` in the root's package.json. */
const OUTPUT = { outDir: next, emptyOutDir: false, target: browserslistToEsbuild(undefined, { path: here('.') }) };

/** Lit's Trusted Types policy in the one-file form: ours instead. Should lit be written otherwise one day, the build stops. */
const policyOfOurOwn = {
  name: 'policy-of-our-own',
  transform(code, id) {
    if (!id.endsWith('/lit-html/lit-html.js')) return null;
    const policy = /(\w+)\.createPolicy\("lit-html",\{createHTML:\w+=>\w+\}\)/g;
    if (code.match(policy)?.length !== 1) throw new Error(`${id} now creates its Trusted Types policy differently.`);
    const ours = `import { latePolicy } from ${JSON.stringify(here('src/element/late-policy.ts'))};`;
    return { code: `${ours}\n${code.replace(policy, 'latePolicy($1)')}`, map: null };
  },
};

/** The form as the file beside this one: the page around the frame may have brought it already. */
const formBeside = {
  name: 'form-beside',
  enforce: 'pre',
  resolveId: (id) => (id === '../card-form.ts' ? { id: './card-form.js', external: 'relative' } : null),
};

/** One minified file with everything in it, but for what `plugins` keep out. */
const whole = (file, format, plugins = []) => ({
  ...COMMON,
  plugins: [policyOfOurOwn, ...plugins],
  build: {
    ...OUTPUT,
    lib: { entry: here(`src/${file}`), formats: [format], name: 'eximpe', fileName: () => OUTPUTS[file] },
    // Vite leaves the white space in ES libraries; here nobody bundles them again.
    // Nor does anybody read hints for bundlers.
    rolldownOptions: { output: { minify: true, comments: { annotation: false } } },
  },
});
const OUTPUTS = {
  'card-form.ts': 'card-form.js',
  'challenge-page/main.ts': 'challenge-page.js',
  'return-page/main.ts': 'return-page.js',
  'saved-cards/saved-cards.ts': 'saved-cards.js',
  'framed/frame.ts': 'frame.js',
  'parts/framed.ts': 'parts/framed.js',
  'parts/diagnostics.ts': 'parts/diagnostics.js',
  'parts/bin-lookup.ts': 'parts/bin-lookup.js',
  'parts/sanitized.ts': 'parts/sanitized.js',
};

/** English is in the form itself. */
const LANGUAGES = LANGUAGE_CODES.filter((lang) => lang !== 'en');
const PARTS = ['saved-cards', 'parts/framed', 'parts/diagnostics', 'parts/bin-lookup']
  .concat(LANGUAGES.map((lang) => `lang/${lang}`))
  .map((name) => `${name}.js`);

/** Bundlers follow an import whose text they can read: here each part is imported by name, and becomes a chunk of the shop's own bundle. */
const namedParts = {
  name: 'named-parts',
  enforce: 'pre',
  load(id) {
    if (id !== here('src/load-part.ts')) return null;
    return `const PARTS = {\n${PARTS.map((file) => `  '${file}': () => import('./${file}'),`).join('\n')}\n};
export async function loadPart(file) {
  try {
    return (await PARTS[file]()).default;
  } catch {
    return undefined;
  }
}`;
  },
  resolveId: (id) => (PARTS.includes(id.replace('./', '')) ? { id, external: 'relative' } : null),
};

/** For bundlers, readable: ES modules with lit as the package it is, and CommonJS with lit inside, which is no CommonJS itself. */
const npm = (format) => ({
  ...COMMON,
  // Lit for Node is the one that bears a server without a document; browsers run it as well.
  resolve: { conditions: format === 'es' ? COMMON.resolve.conditions : ['@eximpe/source', 'node', 'import'] },
  plugins: [namedParts],
  build: {
    ...OUTPUT,
    minify: false,
    lib: { entry: { index: here('src/index.ts'), define: here('src/define.ts') }, formats: [format] },
    rolldownOptions: {
      external: format === 'es' ? [/^lit(\/|$)/] : [],
      output: { chunkFileNames: format === 'es' ? 'shared.js' : 'shared.cjs' },
    },
  },
});

/** Tables of the source that this build reads itself. */
async function readTables() {
  const entry = {
    catalogues: here('src/i18n/catalogues.ts'),
    pack: here('src/i18n/packed-messages.ts'),
    values: here('src/element/attribute-values.ts'),
  };
  await build({ ...COMMON, build: { ...OUTPUT, outDir: `${next}/sources`, lib: { entry, formats: ['es'] } } });
  const tables = await Promise.all(Object.keys(entry).map((name) => import(`${next}/sources/${name}.js`)));
  return Object.assign({}, ...tables);
}

/** One small file for each language but English: the texts alone, in the order of the English catalogue. */
function buildLanguages({ FORM_WORDS, pack }) {
  mkdirSync(`${next}/lang`);
  for (const lang of LANGUAGES) {
    if (!(lang in FORM_WORDS)) throw new Error(`src/i18n/lang/${lang}.ts is missing: the table of languages lists it.`);
    writeFileSync(`${next}/lang/${lang}.js`, `export default ${JSON.stringify(pack(FORM_WORDS[lang]))};\n`);
  }
}

/** Files for pages export nothing; parts of the form are its own business. */
const TYPES = Object.values(OUTPUTS).map((file) => [file, 'export {};\n']);
const LANGUAGE_TYPES = 'declare const messages: readonly (string | number)[];\nexport default messages;\n';

/** Themes, what editors and frameworks want to know, and the hash of every script for `integrity=`. */
function describe({ ATTRIBUTE_VALUES }) {
  const { version } = JSON.parse(readFileSync(here('package.json'), 'utf8'));
  const write = (file, content) =>
    writeFileSync(`${next}/${file}`, typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`);
  mkdirSync(`${next}/themes`);
  for (const file of readdirSync(here('src/theme/themes')))
    write(`themes/${file}`, readFileSync(here(`src/theme/themes/${file}`), 'utf8'));
  const manifest = customElements(ATTRIBUTE_VALUES);
  const declaration = declarationIn(manifest);
  write('custom-elements.json', manifest);
  write('vscode.html-custom-data.json', vscodeData(declaration));
  write('web-types.json', webTypes(declaration, version));
  write('jsx.d.cts', jsxTypes(declaration));
  write('vue.d.cts', vueTypes(declaration));
  write('svelte.d.cts', svelteTypes(declaration));
  const hash = (file) =>
    `sha384-${createHash('sha384')
      .update(readFileSync(`${next}/${file}`))
      .digest('base64')}`;
  const folders = ['lang', 'parts'].flatMap((folder) =>
    readdirSync(`${next}/${folder}`).map((file) => `${folder}/${file}`),
  );
  const scripts = ['card-form.js', 'saved-cards.js', ...folders];
  for (const [file, types] of TYPES) write(file.replace('.js', '.d.ts'), types);
  for (const lang of readdirSync(`${next}/lang`)) write(`lang/${lang.replace('.js', '.d.ts')}`, LANGUAGE_TYPES);
  write('integrity.json', Object.fromEntries(scripts.map((file) => [file, hash(file)])));
}

const brotlied = (bytes) =>
  brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });

/**
 * Everything the server-kit sends, as one module: bundlers and file tracers follow imports, never files beside them. Each file is in it twice, as
 * browsers ask for it: brotli and gzip, in base64. The words of the kit's own pages come along, since a language's words are one file, here.
 */
function writeServedFiles({ PAGE_WORDS }) {
  const folders = ['lang', 'parts', 'themes'].flatMap((folder) =>
    readdirSync(`${next}/${folder}`).map((file) => `${folder}/${file}`),
  );
  const names = [...Object.values(OUTPUTS), ...folders].filter((name) => /\.(?:js|css)$/.test(name));
  const files = {};
  for (const name of [...new Set(names)].toSorted()) {
    const bytes = readFileSync(`${next}/${name}`);
    files[name] = {
      version: createHash('sha256').update(bytes).digest('base64url').slice(0, 16),
      brotli: brotlied(bytes).toString('base64'),
      gzip: gzipSync(bytes, { level: 9 }).toString('base64'),
    };
  }
  const { version } = JSON.parse(readFileSync(here('package.json'), 'utf8'));
  const tables = { PACKAGE_VERSION: version, SERVED_FILES: files, PAGE_WORDS };
  const code = Object.entries(tables).map(
    ([name, table]) => `export const ${name} = ${JSON.stringify(table, null, 2)};\n`,
  );
  writeFileSync(`${next}/served-files.js`, `// Generated by build.mjs: what the server-kit serves.\n${code.join('')}`);
}

for (const config of [
  whole('card-form.ts', 'es'),
  whole('challenge-page/main.ts', 'es'),
  whole('return-page/main.ts', 'iife'),
  whole('saved-cards/saved-cards.ts', 'es'),
  whole('framed/frame.ts', 'es', [formBeside]),
  whole('parts/framed.ts', 'es'),
  whole('parts/diagnostics.ts', 'es'),
  whole('parts/bin-lookup.ts', 'es'),
  whole('parts/sanitized.ts', 'es'),
  npm('es'),
  npm('cjs'),
]) {
  await build(config);
}
const tables = await readTables();
buildLanguages(tables);
describe(tables);
writeServedFiles(tables);
for (const folder of ['', 'lang/', 'parts/', 'themes/']) {
  mkdirSync(here(`dist/${folder}`), { recursive: true });
  for (const file of readdirSync(`${next}/${folder}`)) {
    if (/\.(?:c?js|json|css|c?ts)$/.test(file)) renameSync(`${next}/${folder}${file}`, here(`dist/${folder}${file}`));
  }
}
rmSync(next, { recursive: true });
