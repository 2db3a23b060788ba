// Every text that a shopper may read, by language and key, as it stands in packages/widget/src/i18n/lang.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'packages/widget/src/i18n/lang';
/** What a language's file exports: a section for the form, for saved cards, for our pages. */
const SECTIONS = ['form', 'saved', 'page'];

const fileOf = (root, lang) => join(root, FOLDER, `${lang}.ts`);

/** A language's file is data; the types of its sections are all that is TypeScript in it. */
async function load(root, lang) {
  const source = readFileSync(fileOf(root, lang), 'utf8')
    .replace(/^import type .*$/gm, '')
    .replace(/^(export const \w+): \w+ =/gm, '$1 =');
  try {
    return await import(`data:text/javascript,${encodeURIComponent(source)}`);
  } catch (error) {
    throw new Error(`${FOLDER}/${lang}.ts can't be read: ${error.message}`, { cause: error });
  }
}

/**
 * `texts`: `{ en: { 'form.pay': 'Pay {amount}', 'saved.save': …, 'page.returned': … }, hi: … }`; `sources`: by language and key the hash of the
 * English that was translated.
 */
export async function readTexts(root) {
  const codes = readdirSync(join(root, FOLDER)).map((file) => file.replace('.ts', ''));
  const texts = {};
  const sources = {};
  for (const lang of ['en', ...codes.filter((code) => code !== 'en')]) {
    const { translatedFrom = {}, ...language } = await load(root, lang);
    const named = SECTIONS.flatMap((section) =>
      Object.entries(language[section] ?? {}).map(([key, text]) => [`${section}.${key}`, text]),
    );
    texts[lang] = Object.fromEntries(named);
    if (lang !== 'en') sources[lang] = translatedFrom;
  }
  return { texts, sources };
}

/** As it stands in the source: marks that nobody sees are written out. */
const quoted = (text) =>
  `'${text.replace(/[\\']/g, '\\$&').replace(/[\u2066-\u2069]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16)}`)}'`;
const STRING = `(?:'(?:[^'\\\\]|\\\\.)*'|"(?:[^"\\\\]|\\\\.)*")`;

/** Writes texts of one language into its file; `changes` are `[key, text]`. */
export function writeTexts(root, lang, changes) {
  const file = fileOf(root, lang);
  let source = readFileSync(file, 'utf8');
  for (const [key, text] of changes) {
    const [section, name] = key.split('.');
    const place = new RegExp(`(\nexport const ${section}\\b(?:(?!\n\\};).)*?\n  ${name}:\\s*)${STRING}`, 's');
    if (!place.test(source)) throw new Error(`${file} has no ${key}.`);
    source = source.replace(place, (_, before) => before + quoted(text));
  }
  writeFileSync(file, source);
}

/** Writes the hashes of the English sentences that one language translates. */
export function writeSources(root, lang, sources) {
  const file = fileOf(root, lang);
  const rows = Object.entries(sources).map(([key, hash]) => `  '${key}': '${hash}',\n`);
  const [words] = readFileSync(file, 'utf8').split(/\n\/\*\*[^\n]*\*\/\nexport const translatedFrom\b/);
  writeFileSync(
    file,
    `${words.trimEnd()}\n\n/** Hashes of the English sentences that these translate; written by \`npm run translations settle\`. */\nexport const translatedFrom = {\n${rows.join('')}};\n`,
  );
}
