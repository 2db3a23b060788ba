// `npm run check:browsers`: is everything that the form and its pages use in the browsers of package.json's `browserslist`? Needs the build.
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ALLOWED } from './browsers/allowed.mjs';
import { judge, usesOf } from './browsers/judge.mjs';
import { ROOT } from './lib/run.mjs';

const filesIn = (folder, ending) =>
  readdirSync(join(ROOT, folder), { recursive: true })
    .filter((file) => file.endsWith(ending) && !/\.(?:test|d)\.ts$/.test(file))
    .map((file) => join(ROOT, folder, file));

const DIST = 'packages/widget/dist';
/** What the server-kit serves and what shops bundle, with all that is bundled into it. */
const scripts = ['', '/parts', '/lang']
  .flatMap((folder) =>
    readdirSync(join(ROOT, DIST + folder))
      .filter((file) => file.endsWith('.js'))
      .map((file) => join(ROOT, DIST + folder, file)),
  )
  .filter((file) => !file.endsWith('served-files.js'));

const uses = usesOf({
  sources: filesIn('packages/widget/src', '.ts'),
  scripts,
  sheets: filesIn(`${DIST}/themes`, '.css'),
  pages: filesIn('packages/server-kit/src/pages', '.ts'),
});
const { problems, idle } = judge(uses, ALLOWED);
for (const { problem, places } of problems)
  console.log(`${problem}\n${places.map((place) => `    ${relative(ROOT, place)}`).join('\n')}`);
for (const { feature, why } of idle) console.log(`allowed, but not used: ${feature} (${why})`);
console.log(`${uses.length} uses checked, ${problems.length} of them not supported by every browser in browserslist`);
process.exitCode = problems.length + idle.length === 0 ? 0 : 1;
