// A page for each problem of the form and each code of the kit. Facts come from the tables in the code, words from two documents.
import { fileURLToPath } from 'node:url';
import { defaultServerConditions, runnerImport } from 'vite';
import { readDocument } from './documents.mjs';
import { headingsOf, sectionOf, table } from './markdown.mjs';

const { module: tables } = await runnerImport(fileURLToPath(new URL('tables.ts', import.meta.url)), {
  configFile: false,
  logLevel: 'error',
  ssr: { resolve: { conditions: ['@eximpe/source', ...defaultServerConditions] } },
});
const { PROBLEMS, KIT_ERROR_CODES, en, problemWord } = tables;

const KIT = 'packages/server-kit/README.md';
const NOTES = 'docs/site/problem-notes.md';

/** Who can do something about it. */
const FIXERS = {
  cardholder: 'the shopper',
  issuer: 'the bank that issued the card',
  merchant: 'you, on the server',
  page_author: 'you, on the page',
  gateway: 'EximPe',
  nobody: 'no fix needed',
};

/** What may be tried next, with a new attempt. */
const RETRIES = {
  same_card: 'yes, with the same card',
  other_card: 'yes, with another card',
  yes: 'yes',
  later: 'yes, later',
  ask_status: 'only once the outcome of this one is known; the form checks automatically',
  no: 'no',
};

export const errorRoute = (code) => `errors/${code.toLowerCase()}`;

export function errorPages() {
  complain(NOTES, Object.keys(PROBLEMS), readDocument(NOTES), 2);
  complain(`${KIT}#codes`, KIT_ERROR_CODES, sectionOf(readDocument(KIT), 'codes').body, 3);
  return [...Object.keys(PROBLEMS).map(problemPage), ...KIT_ERROR_CODES.map(kitPage)];
}

/** Each code has its words, and no words are left over. */
function complain(where, codes, markdown, level) {
  const written = headingsOf(markdown)
    .filter((each) => each.level === level)
    .map(({ text }) => text.replaceAll('`', ''));
  const missing = codes.filter((code) => !written.includes(code));
  const needless = written.filter((code) => !codes.includes(code));
  if (missing.length + needless.length > 0)
    throw new Error(
      `${where}: nothing is said of ${missing.join(', ') || '–'}; needless: ${needless.join(', ') || '–'}.`,
    );
}

function problemPage(code) {
  const { http, fixer, retry, message } = PROBLEMS[code];
  const facts = table(
    ['', ''],
    [
      ['HTTP status', http],
      ['who can fix it', FIXERS[fixer]],
      ['can be retried', RETRIES[retry]],
      ['the shopper sees', `“${en[problemWord(code)].replaceAll(/[{}]/g, '')}”`],
      [
        'where it appears',
        '`detail.problem.code` of `eximpe-problem` and `eximpe-outcome`, `code` in the kit’s JSON and events',
      ],
    ],
  );
  const { body } = sectionOf(readDocument(NOTES), code);
  return {
    route: errorRoute(code),
    title: code,
    about: message,
    parts: [
      { file: '', text: `**${message}**\n\n${facts}` },
      { file: NOTES, text: `## What to do\n\n${body}` },
      { file: '', text: 'A problem with one payment, reported to the form. [All problems and codes](/errors/)' },
    ],
  };
}

function kitPage(code) {
  const anchor = code.toLowerCase();
  const { body } = sectionOf(readDocument(KIT), anchor);
  return {
    route: errorRoute(code),
    title: code,
    about: firstSentence(body),
    // What links to the heading in the README comes here.
    isFor: [`${KIT}#${anchor}`],
    parts: [
      { file: KIT, text: body },
      { file: '', text: 'A server-kit code, in its log and errors. [All problems and codes](/errors/)' },
    ],
  };
}

const firstSentence = (text) => /^.*?[.!?](?=\s|$)/s.exec(text)?.[0].replaceAll(/\s+/g, ' ') ?? text;

const linkTo = (code) => `[${code}](/${errorRoute(code)}/)`;

/** Both lists, for the page that finds them. */
export function errorsIndex() {
  const problems = table(
    ['problem', 'what it says', 'who can fix it', 'HTTP'],
    Object.entries(PROBLEMS).map(([code, { http, fixer, message }]) => [linkTo(code), message, FIXERS[fixer], http]),
  );
  const codes = table(
    ['code', 'summary'],
    KIT_ERROR_CODES.map((code) => [
      linkTo(code),
      withoutLinks(firstSentence(sectionOf(readDocument(KIT), code.toLowerCase()).body)),
    ]),
  );
  return `## Problems of a payment\n\n${problems}\n\n## Codes of the server-kit\n\n${codes}`;
}

const withoutLinks = (text) => text.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1');
