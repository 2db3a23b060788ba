// Next, app router: the app in next-app/, built for production and started by `next start`.
import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Host, OpenHost } from '../src/host.ts';
import type { Seen, Setup } from '../src/shop.ts';

const APP = fileURLToPath(new URL('../next-app', import.meta.url));
const PARTS = new URL('../src/next-parts.mjs', import.meta.url).href;
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
    keepsCookies: '`kit.fetch` returns a response; it can’t remove what a proxy (`proxy.ts`) adds afterwards',
  },
  async open(setup) {
    await build();
    return start(setup);
  },
};

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  return spawn(process.execPath, [NEXT, ...args], {
    cwd: APP,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...env },
  });
}

/** The last words of a process, for the error that names it. */
function listen(child: ChildProcess): () => string {
  let heard = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (heard += chunk.toString()));
  return () => heard.slice(-2_000);
}

const routeFiles = (): string[] =>
  readdirSync(`${APP}/app`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .map((file) => `app/${file}`)
    .toSorted();

/** Once for the same sources and the same Next. */
async function build(): Promise<void> {
  const sources = ['next.config.mjs', 'shop.mjs', '../src/shop.ts', ...routeFiles()];
  const hash = createHash('sha256').update((require('next/package.json') as { version: string }).version);
  for (const source of sources) hash.update(readFileSync(`${APP}/${source}`));
  const wanted = hash.digest('hex');
  if (existsSync(MARK) && readFileSync(MARK, 'utf8') === wanted) return;
  const child = run(['build']);
  const heard = listen(child);
  const code = await new Promise((resolve) => void child.once('close', resolve));
  if (code !== 0) throw new Error(`next build ended with ${String(code)}: ${heard()}`);
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

async function start(setup: Setup): Promise<OpenHost> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = run(['start', '--hostname', '127.0.0.1', '--port', String(port)], {
    CONFORMANCE_SETUP: JSON.stringify(setup),
    CONFORMANCE_URL: url,
    CONFORMANCE_PARTS: PARTS,
  });
  const heard = listen(child);
  const ended = new Promise<void>((resolve) => void child.once('close', () => resolve()));
  const seen = async (): Promise<Seen> => (await fetch(`${url}/seen`)).json() as Promise<Seen>;
  const ready = async (): Promise<void> => {
    while (child.exitCode === null) {
      try {
        return void (await seen());
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
    throw new Error(`next start ended: ${heard()}`);
  };
  await ready();
  return {
    url,
    seen,
    async close() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
