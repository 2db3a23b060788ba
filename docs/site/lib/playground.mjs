// The files of the playground's frame: the form as it is served, and the script that plays everything around it.
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, defaultClientConditions } from 'vite';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const FORM = at('../../packages/widget/dist');

/** What browsers load of the form, and its manifest. */
const IS_SERVED =
  /\/dist(?:$|\/(?:lang|parts|themes)(?:$|\/)|\/(?:card-form|challenge-page|return-page|saved-cards)\.js$|\/custom-elements\.json$)/;

/** @param folder where they are put */
export async function writePlayground(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(FORM, `${folder}/form`, {
    recursive: true,
    filter: (path) => IS_SERVED.test(path.replaceAll('\\', '/')) && !path.endsWith('.d.ts'),
  });
  await build({
    configFile: false,
    root: at('.'),
    logLevel: 'error',
    publicDir: false,
    define: { THEMES: JSON.stringify(readdirSync(`${FORM}/themes`).map((file) => file.replace('.css', ''))) },
    resolve: { conditions: ['@eximpe/source', ...defaultClientConditions] },
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'es2022',
      lib: { entry: at('playground/stage.ts'), formats: ['es'], fileName: () => 'stage.js' },
      rolldownOptions: { output: { minify: true } },
    },
  });
}
