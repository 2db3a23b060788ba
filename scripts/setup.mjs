// Installs and builds everything, without running it.
import { buildAll, installPackages } from './lib/run.mjs';

await installPackages();
await buildAll();
