// Starts an example shop as a merchant would: copies its folder, installs its packages, fills in its .env and runs its scripts.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, realpath, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SIMULATOR_CREDENTIALS } from '@eximpe/simulator';
import { copyShop, manifestOf, writeEnv } from '../scripts/lib/starter.mjs';
import { freePort } from './free-port.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** The shop's own tests are not part of the server. */
const TEST_TOOLS: readonly string[] = ['@eximpe/simulator', '@playwright/test', 'vitest'];
/** Below the root, since Next looks for packages there. */
const COPIES = join(ROOT, 'e2e/.servers');

export interface ExampleServer {
  readonly url: string;
  close(): Promise<void>;
}

export async function startExample(name: string, gatewayUrl: string): Promise<ExampleServer> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const folder = join(COPIES, `${name}-${port}`);
  copyShop(name, folder);
  const { scripts, dependencies, devDependencies } = manifestOf(folder);
  const wanted = Object.entries({ ...dependencies, ...devDependencies, 'better-sqlite3': '12' });
  await install(
    wanted.filter(([one]) => !TEST_TOOLS.includes(one)),
    join(folder, 'node_modules'),
  );
  writeEnv(folder, {
    EXIMPE_BASE_URL: gatewayUrl,
    EXIMPE_CLIENT_ID: SIMULATOR_CREDENTIALS.clientId,
    EXIMPE_CLIENT_SECRET: SIMULATOR_CREDENTIALS.clientSecret,
    EXIMPE_ENCRYPTION_KEY: SIMULATOR_CREDENTIALS.encryptionKey,
    EXIMPE_KIT_SECRET: 'a-secret-that-only-the-journeys-use-0003',
    PORT: String(port),
    PUBLIC_URL: url,
  });

  // Next reads the port only from the environment of the command.
  const run = (script: string): ChildProcess =>
    spawn('sh', ['-c', `exec ${script}`], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: [join(folder, 'node_modules/.bin'), process.env['PATH']].join(':'),
        HOME: process.env['HOME'],
        NEXT_TELEMETRY_DISABLED: '1',
        PORT: String(port),
        HOSTNAME: 'localhost',
      },
    });
  if (scripts.build) {
    const build = run(scripts.build);
    const heard = listen(build);
    const code = await ended(build);
    if (code !== 0) throw new Error(`${name}: ${scripts.build} ended with ${String(code)}:\n${heard()}`);
  }
  const child = run(scripts.start);
  const heard = listen(child);
  const end = ended(child);
  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`${name} ended:\n${heard()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url,
    async close() {
      child.kill('SIGKILL');
      await end;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** As a package manager would: the kit's packages are copied, third-party packages are links to where they are installed. */
async function install(wanted: readonly (readonly [string, string])[], modules: string): Promise<void> {
  await mkdir(join(modules, '.bin'), { recursive: true });
  for (const [name, range] of wanted) {
    const own = OWN_PACKAGES[name];
    if (own) await installOwn(name, own, modules);
    // The conformance suite runs in these frameworks, so it has them.
    else await linkPackage(name, 'packages/conformance', modules, range.startsWith('^4') ? `${name}4` : name);
  }
}

const OWN_PACKAGES: Readonly<Record<string, string>> = {
  '@eximpe/server-kit': 'packages/server-kit',
  '@eximpe/contract': 'packages/contract',
  '@eximpe/card-form': 'packages/widget',
  '@eximpe/react': 'packages/react',
};

async function installOwn(name: string, home: string, modules: string): Promise<void> {
  if (existsSync(join(modules, name))) return;
  for (const part of ['package.json', 'dist']) {
    await cp(join(ROOT, home, part), join(modules, name, part), { recursive: true });
  }
  const { dependencies = {} } = manifestOf(join(ROOT, home));
  for (const dependency of Object.keys(dependencies)) {
    const own = OWN_PACKAGES[dependency];
    if (own) await installOwn(dependency, own, modules);
    else await linkPackage(dependency, home, modules);
  }
}

/** @param from the package that already depends on it */
async function linkPackage(name: string, from: string, modules: string, alias = name): Promise<void> {
  const places = [alias, name].flatMap((one) =>
    [from, 'packages/server-kit', '.'].map((place) => join(ROOT, place, 'node_modules', one)),
  );
  const found = places.find((place) => existsSync(place));
  if (!found) throw new Error(`${name} is not installed.`);
  if (existsSync(join(modules, name))) return;
  await mkdir(dirname(join(modules, name)), { recursive: true });
  await symlink(await realpath(found), join(modules, name), 'dir');
  for (const [command, file] of Object.entries(manifestOf(found).bin ?? {})) {
    await symlink(join(modules, name, file), join(modules, '.bin', command));
  }
}

function listen(child: ChildProcess): () => string {
  let heard = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (heard += chunk.toString()));
  return () => heard.slice(-3_000);
}

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => void child.once('close', resolve));

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  );
