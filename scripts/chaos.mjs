// `npm run chaos`: installs, builds, and lets shoppers, faults and disasters loose on the server-kit. See docs/chaos.md.
import { preparePrograms } from './lib/programs.mjs';
import { buildAll, installPackages, pnpm } from './lib/run.mjs';

await installPackages();
await buildAll();
const env = await preparePrograms(['redis']);
const args = ['--filter', '@eximpe/server-kit', 'run', 'chaos', ...process.argv.slice(2)];
const { code } = await pnpm(args, { env });
process.exitCode = code;
