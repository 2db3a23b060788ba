// `npm run demo`: installs, builds, and starts the demo shop beside the gateway simulator. Ctrl-C ends both.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildAll, installPackages, ROOT } from './lib/run.mjs';

const port = number('PORT', 4242);
const simulatorPort = number('SIMULATOR_PORT', 4243);

function number(variable, fallback) {
  const text = process.env[variable];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (Number.isInteger(value) && value > 0 && value < 65_536) return value;
  fail(`${variable} must be a port number from 1 to 65535, not "${text}".`);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

function isFree(candidate) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(candidate, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

async function demandFree(candidate, variable) {
  if (!(await isFree(candidate))) {
    fail(
      `Port ${candidate} is in use. Stop what is listening there, or choose another: ${variable}=${candidate < 60_000 ? candidate + 100 : 4242} npm run demo`,
    );
  }
}

if (port === simulatorPort) fail(`PORT and SIMULATOR_PORT are both ${port}; they must differ.`);
await demandFree(port, 'PORT');
await demandFree(simulatorPort, 'SIMULATOR_PORT');

console.log('Installing and building… (about a minute the first time)');
try {
  await installPackages();
  await buildAll();
} catch (error) {
  fail(error.message);
}

const env = { ...process.env, PORT: String(port), SIMULATOR_PORT: String(simulatorPort) };
const children = [];
const ending = new AbortController();

function start(...args) {
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit'] });
  child.on('exit', (code) => end(code ?? 0));
  children.push(child);
}

function end(code) {
  if (ending.signal.aborted) return;
  ending.abort();
  for (const child of children) child.kill('SIGTERM');
  process.exitCode = code;
}
process.on('SIGINT', () => end(0));
process.on('SIGTERM', () => end(0));

start(
  'packages/simulator/dist/main.js',
  '--port',
  String(simulatorPort),
  '--webhook-url',
  `http://localhost:${port}/eximpe/webhook`,
);
// The simulator has much to say; the address to open should be the last thing on the screen.
while (!ending.signal.aborted && (await isFree(simulatorPort))) await sleep(100);
await sleep(200);
if (!ending.signal.aborted) start('packages/demo/dist/main.js');
