// `npm run new ../my-shop -- --server express`: a small shop of your own, installed from the packed packages, started with the simulator behind it.
import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, relative, resolve } from 'node:path';
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { ROOT, run } from './lib/run.mjs';
import { copyShop, isEmpty, manifestOf, SERVERS, writeEnv, writeManifest } from './lib/starter.mjs';

const USAGE = `npm run new ../my-shop -- --server ${SERVERS.join('|')}

  --no-start      copies and installs, but does not start the shop
  --tarballs DIR  uses the packages that \`npm run pack\` wrote there, instead of packing
`;

function fail(message) {
  console.error(`${message}\n\n${USAGE}`);
  process.exit(1);
}

function read() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { server: { type: 'string' }, 'no-start': { type: 'boolean' }, tarballs: { type: 'string' } },
    });
  } catch (error) {
    return fail(error.message);
  }
}

const { positionals, values } = read();
const [given, ...others] = positionals;
if (!given || others.length > 0) fail('Name one folder for the shop.');
if (!SERVERS.includes(values.server)) fail(`--server must be one of ${SERVERS.join(', ')}.`);
// npm runs this at the top of the repository, wherever it was called.
const folder = resolve(process.env.INIT_CWD ?? process.cwd(), given);
if (!isEmpty(folder)) fail(`${folder} is not empty.`);
if (!relative(ROOT, folder).startsWith('..')) fail(`${folder} is inside this repository; choose a folder outside it.`);

async function packed() {
  if (values.tarballs) return resolve(values.tarballs);
  console.log('Packing… (about a minute the first time)');
  const { code, output } = await run(process.execPath, ['scripts/pack.mjs'], { quiet: true });
  if (code !== 0) fail(output);
  return join(ROOT, 'dist-packages');
}

/** EximPe's packages come as files and lie in the shop: on a registry there are none. */
function vendor(tarballs) {
  const manifest = manifestOf(folder);
  mkdirSync(join(folder, 'vendor'));
  const files = readdirSync(tarballs);
  for (const kind of ['dependencies', 'devDependencies']) {
    for (const name of Object.keys(manifest[kind]).filter((each) => each.startsWith('@eximpe/'))) {
      const file = files.find(
        (each) => each.startsWith(`${name.slice(1).replace('/', '-')}-`) && each.endsWith('.tgz'),
      );
      if (!file) fail(`${tarballs} has no ${name}: run \`npm run pack\`.`);
      copyFileSync(join(tarballs, file), join(folder, 'vendor', file));
      manifest[kind][name] = `file:vendor/${file}`;
    }
  }
  writeManifest(folder, manifest);
}

/** Node 20 has no SQLite of its own. The package is built for this repository already, by the very same Node. */
const needsSqlite = !process.getBuiltinModule?.('node:sqlite');
const BUILT_SQLITE = join(ROOT, 'packages/server-kit/node_modules/better-sqlite3');

function addSqlite() {
  const manifest = manifestOf(folder);
  const dependencies = { ...manifest.dependencies, 'better-sqlite3': manifestOf(BUILT_SQLITE).version };
  writeManifest(folder, { ...manifest, dependencies });
}

function copySqlite() {
  const binary = 'build/Release/better_sqlite3.node';
  mkdirSync(join(folder, 'node_modules/better-sqlite3/build/Release'), { recursive: true });
  copyFileSync(join(BUILT_SQLITE, binary), join(folder, 'node_modules/better-sqlite3', binary));
}

/** @returns the first port that nobody listens on */
async function freePort(from) {
  const isFree = await new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(false));
    probe.listen(from, '127.0.0.1', () => probe.close(() => done(true)));
  });
  return isFree ? from : freePort(from + 1);
}

async function settings() {
  const { SIMULATOR_CREDENTIALS } = await import('../packages/simulator/dist/index.js');
  const port = await freePort(3000);
  return {
    EXIMPE_BASE_URL: `http://localhost:${await freePort(4243)}`,
    EXIMPE_CLIENT_ID: SIMULATOR_CREDENTIALS.clientId,
    EXIMPE_CLIENT_SECRET: SIMULATOR_CREDENTIALS.clientSecret,
    EXIMPE_ENCRYPTION_KEY: SIMULATOR_CREDENTIALS.encryptionKey,
    EXIMPE_KIT_SECRET: randomBytes(32).toString('base64url'),
    PORT: String(port),
    PUBLIC_URL: `http://localhost:${port}`,
  };
}

/** A command in the shop, without what npm told this one about the repository. */
function inShop(command, args) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(?:npm_(?:package|lifecycle)_|npm_config_local_prefix$|INIT_CWD$)/.test(name),
    ),
  );
  const child = spawn(command, args, { cwd: folder, env, stdio: 'inherit', shell: process.platform === 'win32' });
  // Ctrl-C reaches all of them: this one waits for the shop to end.
  process.on('SIGINT', () => undefined);
  process.once('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((done, broken) => {
    child.once('error', broken);
    child.once('close', (code) => done(code ?? 1));
  });
}

const tarballs = await packed();
copyShop(values.server, folder);
vendor(tarballs);
if (needsSqlite) addSqlite();
writeEnv(folder, await settings());
console.log(`Installing in ${folder}…`);
const quietly = ['--no-audit', '--no-fund', '--prefer-offline'];
// No package that a shop needs has scripts to run, but the one that is built here.
const code = await inShop('npm', ['install', ...quietly, ...(needsSqlite ? ['--ignore-scripts'] : [])]);
if (code !== 0) fail('Installing failed; see the npm output above.');
if (needsSqlite) copySqlite();

if (values['no-start']) {
  console.log(`\n  cd ${given}\n  npm run dev\n`);
} else {
  const hasScreen = process.stdout.isTTY && !process.env.CI;
  // What `npm run dev` runs, without npm: it would not pass on that it is to end.
  process.exitCode = await inShop(process.execPath, [
    '--env-file=.env',
    'dev/main.js',
    ...(hasScreen ? ['--open'] : []),
  ]);
}
