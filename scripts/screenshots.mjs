// `npm run screenshots`: pictures of every state a shopper may see, into the ignored folder screenshots/; its index.html shows them all.
import { preparePrograms } from './lib/programs.mjs';
import { buildAll, installPackages, pnpm } from './lib/run.mjs';
import { spawnSync } from 'node:child_process';

/** Whether its letters are more than empty boxes here. Where fontconfig is not at hand, nobody knows: true. */
const hasFont = (lang) => spawnSync('fc-list', [`:lang=${lang}`], { encoding: 'utf8' }).stdout?.trim() !== '';

await installPackages();
await buildAll();
const env = await preparePrograms(['chromium']);
// Of the build, which was not there before.
const { LANGUAGE_CODES } = await import('../packages/contract/dist/languages.js');
const missing = LANGUAGE_CODES.filter((lang) => !hasFont(lang));
if (missing.length > 0)
  console.warn(
    `This machine has no font for ${missing.join(', ')}. On Debian and Ubuntu: apt-get install fonts-noto-core`,
  );
const { code } = await pnpm(['--filter', '@eximpe/e2e', 'exec', 'playwright', 'test', '-c', 'screenshots.config.ts'], {
  env,
});
process.exitCode = code;
