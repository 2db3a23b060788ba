// Builds what browsers load: the form in one file, the challenge and return pages' scripts, and the npm entries.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { gzip } from '@gfx/zopfli';
import { minify } from 'terser';
import { build, defaultClientConditions } from 'vite';
import { customElements, FACTS, jsxTypes, vscodeData, webTypes } from './manifest.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Takes the indentation out of our own html and svg templates: none between tags, one space elsewhere. */
const squeezeTemplates = {
  name: 'squeeze-templates',
  transform(code, id) {
    if (!/src\/(element|saved-cards)\//.test(id)) return null;
    const pieces = [];
    collectTemplates(this.parse(code), pieces);
    for (const { start, end } of pieces)
      if (/="[^">]*$/.test(code.slice(start, end))) throw new Error(`An attribute is one whole value in ${id}`);
    let squeezed = code;
    for (const { start, end } of pieces.toSorted((a, b) => b.start - a.start)) {
      const text = code
        .slice(start, end)
        .replace(/\s+/g, ' ')
        .replace(/^ (?=<)|(?<=>) (?=<)|(?<=>) $|(?<=["\w]) (?=\/?>)|^ (?=>)/g, '');
      squeezed = squeezed.slice(0, start) + text + squeezed.slice(end);
    }
    return { code: squeezed, map: null };
  },
};

function collectTemplates(node, pieces) {
  if (node === null || typeof node !== 'object') return;
  if (node.type === 'TaggedTemplateExpression' && ['html', 'svg'].includes(node.tag.name))
    pieces.push(...node.quasi.quasis);
  for (const child of Object.values(node)) collectTemplates(child, pieces);
}

// Servers may be reading dist/ right now: everything is built beside it and then moved in, file by file.
mkdirSync(here('dist'), { recursive: true });
const next = mkdtempSync(here('dist/next-'));

const COMMON = {
  configFile: false,
  root: here('.'),
  logLevel: 'error',
  resolve: { conditions: ['@eximpe/source', ...defaultClientConditions] },
};
/** `cssTarget` leaves light-dark() as it is written: lowered, it would no longer follow the page's color-scheme. */
const OUTPUT = { outDir: next, emptyOutDir: false, target: 'es2022', cssTarget: 'esnext' };

/**
 * Names that parts of the form call each other's properties, and nobody outside the one file: they may get short ones. None is a name of the
 * DOM that the form uses, of the wire, of the element, of an event, of a state or of another file.
 */
const INNER_NAMES =
  `about accepts actions alarm ask aside asked asksMop assemble blocked busy candidates caret clock cvcLength detection dialog digits endpointElsewhere errors fallback firstWrong frameParent gaps hear
  held hint icon inAppWebView isAlive isPushed isTabTooMany lacksCvc lengths longest lost month mopMissing nowMs onChange onInput onKey onLeave onMop onSlottedClick
  onState onSubmit openInWindow panel places prepare quiet ranges recall remember said saved say signalled sure texts timeoutMs tone tooLong typed usualLength
  viewportWidthPx waitedMs why windowWanted wipe year`.split(/\s+/);

/** What crosses the wire, and what the form and its parts hand each other, keeps its names. */
const OUTER = ['src/saved-cards/saved-cards-kit.ts'].concat(
  readdirSync(here('../contract/src')).map((file) => `../contract/src/${file}`),
);
for (const file of OUTER)
  for (const [, name] of readFileSync(here(file), 'utf8').matchAll(/^\s+(?:readonly )?(\w+)\??: /gm))
    if (INNER_NAMES.includes(name)) throw new Error(`“${name}” is in ${file}: it can't be shortened`);

/** The same for events and commands of the machine, which are names and texts: a text that is more than such a word stops the build. */
const INNER_WORDS =
  `answered answer_lost answerLost askNow attemptUnknown cancelled cancelling challengeBlocked checkNow checkoutLoaded checkoutRefused closeBank codeOnBack codeOnFront
  deleteBackward deleteForward follow hinted incomplete initiate letGo loadCheckout nobodyKnows no_challenge relaunch reopenChallenge reopened resumed retried
  showBank started submitted waitedTooLong windowClosed`.split(/\s+/);

/** Custom properties between our own style sheets. */
const INNER_TOKENS = readFileSync(here('src/theme/tokens.css'), 'utf8').match(/--_[\w-]+(?=:)/g);

/** What Vite's own minifier leaves: white space in ES libraries, long names, and two bytes in a hundred. */
const shrink = {
  name: 'shrink',
  async generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue;
      const compress = {
        passes: 3,
        ecma: 2020,
        pure_getters: true,
        unsafe_arrows: true,
        unsafe: true,
        unsafe_math: true,
        keep_fargs: false,
      };
      const isForm = file.fileName === 'card-form.js';
      const properties = isForm && { builtins: true, regex: RegExp(`^(?:${INNER_NAMES.join('|')})$`) };
      if (isForm) collectTexts(this.parse(file.code), refuseInnerWords);
      const code = file.code
        .replace(/(?<=(?:color-mix|light-dark)\((?:[^()]|\([^()]*\))*), /g, ',')
        .replaceAll('currentColor', 'currentcolor')
        .replace(/--_[\w-]+/g, (token) => `--_${INNER_TOKENS.indexOf(token).toString(36)}`)
        .replace(
          isForm ? RegExp(`\\b(?:${INNER_WORDS.join('|')})\\b`, 'g') : /$^/,
          (word) => `$${INNER_WORDS.indexOf(word).toString(36)}`,
        );
      file.code = (await minify(code, { module: file.isEntry, compress, mangle: { properties } })).code;
    }
  },
};

function collectTexts(node, found) {
  if (node === null || typeof node !== 'object') return;
  if (node.type === 'Literal') found(node.regex?.pattern ?? String(node.value));
  if (node.type === 'TemplateElement') found(node.value.raw);
  for (const child of Object.values(node)) collectTexts(child, found);
}

function refuseInnerWords(text) {
  const word = INNER_WORDS.find((each) => text !== each && RegExp(`\\b${each}\\b`).test(text));
  if (word) throw new Error(`“${word}” is no word for the machine alone: “${text.slice(0, 80)}”`);
}

/** One file with everything in it, as small as it gets. */
const whole = (file, format) => ({
  ...COMMON,
  resolve: { ...COMMON.resolve, alias: { 'lit/html.js': here('src/element/small-lit.ts') } },
  plugins: [squeezeTemplates, shrink],
  build: {
    ...OUTPUT,
    lib: { entry: here(`src/${file}`), formats: [format], name: 'eximpe', fileName: () => OUTPUTS[file] },
    rolldownOptions: { output: { minify: true } },
  },
});
const OUTPUTS = {
  'card-form.ts': 'card-form.js',
  'challenge-page/main.ts': 'challenge-page.js',
  'return-page/main.ts': 'return-page.js',
  'saved-cards/saved-cards.ts': 'saved-cards.js',
  'parts/advice.ts': 'parts/advice.js',
  'parts/bin-lookup.ts': 'parts/bin-lookup.js',
  'parts/light-root.ts': 'parts/light-root.js',
};

const LANGUAGES = readdirSync(here('src/i18n/lang')).map((file) => file.replace('.ts', ''));
const PARTS = ['saved-cards', 'parts/advice', 'parts/bin-lookup', 'parts/light-root']
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

/** One small file for each language but English: the texts alone, in the order of the English catalogue. */
async function buildLanguages() {
  const entry = Object.fromEntries(LANGUAGES.map((lang) => [lang, here(`src/i18n/lang/${lang}.ts`)]));
  entry.pack = here('src/i18n/packed-messages.ts');
  await build({ ...COMMON, build: { ...OUTPUT, outDir: `${next}/sources`, lib: { entry, formats: ['es'] } } });
  const { pack } = await import(`${next}/sources/pack.js`);
  mkdirSync(`${next}/lang`);
  for (const lang of LANGUAGES) {
    const [messages] = Object.values(await import(`${next}/sources/${lang}.js`));
    writeFileSync(`${next}/lang/${lang}.js`, `export default ${JSON.stringify(pack(messages))};\n`);
  }
}

/** Files for pages export nothing; parts of the form are its own business. */
const TYPES = Object.values(OUTPUTS).map((file) => [file, 'export {};\n']);
const LANGUAGE_TYPES = 'declare const messages: readonly (string | number)[];\nexport default messages;\n';

/** Themes, what editors and frameworks want to know, and the hash of every script for `integrity=`. */
function describe() {
  const { version } = JSON.parse(readFileSync(here('package.json'), 'utf8'));
  const write = (file, content) =>
    writeFileSync(`${next}/${file}`, typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`);
  mkdirSync(`${next}/themes`);
  for (const file of readdirSync(here('src/theme/themes')))
    write(`themes/${file}`, readFileSync(here(`src/theme/themes/${file}`), 'utf8'));
  write('custom-elements.json', customElements(FACTS));
  write('vscode.html-custom-data.json', vscodeData(FACTS));
  write('web-types.json', webTypes(FACTS, version));
  write('jsx.d.cts', jsxTypes(FACTS));
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

/** Zopfli takes a second over what a server does in a millisecond, and saves three percent of it. */
const gzipped = (bytes) =>
  new Promise((resolve, reject) => {
    gzip(bytes, { numiterations: 60 }, (error, packed) => (error ? reject(error) : resolve(Buffer.from(packed))));
  });

const brotlied = (bytes) =>
  brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });

/**
 * Everything the server-kit sends, as one module: bundlers and file tracers follow imports, never files beside them. Each file is in it twice, as
 * browsers ask for it: brotli and gzip, in base64.
 */
async function writeServedFiles() {
  const folders = ['lang', 'parts', 'themes'].flatMap((folder) =>
    readdirSync(`${next}/${folder}`).map((file) => `${folder}/${file}`),
  );
  const names = [...Object.values(OUTPUTS), ...folders].filter((name) => /\.(?:js|css)$/.test(name));
  const files = {};
  for (const name of [...new Set(names)].toSorted()) {
    const bytes = readFileSync(`${next}/${name}`);
    const small = await gzipped(bytes);
    if (name.endsWith('.js')) writeFileSync(`${next}/${name}.gz`, small);
    files[name] = {
      version: createHash('sha256').update(bytes).digest('base64url').slice(0, 16),
      brotli: brotlied(bytes).toString('base64'),
      gzip: small.toString('base64'),
    };
  }
  const { version } = JSON.parse(readFileSync(here('package.json'), 'utf8'));
  writeFileSync(
    `${next}/served-files.js`,
    `// Generated by build.mjs: what the server-kit serves.\nexport const PACKAGE_VERSION = ${JSON.stringify(version)};\nexport const SERVED_FILES = ${JSON.stringify(files, null, 2)};\n`,
  );
}

for (const config of [
  whole('card-form.ts', 'es'),
  whole('challenge-page/main.ts', 'iife'),
  whole('return-page/main.ts', 'iife'),
  whole('saved-cards/saved-cards.ts', 'es'),
  whole('parts/advice.ts', 'es'),
  whole('parts/bin-lookup.ts', 'es'),
  whole('parts/light-root.ts', 'es'),
  npm('es'),
  npm('cjs'),
]) {
  await build(config);
}
await buildLanguages();
describe();
await writeServedFiles();
for (const folder of ['', 'lang/', 'parts/', 'themes/']) {
  mkdirSync(here(`dist/${folder}`), { recursive: true });
  for (const file of readdirSync(`${next}/${folder}`)) {
    if (/\.(?:c?js|json|css|c?ts|gz)$/.test(file))
      renameSync(`${next}/${folder}${file}`, here(`dist/${folder}${file}`));
  }
}
rmSync(next, { recursive: true });
