// Makes one file of the card server, with everything it needs inside: `node packages/card-server/build.mjs /app`, after `npm run build`.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleForNode, NODE_MODULES } from '../../scripts/lib/bundle.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const [outDir] = process.argv.slice(2);
if (!outDir) throw new Error('Usage: node packages/card-server/build.mjs <folder>');

await bundleForNode(
  HERE,
  outDir,
  { 'card-server': 'dist/main.js' },
  {
    format: 'es',
    ending: 'mjs',
    noExternal: true,
    // Drivers that are compiled, for those who installed them: Node 22.13 and newer have SQLite of their own.
    external: [...NODE_MODULES, 'pg-native', 'better-sqlite3'],
    output: { codeSplitting: false, entryFileNames: '[name].mjs' },
  },
);
mkdirSync(outDir, { recursive: true });
copyFileSync(join(HERE, '../../LICENSE'), join(outDir, 'LICENSE'));
