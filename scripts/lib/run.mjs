// Runs the project's own tools, with the pinned pnpm that npx brings.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const { packageManager: PNPM } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

/** One line: what failed, and the first line of why. */
export const because = (name, error) => `${name}: ${stripVTControlCharacters(error?.message ?? '').split('\n', 1)[0]}`;

/** Runs a command with inherited output; resolves with its exit code, never rejects for a non-zero one. */
export function run(command, args, { env = {}, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

export const pnpm = (args, options) => run('npx', ['--yes', PNPM, ...args], options);

/** Installs the workspace exactly as locked. Says what went wrong only when it did. */
export async function installPackages() {
  const { code, output } = await pnpm(['install', '--frozen-lockfile', '--prefer-offline'], { quiet: true });
  if (code !== 0) throw new Error(`Installing the packages failed:\n${output}`);
}

/** Types, server packages, and the widget's browser files. */
export async function buildAll() {
  const { code, output } = await pnpm(['run', 'build'], { quiet: true });
  if (code !== 0) throw new Error(`Building failed:\n${output}`);
}
