// Child processes that this run starts, and only those: they end with it.
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { setTimeout } from 'node:timers/promises';

const running = new Set();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export function start(program, args, options) {
  const child = spawn(program, args, options);
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

export const hasEnded = (child) => child.exitCode !== null || child.signalCode !== null;

/** Resolves once it is gone. */
export function end(child, signal = 'SIGKILL') {
  if (hasEnded(child)) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill(signal);
  });
}

/** Its threads stand still for a while; whatever it holds, it holds on to. */
export async function freeze(child, forMs) {
  child.kill('SIGSTOP');
  await setTimeout(forMs);
  child.kill('SIGCONT');
}

export const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
