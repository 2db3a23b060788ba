// `npm run release -- --tag v1.2.3`: the tarballs of a release in dist-packages/, with SHA256SUMS, a list of what each is made of (CycloneDX), and notes. Publishes nothing.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pnpm, ROOT, run } from './lib/run.mjs';

const OUT = join(ROOT, 'dist-packages');

/** Throws where the packages are not at one version. What is not released has none. */
function versionOfAll() {
  const folders = readdirSync(join(ROOT, 'packages'));
  const manifests = folders.map((name) =>
    JSON.parse(readFileSync(join(ROOT, 'packages', name, 'package.json'), 'utf8')),
  );
  const [version, ...others] = new Set(manifests.flatMap((manifest) => manifest.version ?? []));
  if (others.length > 0)
    throw new Error(`The packages are at ${[version, ...others].join(' and ')}: \`pnpm change check\` says which.`);
  return version;
}

/** What the changelog says of this version; of what is to come, before its heading has a number. */
function notesOf(version) {
  const sections = readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8').split(/^## /m).slice(1);
  const sectionOf = (name) => sections.find((text) => text.startsWith(`[${name}]`));
  return { isNumbered: sectionOf(version) !== undefined, text: sectionOf(version) ?? sectionOf('Unreleased') ?? '' };
}

/** @returns what keeps this tag from being released, as a sentence that says what to do */
function objection(tag, version, notes) {
  if (tag !== `v${version}`)
    return `The tag ${tag} does not match the packages, which are at ${version}: use the tag v${version}, or bump the versions first.`;
  if (!notes.isNumbered)
    return `CHANGELOG.md has no section [${version}]: give [Unreleased] this version and a date, and add a new [Unreleased] above it.`;
  return undefined;
}

const version = versionOfAll();
const notes = notesOf(version);
const { values } = parseArgs({ options: { tag: { type: 'string' } } });
const wrong = values.tag === undefined ? undefined : objection(values.tag, version, notes);
if (wrong) {
  console.error(wrong);
  process.exit(1);
}

async function must(work) {
  const { code } = await work;
  if (code !== 0) process.exit(code);
}

rmSync(OUT, { recursive: true, force: true });
await must(run(process.execPath, ['scripts/pack.mjs']));

const tarballs = readdirSync(OUT).filter((name) => name.endsWith('.tgz'));
for (const name of tarballs) {
  const folder = `@eximpe/${name.replace(/^eximpe-|-\d.*$/g, '')}`;
  await must(
    pnpm(
      [
        `--filter=${folder}`,
        'sbom',
        '--prod',
        '--sbom-format=cyclonedx',
        `--out=${join(OUT, name.replace(/\.tgz$/, '.cdx.json'))}`,
      ],
      { quiet: true },
    ),
  );
}

const sums = tarballs.map(
  (name) =>
    `${createHash('sha256')
      .update(readFileSync(join(OUT, name)))
      .digest('hex')}  ${name}`,
);
writeFileSync(join(OUT, 'SHA256SUMS'), `${sums.join('\n')}\n`);

writeFileSync(join(OUT, 'NOTES.md'), `${notes.text.replace(/^.*\n+/, '').trim()}\n`);
console.log(`${tarballs.length} tarballs of ${version}, with SHA256SUMS: ${OUT}`);
