// Empty projects outside the workspace, with our tarballs in them: one for npm, one for pnpm, and one with only the server-kit.
import { execFile, type ExecFileOptions } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const REPOSITORY = fileURLToPath(new URL('../../../../', import.meta.url));
const SHOP = fileURLToPath(new URL('shop/', import.meta.url));
const ALONE = fileURLToPath(new URL('alone/', import.meta.url));

export interface Projects {
  /** With all tools of the checks. */
  readonly npm: string;
  /** With only what a shop needs: pnpm lets a package import only what it lists itself. */
  readonly pnpm: string;
  /** With the server-kit's tarball and nothing beside it, not even a framework. */
  readonly alone: string;
  /** For bundles: no packages are installed there or above. */
  readonly elsewhere: string;
  /** By package name without its scope. */
  readonly tarballs: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

/** Test runners set environment variables that a shop would not have. */
export const ENVIRONMENT = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(?:NODE_|VITEST|npm_package|npm_lifecycle|TEST$|DEV$|PROD$)/.test(name),
  ),
);

/** @returns its output; throws with all of it on failure */
export async function run(command: string, args: readonly string[], options: ExecFileOptions = {}): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(command, [...args], {
      env: ENVIRONMENT,
      maxBuffer: 64 * 1024 * 1024,
      ...options,
      encoding: 'utf8',
    });
    return stdout;
  } catch (error) {
    const { message, stdout = '', stderr = '' } = error as Error & { stdout?: string; stderr?: string };
    throw new Error(`${message}\n${stdout}\n${stderr}`, { cause: error });
  }
}

export async function createProjects(): Promise<Projects> {
  const root = await mkdtemp(join(tmpdir(), 'eximpe-installed-'));
  const [npm, pnpm, alone, elsewhere, packed] = ['npm', 'pnpm', 'alone', 'elsewhere', 'tarballs'].map((name) =>
    join(root, name),
  ) as [string, string, string, string, string];
  await mkdir(elsewhere);
  for (const project of [npm, pnpm, alone]) {
    await cp(project === alone ? ALONE : SHOP, project, { recursive: true });
    // Our packages come from the tarballs: nothing answers at their registry.
    await writeFile(join(project, '.npmrc'), '@eximpe:registry=http://127.0.0.1:9/\n');
  }
  const { dependencies, devDependencies } = JSON.parse(await readFile(join(npm, 'package.json'), 'utf8')) as Record<
    string,
    Record<string, string>
  >;
  const types = Object.entries(devDependencies ?? {}).filter(([name]) => name.startsWith('@types/'));
  await writeFile(
    join(pnpm, 'package.json'),
    JSON.stringify({ name: 'shop', private: true, dependencies, devDependencies: Object.fromEntries(types) }),
  );

  await run(process.execPath, [join(REPOSITORY, 'scripts/pack.mjs'), '--built', '--to', packed]);
  const files = await readdir(packed);
  const tarballs = Object.fromEntries(
    files.map((file) => [/^eximpe-(.*)-\d+\.\d+\.\d+/.exec(file)?.[1] ?? file, join(packed, file)]),
  );
  const all = Object.values(tarballs);
  const quietly = ['--prefer-offline', '--ignore-scripts'];
  const npmInstall = (project: string, ...what: readonly string[]) =>
    run('npm', ['install', ...quietly, '--no-audit', '--no-fund', ...what], { cwd: project });
  await Promise.all([
    npmInstall(npm, ...all),
    npmInstall(alone, tarballs['server-kit'] ?? ''),
    run('npx', ['--yes', 'pnpm@12.21.0', 'add', ...quietly, ...all], { cwd: pnpm }),
  ]);
  // Built once for the workspace: without its scripts it is installed as source.
  await symlink(
    join(REPOSITORY, 'packages/server-kit/node_modules/better-sqlite3'),
    join(npm, 'node_modules/better-sqlite3'),
  );
  return { npm, pnpm, alone, elsewhere, tarballs, remove: () => rm(root, { recursive: true, force: true }) };
}
