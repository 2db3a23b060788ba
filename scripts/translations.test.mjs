// `npm run translations` on a copy of the texts: what it finds, and that exporting and importing a table loses nothing.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const LANG = 'packages/widget/src/i18n/lang';
const CONSENT_VERSION = 'packages/widget/src/saved-cards/saved-cards-words.ts';

/** A copy of the files that the command reads and writes, including the command. */
function copyOfWords() {
  const root = mkdtempSync(join(tmpdir(), 'words-'));
  for (const path of [LANG, CONSENT_VERSION, 'docs/translations'])
    cpSync(here(`../${path}`), join(root, path), { recursive: true });
  const read = (path) => readFileSync(join(root, path), 'utf8');
  return {
    root,
    read,
    words: (lang) => read(`${LANG}/${lang}.ts`),
    /** Throws if `was` is missing, since a case that changes nothing proves nothing. */
    replace(path, was, by) {
      const before = read(path);
      const after = before.replace(was, by);
      if (after === before) throw new Error(`${path} has no ${was}`);
      writeFileSync(join(root, path), after);
    },
    run(...args) {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [here('translations.mjs'), '--root', root, ...args],
        {
          encoding: 'utf8',
          cwd: root,
        },
      );
      return { status, output: stdout + stderr };
    },
    remove: () => rmSync(root, { recursive: true }),
  };
}

/** The change, its file, and the message that reports it. */
const FAULTS = [
  [
    'an English sentence that has changed since the translation',
    'en',
    "test_mode: 'Test mode'",
    "test_mode: 'Trial mode'",
    /^hi form\.test_mode translates an earlier English sentence\. If “टेस्ट मोड” is right for “Trial mode”, run: npm run translations settle hi form\.test_mode$/m,
  ],
  [
    'text that is not normalised',
    'hi',
    'मंज़ूरी माँगेगा',
    'मं\u095bूरी माँगेगा',
    /^hi form\.bank_asks is not normalised \(NFC\)$/m,
  ],
  [
    'a missing zero-width non-joiner',
    'te',
    'సేవ్ చేసిన కార్డ్\u200cలు',
    'సేవ్ చేసిన కార్డ్లు',
    /^te saved\.your_cards lacks a zero-width non-joiner \(U\+200C\) after కార్డ్$/m,
  ],
  [
    'a misplaced zero-width non-joiner',
    'kn',
    "cancel: '",
    "cancel: 'ಈ\u200c ",
    /^kn form\.cancel has a zero-width non-joiner without/m,
  ],
  [
    'a missing {name}',
    'gu',
    /pay: '\{amount\} /,
    "pay: '",
    /^gu form\.pay has different \{names\} than the English: \{amount\}$/m,
  ],
  ['a non-breaking space', 'pa', "close: 'ਬੰਦ ", "close: 'ਬੰਦ\u00a0", /^pa form\.close contains an invisible character/m],
  [
    'a date that would be reversed',
    'ur',
    '\\u206605 / 30\\u2069',
    '05 / 30',
    /^ur form\.expiry_incomplete has a date that is not isolated/m,
  ],
  ['an empty text', 'bn', /cancel: '[^']*'/, "cancel: ''", /^bn form\.cancel is empty$/m],
  ['a missing text', 'ta', /\n {2}undo: '[^']*',/, '', /^ta saved\.undo is missing\. It translates “Undo”$/m],
  ['an unknown text key', 'ml', "\n  undo: '", "\n  redo: 'x',\n  undo: '", /^ml saved\.redo is an unknown key$/m],
  [
    'a wrong meaning whose new text has changed again',
    'gu',
    'ફરી ચૂકવશો નહીં: ચુકવણી થઈ',
    'ફરી ચૂકવો: ચુકવણી થઈ',
    /^gu form\.checking_lost_text: docs\/translations\/wrong-meanings\.md shows it as “કનેક્શન/m,
  ],
  [
    'a consent that was not recorded',
    'mr',
    "save: 'पुढच्या",
    "save: 'यापुढच्या",
    /^mr: the consent differs from the one recorded for .* npm run translations consents$/m,
  ],
];

describe('findings', () => {
  const copy = copyOfWords();
  let found;
  beforeAll(() => {
    for (const [, lang, was, by] of FAULTS) copy.replace(`${LANG}/${lang}.ts`, was, by);
    copy.replace('docs/translations/README.md', '| `form.secure` ', '| `form.insecure` ');
    copy.replace('docs/translations/README.md', '[paid](pictures/paid.webp)', '[paid](pictures/lost-and-paid.webp)');
    found = copy.run();
  });
  afterAll(copy.remove);

  test('it fails', () => {
    expect(found.status).toBe(1);
  });
  test.each(FAULTS)('%s', (_name, _lang, _was, _by, sentence) => {
    expect(found.output).toMatch(sentence);
  });
  test('a text without a row on the page for translators, and a row without a text', () => {
    expect(found.output).toContain('form.secure: docs/translations/README.md does not say where it appears');
    expect(found.output).toContain('form.insecure: docs/translations/README.md has a row for this unknown key');
    expect(found.output).toMatch(
      /^form\.paid_title: docs\/translations\/README\.md shows it in “.*lost-and-paid.*”, which does not exist$/m,
    );
  });
  test('a changed English sentence names each of its translations, and nothing else', () => {
    expect(found.output.match(/translates an earlier English sentence/g)).toHaveLength(12);
  });
});

describe('a table for a translator', () => {
  const copy = copyOfWords();
  const table = join(copy.root, 'hi.tsv');
  /** The exported table with one cell changed. */
  const filledIn = (key, change) => {
    copy.run('export', 'hi');
    const rows = readFileSync(table, 'utf8').split('\n');
    const at = rows.findIndex((row) => row.startsWith(`${key}\t`));
    rows[at] = change(rows[at]);
    writeFileSync(table, rows.join('\n'));
  };
  const lastCell = (text) => (row) => row.replace(/[^\t]*$/, text);
  afterAll(copy.remove);

  test('has the place, the length and the English for each text', () => {
    expect(copy.run('export', 'hi').output).toContain('hi.tsv: change only the last column.');
    const rows = readFileSync(table, 'utf8').split('\n');
    expect(rows[0]).toBe('\ufeffkey\twhere it stands\thow long\tEnglish\thi');
    expect(rows.find((row) => row.startsWith('form.close\t'))).toMatch(
      /^form\.close\tname of the ✕ above the bank's page[^\t]*\tline\tClose\tबंद करें$/,
    );
  });

  test('changes nothing if imported unchanged', () => {
    const before = copy.words('hi');
    copy.run('export', 'hi');
    expect(copy.run('import', 'hi').output).toContain('0 texts of hi changed.');
    expect(copy.words('hi')).toBe(before);
  });

  test('changes only the line of the changed sentence', () => {
    const before = copy.words('hi').split('\n');
    filledIn('form.close', lastCell("‘बंद’ 'करें'"));
    expect(copy.run('import', 'hi')).toMatchObject({ status: 0 });
    const after = copy.words('hi').split('\n');
    expect(after.filter((line, index) => line !== before[index])).toEqual(["  close: '‘बंद’ \\'करें\\'',"]);
    expect(copy.run()).toMatchObject({ status: 0 });
  });

  test.each([
    ['an unknown key', 'form.close', (row) => row.replace('form.close', 'form.shut'), 'form.shut is an unknown key'],
    [
      'another English',
      'form.close',
      (row) => row.replace('Close', 'Shut'),
      'form.close: the English has changed: Close',
    ],
    ['a lost {name}', 'form.pay', lastCell('भुगतान करें'), 'form.pay has different {names} than the English: {amount}'],
    ['an empty cell', 'form.pay', lastCell(''), 'form.pay is empty'],
  ])('with %s, changes nothing and says why', (_name, key, change, sentence) => {
    const before = copy.words('hi');
    filledIn(key, change);
    const { status, output } = copy.run('import', 'hi');
    expect(status).toBe(1);
    expect(output).toContain(`Nothing was changed:\n${sentence}`);
    expect(copy.words('hi')).toBe(before);
  });

  test('of another language is refused', () => {
    copy.run('export', 'mr', 'hi.tsv');
    expect(copy.run('import', 'hi').output).toContain('hi.tsv is not a table for hi: its first line ends with mr.');
  });

  test('with another consent text requires a new version, recorded with its texts', () => {
    filledIn('saved.save', lastCell('यह कार्ड सेव करें'));
    expect(copy.run('import', 'hi').output).toContain('a new CONSENT_TEXT_VERSION, and npm run translations consents');
    expect(copy.run('consents').output).toMatch(/is already recorded: give new texts a new version/);
    copy.replace(CONSENT_VERSION, /CONSENT_TEXT_VERSION = '[^']*'/, "CONSENT_TEXT_VERSION = '2099-01-01'");
    expect(copy.run().output).toContain('The consent of 2099-01-01 is not in docs/translations/consent-texts.md.');
    copy.run('consents');
    expect(copy.read('docs/translations/consent-texts.md')).toMatch(/## 2099-01-01\n[^]*यह कार्ड सेव करें<br>टिक/);
    expect(copy.run()).toMatchObject({ status: 0 });
  });
});

test('a reviewed translation is marked as settled, and no other', () => {
  const copy = copyOfWords();
  copy.replace(`${LANG}/en.ts`, "test_mode: 'Test mode'", "test_mode: 'Trial mode'");
  copy.run('settle', 'hi', 'form.test_mode');
  const { output } = copy.run();
  expect(output).not.toContain('hi form.test_mode');
  expect(output).toContain('mr form.test_mode');
  copy.run('settle', 'all', 'form.test_mode');
  expect(copy.run()).toMatchObject({ status: 0 });
  copy.remove();
});

test.each([
  [['speak', 'hi'], '“speak” is not one of check, consents, settle, export, import.'],
  [['export', 'fr'], 'Unknown translation “fr”. Known: ar, bn'],
  [['settle', 'hi', 'form.sing'], 'Unknown keys: form.sing.'],
])('%j is answered with the valid choices', (args, sentence) => {
  const copy = copyOfWords();
  const { status, output } = copy.run(...args);
  expect(status).toBe(1);
  expect(output).toContain(sentence);
  copy.remove();
});
