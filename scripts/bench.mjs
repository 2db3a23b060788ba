// `npm run bench:<name>`: installs, builds, and runs one benchmark. Figures are ratios within one run; machines differ.
import { preparePrograms } from './lib/programs.mjs';
import { buildAll, installPackages, pnpm } from './lib/run.mjs';

/** Each row: the package whose script it is, the script's name, and the programs it drives. */
const BENCHMARKS = {
  server: ['@eximpe/server-kit', 'bench', ['redis', 'postgres']],
  networks: ['@eximpe/bench', 'networks', []],
  widget: ['@eximpe/bench', 'widget', ['chromium']],
};

const benchmark = BENCHMARKS[process.argv[2]];
if (!benchmark) {
  console.error(`Name a benchmark: ${Object.keys(BENCHMARKS).join(', ')}.`);
  process.exit(1);
}
const [packageName, script, programs] = benchmark;
await installPackages();
await buildAll();
const env = await preparePrograms(programs);
const { code } = await pnpm(['--filter', packageName, 'run', script, ...process.argv.slice(3)], { env });
process.exitCode = code;
