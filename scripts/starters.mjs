// `npm run test:starters`: makes a shop with each server framework as a newcomer would, and runs its own tests. Names choose: `-- next nest`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { preparePrograms } from './lib/programs.mjs';
import { installPackages, run } from './lib/run.mjs';
import { SERVERS } from './lib/starter.mjs';

const wanted = process.argv.slice(2);
const place = mkdtempSync(join(tmpdir(), 'starters-'));
const failed = [];

async function must(command, args, options) {
  const { code } = await run(command, args, options);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with code ${code}`);
}

try {
  await installPackages();
  const env = await preparePrograms(['chromium']);
  await must(process.execPath, ['scripts/pack.mjs', '--to', join(place, 'tarballs')]);
  for (const server of SERVERS.filter((name) => wanted.length === 0 || wanted.includes(name))) {
    const shop = join(place, server);
    try {
      console.log(`\n── ${server}`);
      const made = [shop, '--server', server, '--tarballs', join(place, 'tarballs'), '--no-start'];
      await must(process.execPath, ['scripts/new.mjs', ...made]);
      await must('npm', ['--prefix', shop, 'test'], { env });
      await must('npm', ['--prefix', shop, 'run', 'test:browser'], { env });
    } catch (error) {
      failed.push(`${server}: ${error.message}`);
    }
  }
} finally {
  rmSync(place, { recursive: true, force: true });
}
for (const each of failed) console.log(`FAILED ${each}`);
if (failed.length > 0) process.exitCode = 1;
