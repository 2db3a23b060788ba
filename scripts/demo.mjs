// `npm run demo`: installs, builds, and starts the demo shop, its card server and the gateway simulator. Ctrl-C ends all. `-- --built`: only starts.
import { demandFree, processesFor, runProcesses } from './lib/demo-processes.mjs';
import { buildAll, installPackages } from './lib/run.mjs';

try {
  const { ports, processes } = processesFor(process.env);
  await demandFree(ports);
  if (!process.argv.includes('--built')) {
    console.log('Installing and building… (about a minute the first time)');
    await installPackages();
    await buildAll();
  }
  const ending = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => ending.abort());
  process.exitCode = await runProcesses(processes, ending.signal);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
