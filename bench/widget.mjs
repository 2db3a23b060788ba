// How the form compares on a slow phone and a slow line. `npm run bench:widget [-- --rounds=9] [--json=file]`.
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { buildForms } from './widget/build.mjs';
import { CANDIDATES } from './widget/candidates.mjs';
import { summarize, tables } from './widget/report.mjs';
import { serve } from './widget/serve.mjs';
import { slowVisit, tracedVisit } from './widget/visit.mjs';

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '9' }, json: { type: 'string' } },
});
const roundCount = Number(options.rounds);
if (!(roundCount >= 1)) throw new Error('--rounds must be a number, 7 or more for figures to rely on');

const shop = await serve(await buildForms());
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH,
  // Other hosts fail at once: the figures must not depend on who answers today.
  args: ['--no-sandbox', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
});

const rounds = [];
try {
  // The first round warms the disk and the browser, and is thrown away.
  for (let round = 0; round <= roundCount; round += 1) {
    const visits = {};
    for (let index = 0; index < CANDIDATES.length; index += 1) {
      const candidate = CANDIDATES[(index + round) % CANDIDATES.length];
      const slow = await slowVisit(browser, shop.url, candidate);
      const traced = await tracedVisit(browser, shop.url, candidate);
      visits[candidate.name] = { ...slow, ...traced };
    }
    if (round > 0) rounds.push(visits);
    if (process.stderr.isTTY) process.stderr.write(`\rround ${round} of ${roundCount}`);
  }
} finally {
  await browser.close();
  shop.close();
}

const summary = summarize(rounds);
console.log(tables(summary));
if (options.json) {
  const report = {
    rounds: roundCount,
    chromium: browser.version(),
    cores: cpus().length,
    node: process.version,
    ...summary,
  };
  writeFileSync(resolve(process.env.INIT_CWD ?? '.', options.json), `${JSON.stringify(report, null, 2)}\n`);
}
