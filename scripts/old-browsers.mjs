// `npm run test:old-browsers`: the main journeys, and what can be seen, in every old Chromium. `npm test` has two of them.
import { OLD_CHROMIUM, prepareOldChromium } from './lib/old-chromium.mjs';
import { buildAll, installPackages, pnpm } from './lib/run.mjs';

await installPackages();
await buildAll();
const env = await prepareOldChromium();
const projects = OLD_CHROMIUM.map((version) => `--project=chromium-${version}`);
const { code } = await pnpm(['--filter', '@eximpe/e2e', 'exec', 'playwright', 'test', ...projects], { env });
process.exitCode = code;
