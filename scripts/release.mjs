// `npm run release -- --tag v1.2.3`: the tarballs of a release in dist-packages/, with SHA256SUMS, a list of what each is made of (CycloneDX), and notes. Publishes nothing.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pnpm, ROOT, run } from './lib/run.mjs';

const OUT = join(ROOT, 'dist-packages');
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const { values } = parseArgs({ options: { tag: { type: 'string' } } });
if (values.tag !== undefined && values.tag !== `v${version}`) {
  console.error(
    `The tag ${values.tag} is not that of the packages, which are at ${version}: tag v${version}, or raise the versions first.`,
  );
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

/** What the changelog says of this version; of what is to come, before its heading has a number. */
const changelog = readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8');
const sections = changelog.split(/^## /m).slice(1);
const sectionOf = (name) => sections.find((text) => text.startsWith(`[${name}]`));
const own = sectionOf(version) ?? sectionOf('Unreleased');
writeFileSync(join(OUT, 'NOTES.md'), `${(own ?? '').replace(/^.*\n+/, '').trim()}\n`);
console.log(`${tarballs.length} tarballs of ${version}, with SHA256SUMS: ${OUT}`);
