// `npm run screenshots`: pictures of every state a shopper may see, into the ignored folder screenshots/; its index.html shows them all.
// `npm run screenshots places`: those of docs/translations, in which each text is named.
// `npm run screenshots languages`: five states of each language side by side, docs/translations/pictures/languages.
import { prepareFonts } from './lib/fonts.mjs';
import { preparePrograms } from './lib/programs.mjs';
import { buildAll, installPackages, pnpm } from './lib/run.mjs';

await installPackages();
await buildAll();
const env = await preparePrograms(['chromium']);
// Of the build, which was not there before.
const { LANGUAGE_CODES } = await import('../packages/contract/dist/languages.js');
await prepareFonts(LANGUAGE_CODES);
const config = `${process.argv[2] ?? 'screenshots'}.config.ts`;
const { code } = await pnpm(['--filter', '@eximpe/e2e', 'exec', 'playwright', 'test', '-c', config], { env });
process.exitCode = code;
