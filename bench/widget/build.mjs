// Builds the forms that the card form is compared with, as a shop would: with Vite, minified, for today's browsers.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { CANDIDATES } from './candidates.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Each form's files by name, with `main.js` as the one to load. */
export async function buildForms() {
  const forms = new Map();
  for (const { folder } of CANDIDATES) {
    if (!folder) continue;
    const { output } = await build({
      configFile: false,
      root: here(`forms/${folder}`),
      logLevel: 'error',
      define: { 'process.env.NODE_ENV': '"production"' },
      build: {
        write: false,
        target: 'es2022',
        modulePreload: false,
        rolldownOptions: {
          input: here(`forms/${folder}/${folder === 'react' ? 'main.jsx' : 'main.js'}`),
          output: { entryFileNames: 'main.js', chunkFileNames: '[name].js', assetFileNames: '[name][extname]' },
        },
      },
    });
    forms.set(folder, new Map(output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source])));
  }
  return forms;
}
