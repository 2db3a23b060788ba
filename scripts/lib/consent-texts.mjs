// docs/translations/consent-texts.md: which words each version of the consent was given to. Rows are added and never changed: consents outlive texts.
import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const pageOf = (root) => join(root, 'docs/translations/consent-texts.md');
const NAMES = new Intl.DisplayNames('en', { type: 'language' });

/** What stands beside the box, word for word; the form sends the hash of this. */
const consentText = (texts) => `${texts['saved.save']}\n${texts['saved.consent']}`;
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

const versionIn = (root) =>
  /CONSENT_TEXT_VERSION = '([^']+)'/.exec(
    readFileSync(join(root, 'packages/widget/src/saved-cards/saved-cards-words.ts'), 'utf8'),
  )[1];

/** The rows below the heading of that version: language → `[hash, text]`. Undefined while it has none. */
function recorded(root, version) {
  const [, section] = readFileSync(pageOf(root), 'utf8').split(`\n## ${version}\n`);
  if (section === undefined) return undefined;
  const [own] = section.split('\n## ');
  return new Map(
    [...own.matchAll(/^\| [^|]*\(`(\w+)`\) *\| `(\w+)` *\| (.*?) *\|$/gm)].map(([, lang, hash, text]) => [
      lang,
      [hash, text.replace('<br>', '\n')],
    ]),
  );
}

/** Sentences about what the page says otherwise than the form; none where they agree. */
export function consentFaults(root, texts) {
  const version = versionIn(root);
  const rows = recorded(root, version);
  if (!rows)
    return [
      `The consent of ${version} is not in docs/translations/consent-texts.md. To record it: npm run translations consents`,
    ];
  return Object.entries(texts).flatMap(([lang, own]) => {
    const text = consentText(own);
    const [hash, written] = rows.get(lang) ?? [];
    if (hash === sha256(text) && written === text) return [];
    return [
      `${lang}: the consent differs from the one recorded for ${version} in docs/translations/consent-texts.md. Set a new CONSENT_TEXT_VERSION, then: npm run translations consents`,
    ];
  });
}

/** Adds the texts of this version to the page. */
export function recordConsents(root, texts) {
  const version = versionIn(root);
  if (recorded(root, version)) throw new Error(`${version} is already recorded: give new texts a new version.`);
  const rows = Object.entries(texts).map(([lang, own]) => {
    const text = consentText(own);
    return `| ${NAMES.of(lang)} (\`${lang}\`) | \`${sha256(text)}\` | ${text.replace('\n', '<br>')} |\n`;
  });
  appendFileSync(
    pageOf(root),
    `\n## ${version}\n\n| language | SHA-256 | text |\n| --- | --- | --- |\n${rows.join('')}`,
  );
}
