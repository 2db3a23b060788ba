// `npm run chaos`: random shoppers, faults and disasters against real processes, judged by EximPe's own book.
import { BROKEN } from './broken.mjs';
import { closeConnections } from './http.mjs';
import { HELP, readOptions } from './options.mjs';
import { report } from './report.mjs';
import { run } from './run.mjs';

/** Nobody waits for a broken kit to become quiet. */
const BROKEN_PATIENCE_MS = 8_000;

const say = (line) => console.log(line);

async function runOnce(options) {
  const result = await run(options, say);
  say(report(result, options));
  if (options.keep) say(`files: ${result.folder}`);
  return result.violations.length === 0;
}

/** Each kit that is broken on purpose has to be found out, by the rule that it breaks. */
async function prove(options) {
  const missed = [];
  for (const [name, { what, breaks }] of Object.entries(BROKEN)) {
    const { violations } = await run({ ...options, broken: name, patienceMs: BROKEN_PATIENCE_MS }, () => undefined);
    const found = violations.filter(({ rule }) => rule === breaks);
    say(`${found.length > 0 ? 'found ' : 'MISSED'} ${name} (${what}): ${found.length} times "${breaks}"`);
    if (found.length === 0) missed.push(name);
  }
  return missed.length === 0;
}

async function main() {
  const options = readOptions(process.argv.slice(2));
  if (options.help) return say(HELP);
  const isWell = await (options.prove ? prove : runOnce)(options);
  await closeConnections();
  process.exit(isWell ? 0 : 1);
}

await main();
