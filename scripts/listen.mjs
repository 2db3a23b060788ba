// `npm run listen`: what a screen reader says after the bank. Needs Orca, and a machine that does nothing else.
import { preparePrograms } from './lib/programs.mjs';
import { buildAll, installPackages, pnpm } from './lib/run.mjs';

await installPackages();
const env = await preparePrograms(['firefox']);
await buildAll();
const { code } = await pnpm(['--filter', '@eximpe/e2e', 'exec', 'playwright', 'test', '--config', 'orca.config.ts'], {
  env,
});
process.exitCode = code;
