// `npm run screenshots`: pictures of every state a shopper may see, into the ignored folder screenshots/; its index.html shows them all.
// `npm run screenshots places`: those of docs/translations, in which each text is named.
// `npm run screenshots languages`: five states of each language side by side, docs/translations/pictures/languages.
// `npm run screenshots sheets`: fifteen states on one picture, docs/pictures, of those that `npm run screenshots` left.
// `npm run screenshots site`: pages of the documentation and its playground, phone and desktop, light and dark, into screenshots/site.
// `SCREENSHOT_CHROMIUM=109 npm run screenshots`: every state in an old Chromium.
// What follows the name goes to Playwright: `npm run screenshots screenshots -- --project=phone-light`.
import { prepareFonts } from './lib/fonts.mjs';
import { OLD_CHROMIUM, prepareOldChromium } from './lib/old-chromium.mjs';
import { preparePrograms } from './lib/programs.mjs';
import { buildAll, installPackages, pnpm } from './lib/run.mjs';

const [name = 'screenshots', ...options] = process.argv.slice(2);
const version = process.env.SCREENSHOT_CHROMIUM;
if (version && !OLD_CHROMIUM.includes(version)) {
  console.error(`SCREENSHOT_CHROMIUM must be one of ${OLD_CHROMIUM.join(', ')}.`);
  process.exit(1);
}
await installPackages();
await buildAll();
const env = { ...(await preparePrograms(['chromium'])), ...(version ? await prepareOldChromium([version]) : {}) };
// Of the build, which was not there before.
const { LANGUAGE_CODES } = await import('../packages/contract/dist/languages.js');
await prepareFonts(LANGUAGE_CODES);
if (name === 'site') await pnpm(['--filter', '@eximpe/docs', 'run', 'build'], { env });
const playwright = ['--filter', '@eximpe/e2e', 'exec', 'playwright', 'test', '-c', `${name}.config.ts`];
const { code } = await pnpm([...playwright, ...options], { env });
process.exitCode = code;
