// Puts the kit into a `node_modules` of the Next app's own, bundled as it is published: in a workspace Next would take a
// package for the app's own code, and a shop's is an external package, whose files Next has to find.
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleScripts } from '../../../scripts/lib/bundle.mjs';

const KIT = fileURLToPath(new URL('../../server-kit', import.meta.url));
const HERE = fileURLToPath(new URL('../next-app/node_modules/@eximpe/server-kit', import.meta.url));

rmSync(HERE, { recursive: true, force: true });
mkdirSync(`${HERE}/bundle`, { recursive: true });
// Besides what is published, the suite's shop needs the kit's inner way to set its pace.
await bundleScripts(KIT, `${HERE}/bundle`, { index: 'dist/index.js', kit: 'dist/kit.js' }, 'es');
const { name, version, type } = JSON.parse(readFileSync(`${KIT}/package.json`, 'utf8'));
const exports = { '.': './bundle/index.js', './kit': './bundle/kit.js' };
writeFileSync(`${HERE}/package.json`, JSON.stringify({ name, version, type, exports }));
// What it depends on is installed beside the kit's sources.
symlinkSync('../../../../../server-kit/node_modules', `${HERE}/node_modules`);
