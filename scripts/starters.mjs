// `npm run test:starters`: makes a shop with each server framework as a newcomer would, and runs its own tests. Names choose: `-- next nest`. Says how long each took.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { preparePrograms } from './lib/programs.mjs';
import { installPackages, run } from './lib/run.mjs';
import { SERVERS } from './lib/starter.mjs';

const wanted = process.argv.slice(2);
const place = mkdtempSync(join(tmpdir(), 'starters-'));
const failed = [];
const times = [];
/** Nothing of ours is on a registry, and a stranger's package by one of our names would be found out here: nobody answers. */
const env = { 'npm_config_@eximpe:registry': 'http://127.0.0.1:9/' };

async function must(command, args) {
  const { code } = await run(command, args, { env });
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with code ${code}`);
}

/** @returns seconds */
async function timed(work) {
  const startedMs = performance.now();
  await work();
  return Math.round((performance.now() - startedMs) / 1000);
}

try {
  await installPackages();
  Object.assign(env, await preparePrograms(['chromium']));
  const packed = await timed(() => must(process.execPath, ['scripts/pack.mjs', '--to', join(place, 'tarballs')]));
  times.push(`packing: ${packed} s`);
  for (const server of SERVERS.filter((name) => wanted.length === 0 || wanted.includes(name))) {
    const shop = join(place, server);
    try {
      console.log(`\n── ${server}`);
      const made = [shop, '--server', server, '--tarballs', join(place, 'tarballs'), '--no-start'];
      const installed = await timed(() => must(process.execPath, ['scripts/new.mjs', ...made]));
      const tested = await timed(() => must('npm', ['--prefix', shop, 'test']));
      // Starts the shop and its simulator, and pays in a browser.
      const paid = await timed(() => must('npm', ['--prefix', shop, 'run', 'test:browser']));
      times.push(`${server}: made in ${installed} s, its tests ${tested} s, started and paid in a browser ${paid} s`);
    } catch (error) {
      failed.push(`${server}: ${error.message}`);
    }
  }
} finally {
  rmSync(place, { recursive: true, force: true });
}
for (const each of times) console.log(each);
for (const each of failed) console.log(`FAILED ${each}`);
if (failed.length > 0) process.exitCode = 1;
