// Next, app router: the app in next-app/, built as its standalone output and started outside of the workspace.
import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Host, OpenHost } from '../src/host.ts';
import type { Seen, Setup } from '../src/shop.ts';

const APP = fileURLToPath(new URL('../next-app', import.meta.url));
const INSTALL_KIT = fileURLToPath(new URL('../src/next-kit.mjs', import.meta.url));
const KIT_FILES = 'node_modules/@eximpe/server-kit/bundle';
const STANDALONE = `${APP}/.next/standalone`;
const MARK = `${APP}/.next/conformance-build`;
const require = createRequire(import.meta.url);
const NEXT = require.resolve('next/dist/bin/next');

export const next: Host = {
  name: 'Next (app router)',
  quirks: {
    redirectsSlashes: 'Next redirects trailing slashes, with 308',
    answersBadPaths: 'Next itself answers URLs that it can’t decode, with a bare 500',
    compressesItself: 'Next drops `Content-Encoding` and compresses with gzip itself; the kit leaves compression to it',
    addressByHeaderAlone:
      'Next gives no connection, only `X-Forwarded-For`: `trustProxy: 1` trusts the proxy in front. Without one, clients could forge it',
    hasNoParser: 'route handlers have none',
    keepsCookies:
      '`kit.fetch` returns a response; it can neither see nor remove what a proxy (`proxy.ts`) adds afterwards',
  },
  async open(setup) {
    const image = (images.shared ??= unpack());
    images.users += 1;
    return start(await image, setup, async () => {
      images.users -= 1;
      if (images.users > 0) return;
      images.shared = undefined;
      await rm(await image, { recursive: true, force: true });
    });
  },
};

/** The standalone output is copied once for all servers that are open at a time. */
const images: { shared: Promise<string> | undefined; users: number } = { shared: undefined, users: 0 };

/** Copied to where no `node_modules` is above it: what Next left out is missing here, as it is in an image. */
async function unpack(): Promise<string> {
  await build();
  const image = await mkdtemp(join(tmpdir(), 'eximpe-next-'));
  await cp(STANDALONE, image, { recursive: true, verbatimSymlinks: true });
  return image;
}

function run(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  return spawn(process.execPath, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...env },
  });
}

async function runToEnd(what: string, args: readonly string[]): Promise<void> {
  const child = run(APP, args);
  const heard = listen(child);
  const code = await new Promise((resolve) => void child.once('close', resolve));
  if (code !== 0) throw new Error(`${what} ended with ${String(code)}: ${heard()}`);
}

/** The last words of a process, for the error that names it. */
function listen(child: ChildProcess): () => string {
  let heard = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (heard += chunk.toString()));
  return () => heard.slice(-2_000);
}

const scriptsIn = (folder: string): string[] =>
  readdirSync(`${APP}/${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .map((file) => `${folder}/${file}`)
    .toSorted();

/** Once for the same sources, the same kit and the same Next. */
async function build(): Promise<void> {
  await runToEnd('putting the kit into the app', [INSTALL_KIT]);
  const sources = ['next.config.mjs', 'shop.mjs', '../src/shop.ts', ...scriptsIn('app'), ...scriptsIn(KIT_FILES)];
  const hash = createHash('sha256').update((require('next/package.json') as { version: string }).version);
  for (const source of sources) hash.update(readFileSync(`${APP}/${source}`));
  const wanted = hash.digest('hex');
  if (existsSync(MARK) && readFileSync(MARK, 'utf8') === wanted) return;
  await runToEnd('next build', [NEXT, 'build']);
  writeFileSync(MARK, wanted);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function start(image: string, setup: Setup, onClose: () => Promise<void>): Promise<OpenHost> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = run(image, ['packages/conformance/next-app/server.js'], {
    HOSTNAME: '127.0.0.1',
    PORT: String(port),
    CONFORMANCE_SETUP: JSON.stringify(setup),
    CONFORMANCE_URL: url,
  });
  const heard = listen(child);
  const ended = new Promise<void>((resolve) => void child.once('close', () => resolve()));
  const close = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
    await onClose();
  };
  const seen = async (): Promise<Seen> => (await fetch(`${url}/seen`)).json() as Promise<Seen>;
  const isReady = async (): Promise<boolean> => {
    while (child.exitCode === null) {
      const answer = await fetch(`${url}/seen`).catch(() => undefined);
      // It listens; if the shop can't be loaded, asking again does not help.
      if (answer) return answer.ok;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return false;
  };
  if (!(await isReady())) {
    await close();
    throw new Error(`Next's server did not start: ${heard()}`);
  }
  return { url, seen, close };
}
