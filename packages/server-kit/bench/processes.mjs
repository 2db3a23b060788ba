// Starts the bench's processes and talks with them.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export async function start(file, ...args) {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), args.map(String), { execArgv: ['--expose-gc'] });
  const [{ port }] = await once(child, 'message');
  return {
    url: `http://127.0.0.1:${port}`,
    tell: (message) => child.send(message),
    async ask() {
      child.send({ ask: true });
      const [answer] = await once(child, 'message');
      return answer;
    },
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
}

export const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
export const percentile = (numbers, share) =>
  numbers.toSorted((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))];

/** Of a process, between two answers, in microseconds. */
export const cpuUs = (before, after) => after.cpu.user + after.cpu.system - before.cpu.user - before.cpu.system;
