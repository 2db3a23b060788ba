// Builds what browsers load: the form in one file, the challenge and return pages' scripts, and the npm entries.
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { minify } from 'terser';
import { build, defaultClientConditions } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Takes the indentation out of our own html and svg templates: none between tags, one space elsewhere. */
const squeezeTemplates = {
  name: 'squeeze-templates',
  transform(code, id) {
    if (!/src\/(element|saved-cards)\//.test(id)) return null;
    const pieces = [];
    collectTemplates(this.parse(code), pieces);
    let squeezed = code;
    for (const { start, end } of pieces.toSorted((a, b) => b.start - a.start)) {
      const text = code
        .slice(start, end)
        .replace(/\s+/g, ' ')
        .replace(/^ (?=<)|(?<=>) (?=<)|(?<=>) $/g, '');
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

/** What Vite's own minifier leaves: white space in ES libraries, and two bytes in a hundred. */
const shrink = {
  name: 'shrink',
  async generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue;
      const compress = { passes: 2, ecma: 2020, pure_getters: true, unsafe_arrows: true, keep_fargs: false };
      file.code = (await minify(file.code, { module: file.isEntry, compress })).code;
    }
  },
};

/** One file with everything in it, as small as it gets. */
const whole = (file, format) => ({
  ...COMMON,
  plugins: [squeezeTemplates, shrink],
  build: {
    ...OUTPUT,
    lib: { entry: here(`src/${file}`), formats: [format], name: 'eximpe', fileName: () => OUTPUTS[file] },
    rolldownOptions: { output: { minify: true } },
  },
});
const OUTPUTS = {
  'define.ts': 'card-form.js',
  'challenge-page/main.ts': 'challenge-page.js',
  'return-page/main.ts': 'return-page.js',
  'saved-cards/saved-cards.ts': 'saved-cards.js',
};

/** For bundlers: readable, with lit and the contract as the packages they are. */
const npm = {
  ...COMMON,
  build: {
    ...OUTPUT,
    minify: false,
    lib: { entry: { index: here('src/index.ts'), define: here('src/define.ts') }, formats: ['es'] },
    rolldownOptions: { external: [/^lit(\/|$)/, /^@eximpe\/contract/], output: { chunkFileNames: 'shared.js' } },
  },
};

/** One small file for each language but English: the texts alone, in the order of the English catalogue. */
async function buildLanguages() {
  const languages = readdirSync(here('src/i18n/lang')).map((file) => file.replace('.ts', ''));
  const entry = Object.fromEntries(languages.map((lang) => [lang, here(`src/i18n/lang/${lang}.ts`)]));
  entry.pack = here('src/i18n/packed-messages.ts');
  await build({ ...COMMON, build: { ...OUTPUT, outDir: `${next}/sources`, lib: { entry, formats: ['es'] } } });
  const { pack } = await import(`${next}/sources/pack.js`);
  mkdirSync(`${next}/lang`);
  for (const lang of languages) {
    const [messages] = Object.values(await import(`${next}/sources/${lang}.js`));
    writeFileSync(`${next}/lang/${lang}.js`, `export default ${JSON.stringify(pack(messages))};\n`);
  }
}

for (const config of [
  whole('define.ts', 'es'),
  whole('challenge-page/main.ts', 'iife'),
  whole('return-page/main.ts', 'iife'),
  whole('saved-cards/saved-cards.ts', 'es'),
  npm,
]) {
  await build(config);
}
await buildLanguages();
for (const folder of ['', 'lang/']) {
  mkdirSync(here(`dist/${folder}`), { recursive: true });
  for (const file of readdirSync(`${next}/${folder}`)) {
    if (file.endsWith('.js')) renameSync(`${next}/${folder}${file}`, here(`dist/${folder}${file}`));
  }
}
rmSync(next, { recursive: true });
