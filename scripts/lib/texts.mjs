// Every text that a shopper may read, by language and key, and where in the source it is written.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from './run.mjs';

const FORM = (lang) => (lang === 'en' ? 'packages/widget/src/i18n/en.ts' : `packages/widget/src/i18n/lang/${lang}.ts`);
const SAVED = 'packages/widget/src/saved-cards/saved-cards-words.ts';
const PAGES = 'packages/server-kit/src/pages/texts.ts';

/** `{ en: { 'form.pay': 'Pay {amount}', 'saved.save': …, 'page.returned': … }, hi: … }` */
export async function readTexts() {
  const outDir = mkdtempSync(join(ROOT, 'node_modules/.texts-'));
  try {
    const entry = Object.fromEntries(
      [FORM('en'), 'packages/widget/src/i18n/catalogues.ts', SAVED, PAGES].map((file, index) => [
        `t${index}`,
        join(ROOT, file),
      ]),
    );
    const resolve = { conditions: ['@eximpe/source', 'node', 'import'] };
    const lib = { entry, formats: ['es'] };
    await build({ configFile: false, root: ROOT, logLevel: 'error', resolve, build: { outDir, lib, minify: false } });
    const tables = await Promise.all(Object.keys(entry).map((name) => import(join(outDir, `${name}.js`))));
    const { en, CATALOGUES, SAVED_TEXTS, SAVED_WORDS, TEXTS } = Object.assign({}, ...tables);
    const named = (group, texts) => Object.entries(texts).map(([key, text]) => [`${group}.${key}`, text]);
    return Object.fromEntries(
      Object.entries({ en, ...CATALOGUES }).map(([lang, form]) => [
        lang,
        Object.fromEntries([
          ...named('form', form),
          ...SAVED_WORDS.map((key, index) => [`saved.${key}`, SAVED_TEXTS[lang][index]]),
          ...named('page', TEXTS[lang]),
        ]),
      ]),
    );
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}

/** As it stands in the source: marks that nobody sees are written out. */
const quoted = (text) =>
  `'${text.replace(/[\\']/g, '\\$&').replace(/[\u2066-\u2069]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16)}`)}'`;
const STRING = `(?:'(?:[^'\\\\]|\\\\.)*'|"(?:[^"\\\\]|\\\\.)*")`;

/** Where one text stands: in which file, and what goes before it there. */
function placeOf(lang, key) {
  const [group, name] = key.split('.');
  if (group === 'form') return [FORM(lang), new RegExp(`(\\n  ${name}:\\s*)${STRING}`)];
  if (group === 'page')
    return [PAGES, new RegExp(`(\\n  ${lang}: \\{\\n(?:(?!\\n  \\}).)*?\\n?    ${name}:\\s*)${STRING}`, 's')];
  const before = SAVED_ORDER.indexOf(name);
  return [SAVED, new RegExp(`(\\n  ${lang}: \\[(?:\\s*${STRING},){${before}}\\s*)${STRING}`)];
}
const SAVED_ORDER = /const SAVED_WORDS = \[([^\]]*)\]/.exec(readFileSync(join(ROOT, SAVED), 'utf8'))[1].match(/\w+/g);

/** Writes texts of one language into the source; `changes` are `[key, text]`. */
export function writeTexts(lang, changes) {
  for (const [key, text] of changes) {
    const [file, place] = placeOf(lang, key);
    const source = readFileSync(join(ROOT, file), 'utf8');
    if (!place.test(source)) throw new Error(`${file} has no ${key} of ${lang}.`);
    writeFileSync(
      join(ROOT, file),
      source.replace(place, (_, before) => before + quoted(text)),
    );
  }
}
