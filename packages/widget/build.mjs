// Builds what browsers load: the form in one file, the challenge and return pages' scripts, and the npm entries.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, defaultClientConditions } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** `css: 'esnext'` keeps light-dark() as it is written: lowered, it would no longer follow the page's color-scheme. */
const shared = {
  configFile: false,
  root: here('.'),
  logLevel: 'warn',
  resolve: { conditions: ['@eximpe/source', ...defaultClientConditions] },
};
const output = (lib, rest = {}) => ({
  outDir: here('dist'),
  emptyOutDir: false,
  target: 'es2022',
  cssTarget: 'esnext',
  minify: 'oxc',
  sourcemap: false,
  lib,
  ...rest,
});

/** Vite keeps white space in ES libraries for the sake of the next bundler; this file meets none. */
const WHOLE = { rolldownOptions: { output: { minify: true } } };

const BUILDS = [
  {
    ...shared,
    build: output({ entry: here('src/define.ts'), formats: ['es'], fileName: () => 'card-form.js' }, WHOLE),
  },
  ...['challenge-page', 'return-page']

    .map((page) => ({
      ...shared,
      build: output({
        entry: here(`src/${page}/main.ts`),
        formats: ['iife'],
        name: 'eximpe',
        fileName: () => `${page}.js`,
      }),
    })),
  {
    ...shared,
    build: output(
      { entry: { index: here('src/index.ts'), define: here('src/define.ts') }, formats: ['es'] },
      {
        minify: false,
        rolldownOptions: { external: [/^lit(\/|$)/, '@eximpe/contract'], output: { chunkFileNames: 'shared.js' } },
      },
    ),
  },
];

mkdirSync(here('dist'), { recursive: true });
for (const file of readdirSync(here('dist'))) if (file.endsWith('.js')) rmSync(here(`dist/${file}`));
for (const config of BUILDS) await build(config);
