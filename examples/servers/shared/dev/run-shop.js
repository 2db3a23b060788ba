// Starts the shop by its own scripts, and ends it with all that these started.
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const isWindows = process.platform === 'win32';

/**
 * `npm run build`, where there is one, and `npm start`.
 * @param env what is different from the environment
 * @param signal ends all that was started, at any time
 * @returns once the shop answers; `stop()` ends it, `ended` is when it does by itself
 */
export async function runShop(url, env = {}, signal = new AbortController().signal) {
  const build = npm(['run', 'build', '--if-present'], env, signal);
  if ((await build.ended) !== 0) throw new Error('The build failed.');
  const shop = npm(['start'], env, signal);
  let isOver = false;
  void shop.ended.then(() => (isOver = true));
  while (!(await answers(url))) {
    if (isOver) throw new Error('The shop ended before it answered.');
    await sleep(100);
  }
  return shop;
}

function npm(args, env, signal) {
  signal.throwIfAborted();
  const child = spawn('npm', ['--silent', ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
    shell: isWindows,
    // A group of its own: npm's children end with it.
    detached: !isWindows,
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const end = () => {
    const { pid, exitCode, signalCode } = child;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    if (isWindows) spawn('taskkill', ['/pid', String(pid), '/t', '/f']);
    else process.kill(-pid, 'SIGTERM');
  };
  signal.addEventListener('abort', end, { once: true });
  return {
    ended,
    async stop() {
      end();
      await ended;
    },
  };
}

/** Whatever it says: a shop may have nothing at `/`. */
const answers = (url) =>
  fetch(url, { redirect: 'manual' }).then(
    () => true,
    () => false,
  );
