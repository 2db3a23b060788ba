// `npm test`: installs what is needed, builds, and runs every check and test. The last lines name what failed and count.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { prepareOldChromium } from './lib/old-chromium.mjs';
import { preparePrograms } from './lib/programs.mjs';
import { because, installPackages, pnpm, ROOT } from './lib/run.mjs';

const RESULTS = join(ROOT, 'test-results');
let passed = 0;
/** Names, said once more at the end: what is above them may be thousands of lines. */
const failed = [];

/** A step tells how many of its tests passed and names those that failed; a step that broke counts as one. */
async function step(title, work) {
  const startedMs = Date.now();
  console.log(`\n── ${title}`);
  const result = await work().catch((error) => {
    console.error(error.message);
    return { passed: 0, failed: [because(title, error)] };
  });
  passed += result.passed;
  failed.push(...result.failed);
  const isOk = result.failed.length === 0;
  console.log(`── ${title}: ${isOk ? 'ok' : 'FAILED'} (${Math.round((Date.now() - startedMs) / 1000)} s)`);
  return isOk;
}

const OK = { passed: 1, failed: [] };

/** A check without tests of its own counts as one. */
const check = (args) => async () => {
  const { code } = await pnpm(args, { env });
  return code === 0 ? OK : { passed: 0, failed: [`\`pnpm ${args.join(' ')}\` ended with code ${code}`] };
};

/** A run of tests, summed up by a reporter of ours; a run that broke without a failed test counts as one failure. */
const tests = (args, report) => async () => {
  const file = join(RESULTS, report);
  const { code } = await pnpm(args, { env: { ...env, REPORT_FILE: file } });
  const broke = `\`pnpm ${args.join(' ')}\` ended with code ${code}`;
  if (!existsSync(file)) return { passed: 0, failed: [`${broke} and reported nothing`] };
  const result = JSON.parse(readFileSync(file, 'utf8'));
  return code !== 0 && result.failed.length === 0 ? { ...result, failed: [broke] } : result;
};

function done() {
  console.log('');
  for (const name of failed) console.log(`FAILED ${name}`);
  console.log(`${passed} passed, ${failed.length} failed`);
  process.exit(failed.length === 0 ? 0 : 1);
}

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });

let env = {};
const ready =
  (await step('install', async () => {
    await installPackages();
    return OK;
  })) &&
  (await step('browsers, databases and languages', async () => {
    env = { ...(await preparePrograms()), ...(await prepareOldChromium(['102', '109', '119'])) };
    return OK;
  })) &&
  (await step('build', check(['run', 'build'])));
if (!ready) done();

await step('types', check(['run', 'check:types']));
await step('lint', check(['run', 'check:lint']));
await step('format', check(['run', 'check:format']));
await step('size', check(['run', 'check:size']));
await step('browsers that are promised', check(['run', 'check:browsers']));
await step('translations', check(['run', 'translations']));
await step('documentation', check(['--filter', '@eximpe/docs', 'run', 'build']));
await step(
  'unit and element tests',
  tests(['exec', 'vitest', 'run', '--reporter=default', '--reporter=./scripts/lib/vitest-summary.mjs'], 'vitest.json'),
);
await step('journeys', tests(['run', 'test:e2e'], 'playwright.json'));
done();
