// Starts the shop by its own scripts, and ends it with all that these started.
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const isWindows = process.platform === 'win32';

/**
 * `npm run build`, where there is one, and `npm start`.
 * @param env what is different from the environment
 * @returns once the shop answers; `stop()` ends it, `ended` is when it does by itself
 */
export async function runShop(url, env = {}) {
  const build = npm(['run', 'build', '--if-present'], env);
  if ((await build.ended) !== 0) throw new Error('The build failed.');
  const shop = npm(['start'], env);
  let isOver = false;
  void shop.ended.then(() => (isOver = true));
  while (!(await answers(url))) {
    if (isOver) throw new Error('The shop ended before it answered.');
    await sleep(100);
  }
  return shop;
}

function npm(args, env) {
  const child = spawn('npm', ['--silent', ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
    shell: isWindows,
    // A group of its own: npm's children end with it.
    detached: !isWindows,
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  return {
    ended,
    async stop() {
      const { pid, exitCode, signalCode } = child;
      if (pid !== undefined && exitCode === null && signalCode === null) {
        if (isWindows) spawn('taskkill', ['/pid', String(pid), '/t', '/f']);
        else process.kill(-pid, 'SIGTERM');
      }
      await ended;
    },
  };
}

const answers = (url) =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
