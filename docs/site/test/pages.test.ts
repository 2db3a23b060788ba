// The table of pages, the pages and the codes in the source match each other.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PROBLEM_CODES } from '@eximpe/contract';
import { expect, test } from 'vitest';
import { DOCS_URL, helpFor, KIT_ERROR_CODES } from '../../../packages/server-kit/src/errors/kit-error.ts';
import { assemblePages } from '../lib/assemble.mjs';
import { filesInRepository } from '../lib/documents.mjs';
import { headingsOf, mapLinks, sectionOf } from '../lib/markdown.mjs';
import { SECTIONS } from '../pages.mjs';

const pages = assemblePages();
const routes = pages.map(({ route }) => route);

test('each address belongs to one page', () => {
  expect(routes.filter((route, at) => routes.indexOf(route) !== at)).toEqual([]);
});

test('every page file is in the table', () => {
  const written = readdirSync(fileURLToPath(new URL('../pages', import.meta.url)), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.md') && name !== 'index.md')
    .map((name) => name.replace(/\.md$/, ''));
  const listed = SECTIONS.flatMap((section) => section.pages).filter((row) => !row.from);
  expect(new Set(listed.map(({ route }) => route))).toEqual(new Set(written));
});

test('every document of docs/ is a page', () => {
  const documents = filesInRepository('docs').filter((name) => /^docs\/(?!site\/).*\.md$/.test(name));
  expect(documents.length).toBeGreaterThan(15);
  const shown = new Set(pages.flatMap(({ from }) => from ?? []));
  expect(documents.filter((name) => !shown.has(name))).toEqual([]);
});

test('every problem and every code of the kit has a page, and `help` in the log is its address', () => {
  expect(PROBLEM_CODES.filter((code) => !routes.includes(`errors/${code}`))).toEqual([]);
  const pageOf = (address: string): string => address.replace(`${DOCS_URL}/`, '').replace(/\/$/, '');
  expect(KIT_ERROR_CODES.filter((code) => !routes.includes(pageOf(helpFor(code))))).toEqual([]);
});

test('a page has a one-sentence description', () => {
  expect(pages.filter(({ about }) => !/[.!?…:]$/.test(about)).map(({ route, about }) => `${route}: ${about}`)).toEqual(
    [],
  );
});

test('a reference to another section is a link', () => {
  const named = pages.flatMap(({ route, markdown }) =>
    [...markdown.matchAll(/\bsee _[A-Z][^_]*_/g)].map(([text]) => `${route}: ${text}`),
  );
  expect(named).toEqual([]);
});

test('a section ends where the next one of its level begins, and code is not a heading', () => {
  const document = '# A\n\n## B\n\nb\n\n```sh\n## no heading\n```\n\n### C\n\nc\n\n## B\n\nb2';
  expect(headingsOf(document).map(({ anchor }) => anchor)).toEqual(['a', 'b', 'c', 'b-1']);
  expect(sectionOf(document, 'b').body).toBe('b\n\n```sh\n## no heading\n```\n\n### C\n\nc');
});

test('links in code stay unchanged', () => {
  const rewritten = mapLinks('[a](b.md) `[a](b.md)`\n\n```\n[a](b.md)\n```', () => 'X');
  expect(rewritten).toBe('X `[a](b.md)`\n\n```\n[a](b.md)\n```');
});
