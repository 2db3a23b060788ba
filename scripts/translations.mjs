// `npm run translations`: checks every translation; `export hi` writes a table for a translator, `import hi FILE` takes it back.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultsOf } from './lib/text-rules.mjs';
import { readTexts, writeTexts } from './lib/texts.mjs';
import { ROOT } from './lib/run.mjs';

const NOTES = join(ROOT, 'docs/translations/README.md');
const hashOf = (text) => createHash('sha256').update(text).digest('hex').slice(0, 8);
const sourcesOf = (lang) => join(ROOT, `packages/widget/src/i18n/sources/${lang}.json`);
const readSources = (lang) => (existsSync(sourcesOf(lang)) ? JSON.parse(readFileSync(sourcesOf(lang), 'utf8')) : {});

/** Key → `[where it stands, how long it may be]`, from the table that people read. */
const readNotes = () =>
  new Map(
    [...readFileSync(NOTES, 'utf8').matchAll(/^\| `([\w.]+)` *\| (.*?) *\| (.*?) *\|$/gm)].map(
      ([, key, place, room]) => [key, [place, room]],
    ),
  );

/** Says what is wrong, by language and key; true where nothing is. */
function check(texts) {
  const { en, ...translations } = texts;
  const notes = readNotes();
  const wrong = Object.keys(en)
    .filter((key) => !notes.has(key))
    .map((key) => `${key}: docs/translations/README.md does not say where it stands`);
  for (const [lang, own] of Object.entries(translations)) {
    const sources = readSources(lang);
    for (const [key, english] of Object.entries(en)) {
      wrong.push(...faultsOf(lang, english, own[key]).map((fault) => `${lang} ${key} ${fault}`));
      if (sources[key] !== hashOf(english))
        wrong.push(
          `${lang} ${key} is of another English sentence. Is “${own[key]}” right for “${english}”? Then: npm run translations settle ${lang} ${key}`,
        );
    }
  }
  for (const line of wrong) console.error(line);
  if (wrong.length === 0) console.log('Every translation is of the English sentence that is there now.');
  return wrong.length === 0;
}

/** Notes that these translations are of the English sentences that are there now. */
function settle({ en, ...translations }, lang, keys) {
  const langs = lang === 'all' ? Object.keys(translations) : [lang];
  for (const each of langs) {
    const known = readSources(each);
    const chosen = keys.length > 0 ? keys : Object.keys(en);
    const next = Object.keys(en).flatMap((key) => {
      const hash = chosen.includes(key) ? hashOf(en[key]) : known[key];
      return hash ? [[key, hash]] : [];
    });
    writeFileSync(sourcesOf(each), `${JSON.stringify(Object.fromEntries(next), null, 2)}\n`);
  }
}

const HEAD = ['key', 'where it stands', 'how long', 'English'];
const fileOf = (lang) => `${lang}.tsv`;

function exportTable(texts, lang, file = fileOf(lang)) {
  const notes = readNotes();
  const rows = Object.entries(texts.en).map(([key, english]) => [
    key,
    ...(notes.get(key) ?? ['', '']),
    english,
    texts[lang][key],
  ]);
  writeFileSync(file, `\ufeff${[[...HEAD, lang], ...rows].map((row) => row.join('\t')).join('\n')}\n`);
  console.log(`${rows.length} texts in ${file}: change the last column, and nothing else.`);
}

/** All or nothing: a table with a fault changes no file. */
function importTable(texts, lang, file = fileOf(lang)) {
  const rows = readFileSync(file, 'utf8')
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter(Boolean)
    .map((line) => line.split('\t'));
  const [head, ...body] = rows;
  if (head?.at(-1) !== lang || head.length !== HEAD.length + 1)
    throw new Error(`${file} is no table of ${lang}: its first line ends with ${head?.at(-1)}.`);
  const given = body.map((row) => [row[0], row[3], row[4]?.normalize('NFC').trim() ?? '']);
  const faults = given.flatMap(([key, english, text]) => {
    if (!(key in texts.en)) return [`${key} is no text of ours`];
    if (english !== texts.en[key]) return [`${key}: the English is another by now: ${texts.en[key]}`];
    return faultsOf(lang, english, text).map((fault) => `${key} ${fault}`);
  });
  if (faults.length > 0) throw new Error(`Nothing was changed:\n${faults.join('\n')}`);
  const changes = given.filter(([key, , text]) => text !== texts[lang][key]).map(([key, , text]) => [key, text]);
  writeTexts(lang, changes);
  for (const [key, text] of changes) console.log(`${key}: ${text}`);
  const isConsent = changes.some(([key]) => key === 'saved.save' || key === 'saved.consent');
  console.log(
    `${changes.length} texts of ${lang} changed. Now: npm run format${isConsent ? ', a new CONSENT_TEXT_VERSION, and its row in docs/translations/consent-texts.md' : ''}`,
  );
}

const [verb = 'check', lang = '', ...rest] = process.argv.slice(2);
const texts = await readTexts();
if (verb !== 'check' && !(lang in texts) && !(verb === 'settle' && lang === 'all')) {
  console.error(`There is no language “${lang}”. There are ${Object.keys(texts).join(', ')}.`);
  process.exit(1);
}
try {
  if (verb === 'check') process.exitCode = check(texts) ? 0 : 1;
  else if (verb === 'settle') settle(texts, lang, rest);
  else if (verb === 'export') exportTable(texts, lang, rest[0]);
  else if (verb === 'import') importTable(texts, lang, rest[0]);
  else throw new Error(`“${verb}” is none of check, settle, export, import.`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
