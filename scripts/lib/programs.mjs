// Finds or installs the programs that tests drive: browsers, databases, other languages. A program at hand is preferred over a download.
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pnpm, run } from './run.mjs';

/** Where Debian keeps Postgres, a folder for each version: none of them is on the path. */
const POSTGRES = '/usr/lib/postgresql';
const postgresFolders = () =>
  existsSync(POSTGRES)
    ? readdirSync(POSTGRES)
        .toSorted((a, b) => Number(b) - Number(a))
        .map((version) => join(POSTGRES, version, 'bin'))
    : [];

/**
 * Each row: how it may be called here, which variable names it, where else than on the path it may be, what Playwright and Debian
 * call it, what must stand beside it, whether tests run without it, and how.
 */
const PROGRAMS = {
  chromium: {
    variable: 'CHROMIUM_PATH',
    names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    playwright: 'chromium',
    debian: ['chromium'],
  },
  // The same engine without all that is around it: most tests need no more, and take half the time. Playwright's Chromium brings its own.
  chromiumShell: {
    variable: 'CHROMIUM_SHELL_PATH',
    names: ['chromium-headless-shell', 'chrome-headless-shell'],
    playwright: 'chromium-headless-shell',
    debian: ['chromium-headless-shell'],
    optional: true,
    without: 'tests use Chromium itself, and take longer',
  },
  firefox: {
    variable: 'FIREFOX_PATH',
    names: ['firefox-esr', 'firefox'],
    playwright: 'firefox',
    debian: ['firefox-esr'],
  },
  redis: { variable: 'REDIS_SERVER_PATH', names: ['redis-server', 'valkey-server'], debian: ['redis-server'] },
  // The server itself, with `initdb` beside it.
  postgres: { variable: 'POSTGRES_PATH', names: ['postgres'], folders: postgresFolders, debian: ['postgresql'] },
  // Shops in other languages than ours.
  php: { variable: 'PHP_PATH', names: ['php'], debian: ['php-cli', 'php-sqlite3'] },
  python: { variable: 'PYTHON_PATH', names: ['python3'], debian: ['python3'] },
  // On a developer's machine without Debian's packages it may be missing; where changes are judged, nothing is left out.
  pgbouncer: {
    variable: 'PGBOUNCER_PATH',
    names: ['pgbouncer'],
    folders: () => ['/usr/sbin'],
    debian: ['pgbouncer'],
    optional: process.env.CI === undefined,
  },
  // Only Linux has WebKit with a driver of its own. Its journeys are few, and left out where it can't be had.
  webkit: {
    variable: 'WEBKIT_DRIVER_PATH',
    names: ['WebKitWebDriver'],
    beside: ['Xvfb'],
    debian: ['webkit2gtk-driver', 'xvfb'],
    optional: true,
  },
};

function onPath(names, folders = () => []) {
  for (const folder of [...folders(), ...(process.env.PATH ?? '').split(delimiter)]) {
    for (const name of names) {
      const candidate = join(folder, name);
      if (existsSync(candidate)) return candidate;
    }
  }
  return undefined;
}

function find({ variable, names, folders, beside }) {
  const named = process.env[variable];
  if (named && !existsSync(named)) throw new Error(`${variable} is ${named}, but that file does not exist.`);
  if (beside && !onPath(beside)) return undefined;
  return named ?? onPath(names, folders);
}

async function playwrightDownload(browser) {
  const { code } = await pnpm(['--filter', '@eximpe/e2e', 'exec', 'playwright', 'install', browser], { quiet: true });
  return code === 0;
}

let listed = false;
/** False where there is no apt-get, or where it may not or can't install them. */
export async function debianInstall(packageNames) {
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return false;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  if (!listed) await run('apt-get', ['update', '-qq'], { quiet: true, env });
  listed = true;
  const { code } = await run('apt-get', ['install', '-y', '-qq', ...packageNames], { quiet: true, env });
  return code === 0;
}

/**
 * Environment variables that name the programs. A variable stays unset when Playwright has a browser of its own; then its
 * default is right. Throws, saying what to do, when a program can't be had.
 */
export async function preparePrograms(wanted = Object.keys(PROGRAMS)) {
  const env = {};
  for (const name of wanted) {
    const program = PROGRAMS[name];
    let path = find(program);
    if (!path && program.playwright && (await playwrightDownload(program.playwright))) continue;
    if (!path && (await debianInstall(program.debian))) path = find(program);
    if (!path && program.optional) {
      console.log(
        `${name} is not installed: ${program.without ?? 'its tests are skipped'} (Debian: apt-get install ${program.debian.join(' ')}).`,
      );
      continue;
    }
    if (!path) {
      throw new Error(
        `${name} is required but could not be installed. Install it (Debian: apt-get install ${program.debian.join(' ')}) or set ${program.variable} to its path.`,
      );
    }
    env[program.variable] = path;
  }
  return env;
}
