#!/usr/bin/env node
// Starts the card server from the environment, and closes it in order.
import { startCardServer } from './card-server.ts';
import { readSettings } from './environment.ts';
import { isHealthy } from './healthy.ts';
import { jsonLog } from './log.ts';

async function start(): Promise<void> {
  // Without this listener, the signal would open Node to a debugger, whatever its options.
  process.on('SIGUSR1', () => undefined);
  const settings = readSettings(process.env, process.execArgv);
  const server = await startCardServer(settings, jsonLog);
  jsonLog.info({ host: settings.HOST, port: server.port, publicUrl: settings.PUBLIC_URL }, 'the card server listens');
  const end = (): void => void server.close();
  // A second signal ends the process at once: that is Node's default.
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
}

if (process.argv.includes('--healthy')) process.exitCode = (await isHealthy(process.env)) ? 0 : 1;
else {
  await start().catch((error: unknown) => {
    process.stderr.write(`[eximpe] error: ${(error as Error).message}\n`);
    process.exitCode = 1;
  });
}
