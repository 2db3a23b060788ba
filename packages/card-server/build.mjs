// Makes one file of the card server, with everything it needs inside: `node packages/card-server/build.mjs /app`, after `npm run build`.
import { copyFileSync, mkdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const [outDir] = process.argv.slice(2);
if (!outDir) throw new Error('Where to? node packages/card-server/build.mjs <folder>');

await build({
  configFile: false,
  root: HERE,
  logLevel: 'warn',
  ssr: { noExternal: true },
  build: {
    ssr: true,
    outDir,
    emptyOutDir: false,
    minify: false,
    target: 'node20',
    lib: {
      entry: { 'card-server': join(HERE, 'dist/main.js') },
      formats: ['es'],
      fileName: (_, name) => `${name}.mjs`,
    },
    // Drivers that are compiled, for those who installed them: Node 22.13 and newer have SQLite of their own.
    rolldownOptions: {
      external: [/^node:/, ...builtinModules, 'pg-native', 'better-sqlite3'],
      output: { codeSplitting: false, entryFileNames: '[name].mjs' },
    },
  },
});
mkdirSync(outDir, { recursive: true });
copyFileSync(join(HERE, '../../LICENSE'), join(outDir, 'LICENSE'));
