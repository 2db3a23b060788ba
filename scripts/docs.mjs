// `npm run docs`: installs, and serves the documentation on http://localhost:4260. `npm run docs:build` writes it to docs/site/dist, for any host of static files.
import { installPackages, pnpm } from './lib/run.mjs';

await installPackages();
const { code } = await pnpm(['--filter', '@eximpe/docs', 'run', process.argv[2] ?? 'start']);
process.exitCode = code;
