// `npm run translations`: checks every translation; `export hi` writes a table for a translator, `import hi FILE` takes it back.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { consentFaults, recordConsents } from './lib/consent-texts.mjs';
import { ROOT } from './lib/run.mjs';
import { faultsOf } from './lib/text-rules.mjs';
import { readTexts, writeSources, writeTexts } from './lib/texts.mjs';
import { meaningFaults } from './lib/wrong-meanings.mjs';

const NOTES = 'docs/translations/README.md';
const hashOf = (text) => createHash('sha256').update(text).digest('hex').slice(0, 8);

/** Key → `[where it stands, how long it may be, its picture]`, from the table that people read. */
const readNotes = () =>
  new Map(
    [...readFileSync(join(root, NOTES), 'utf8').matchAll(/^\| `(\w+\.\w+)` *\| (.*?) *\| (.*?) *\| (.*?) *\|$/gm)].map(
      ([, key, ...cells]) => [key, cells],
    ),
  );

/** What is wrong with the page for translators: a text without its row or picture, a row of no text. */
function noteFaults(en) {
  const notes = readNotes();
  const isShown = (picture) => {
    const [, file, as] = /^\[\w+\]\((.+)\)$|^as `(.+)`$/.exec(picture) ?? [];
    return picture === 'heard' || (file ? existsSync(join(root, NOTES, '..', file)) : notes.has(as));
  };
  return [
    ...Object.keys(en)
      .filter((key) => !notes.has(key))
      .map((key) => `${key}: ${NOTES} does not say where it appears`),
    ...[...notes.keys()].filter((key) => !(key in en)).map((key) => `${key}: ${NOTES} has a row for this unknown key`),
    ...[...notes]
      .filter(([, [, , picture]]) => !isShown(picture))
      .map(([key, [, , picture]]) => `${key}: ${NOTES} shows it in “${picture}”, which does not exist`),
  ];
}

/** Says what is wrong, by language and key; true where nothing is. */
function check({ texts, sources }) {
  const { en, ...translations } = texts;
  const wrong = noteFaults(en);
  for (const [lang, own] of Object.entries(translations)) {
    for (const [key, english] of Object.entries(en)) {
      if (own[key] === undefined) {
        wrong.push(`${lang} ${key} is missing. It translates “${english}”`);
        continue;
      }
      wrong.push(...faultsOf(lang, english, own[key]).map((fault) => `${lang} ${key} ${fault}`));
      if (sources[lang][key] !== hashOf(english))
        wrong.push(
          `${lang} ${key} translates an earlier English sentence. If “${own[key]}” is right for “${english}”, run: npm run translations settle ${lang} ${key}`,
        );
    }
    wrong.push(
      ...Object.keys(own)
        .filter((key) => !(key in en))
        .map((key) => `${lang} ${key} is an unknown key`),
    );
  }
  wrong.push(...consentFaults(root, texts), ...meaningFaults(root, texts));
  for (const line of wrong) console.error(line);
  if (wrong.length === 0) console.log('Every translation matches the current English sentence.');
  return wrong.length === 0;
}

/** Notes that these translations are of the English sentences that are there now. */
function settle({ texts: { en, ...translations }, sources }, lang, keys) {
  const unknown = keys.filter((key) => !(key in en));
  if (unknown.length > 0) throw new Error(`Unknown keys: ${unknown.join(', ')}.`);
  const langs = lang === 'all' ? Object.keys(translations) : [lang];
  for (const each of langs) {
    const chosen = keys.length > 0 ? keys : Object.keys(en);
    const next = Object.keys(en).flatMap((key) => {
      const hash = chosen.includes(key) ? hashOf(en[key]) : sources[each][key];
      return hash ? [[key, hash]] : [];
    });
    writeSources(root, each, Object.fromEntries(next));
  }
}

const HEAD = ['key', 'where it stands', 'how long', 'English'];
const tableOf = (lang) => `${lang}.tsv`;

function exportTable({ texts }, lang, file = tableOf(lang)) {
  const notes = readNotes();
  const rows = Object.entries(texts.en).map(([key, english]) => [
    key,
    ...(notes.get(key)?.slice(0, 2) ?? ['', '']),
    english,
    texts[lang][key] ?? '',
  ]);
  writeFileSync(file, `\ufeff${[[...HEAD, lang], ...rows].map((row) => row.join('\t')).join('\n')}\n`);
  console.log(`${rows.length} texts in ${file}: change only the last column.`);
}

/** All or nothing: a table with a fault changes no file. */
function importTable({ texts, sources }, lang, file = tableOf(lang)) {
  const rows = readFileSync(file, 'utf8')
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter(Boolean)
    .map((line) => line.split('\t'));
  const [head, ...body] = rows;
  if (head?.at(-1) !== lang || head.length !== HEAD.length + 1)
    throw new Error(`${file} is not a table for ${lang}: its first line ends with ${head?.at(-1)}.`);
  const given = body.map((row) => [row[0], row[3], row[4]?.normalize('NFC').trim() ?? '']);
  const faults = given.flatMap(([key, english, text]) => {
    if (!(key in texts.en)) return [`${key} is an unknown key`];
    if (english !== texts.en[key]) return [`${key}: the English has changed: ${texts.en[key]}`];
    return faultsOf(lang, english, text).map((fault) => `${key} ${fault}`);
  });
  if (faults.length > 0) throw new Error(`Nothing was changed:\n${faults.join('\n')}`);
  const changes = given.filter(([key, , text]) => text !== texts[lang][key]).map(([key, , text]) => [key, text]);
  writeTexts(root, lang, changes);
  // Whoever changed a sentence had today's English before them.
  if (changes.length > 0)
    settle(
      { texts, sources },
      lang,
      changes.map(([key]) => key),
    );
  for (const [key, text] of changes) console.log(`${key}: ${text}`);
  const isConsent = changes.some(([key]) => key === 'saved.save' || key === 'saved.consent');
  console.log(
    `${changes.length} texts of ${lang} changed. Now: npm run format${isConsent ? ', a new CONSENT_TEXT_VERSION, and npm run translations consents' : ''}`,
  );
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  // Another copy of the repository than this one.
  options: { root: { type: 'string', default: ROOT } },
});
const { root } = values;
const [verb = 'check', lang = '', ...rest] = positionals;
/** Each gets what was read, the language, and what else was given. */
const VERBS = {
  check: (read) => void (process.exitCode = check(read) ? 0 : 1),
  consents: ({ texts }) => recordConsents(root, texts),
  settle,
  export: (read, of, [file]) => exportTable(read, of, file),
  import: (read, of, [file]) => importTable(read, of, file),
};

try {
  if (!Object.hasOwn(VERBS, verb)) throw new Error(`“${verb}” is not one of ${Object.keys(VERBS).join(', ')}.`);
  const read = await readTexts(root);
  const known = [...Object.keys(read.sources), ...(verb === 'settle' ? ['all'] : [])];
  if (!['check', 'consents'].includes(verb) && !known.includes(lang))
    throw new Error(`Unknown translation “${lang}”. Known: ${known.join(', ')}.`);
  VERBS[verb](read, lang, rest);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
