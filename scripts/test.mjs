// `npm test`: installs what is needed, builds, and runs every check and test. The last line counts what passed and failed.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { preparePrograms } from './lib/programs.mjs';
import { pnpm, ROOT, installPackages } from './lib/run.mjs';

const RESULTS = join(ROOT, 'test-results');
let passed = 0;
let failed = 0;

async function step(title, work) {
  const startedMs = Date.now();
  console.log(`\n── ${title}`);
  try {
    const counts = await work();
    passed += counts.passed;
    failed += counts.failed;
    console.log(
      `── ${title}: ${counts.failed === 0 ? 'ok' : 'FAILED'} (${Math.round((Date.now() - startedMs) / 1000)} s)`,
    );
    return counts.failed === 0;
  } catch (error) {
    failed += 1;
    console.error(error.message);
    console.log(`── ${title}: FAILED`);
    return false;
  }
}

/** A check without tests of its own counts as one. */
const check = (args, env) => async () => {
  const { code } = await pnpm(args, { env });
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
};

/** A run that wrote a JSON report counts its tests; a run that broke before any test failed counts as one failure. */
const counted = (args, env, report, read) => async () => {
  const file = join(RESULTS, report);
  const { code } = await pnpm(args, { env: { ...env, REPORT_FILE: file } });
  let counts;
  try {
    counts = read(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new Error(`No report was written; the run ended with code ${code}.`);
  }
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
};

function done() {
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });

let env = {};
const ready =
  (await step('install', async () => {
    await installPackages();
    return { passed: 1, failed: 0 };
  })) &&
  (await step('browsers and Redis', async () => {
    env = await preparePrograms();
    return { passed: 1, failed: 0 };
  })) &&
  (await step('build', check(['run', 'build'], env)));
if (!ready) done();

await step('types', check(['run', 'check:types'], env));
await step('lint', check(['run', 'check:lint'], env));
await step('format', check(['run', 'check:format'], env));
await step('size', check(['run', 'check:size'], env));
await step(
  'unit and element tests',
  counted(
    [
      'exec',
      'vitest',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${join(RESULTS, 'vitest.json')}`,
    ],
    env,
    'vitest.json',
    (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests }),
  ),
);
await step(
  'journeys',
  counted(['run', 'test:e2e'], env, 'playwright.json', ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
  })),
);
done();
