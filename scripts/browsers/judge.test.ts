// Features that the oldest supported browsers (`browserslist` in package.json) lack are found, and those that they have are allowed.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { judge, usesOf } from './judge.mjs';

/** Code, and the feature that must be reported; null if none. */
type Row = readonly [code: string, feature: string | null];

/** Judged by types. */
const SOURCES: readonly Row[] = [
  ['URL.canParse("/")', 'URL.canParse_static'],
  ['const { canParse } = URL; canParse("/")', 'URL.canParse_static'],
  ['URL["canParse"]("/")', 'URL.canParse_static'],
  ['Promise.withResolvers()', 'Promise.withResolvers'],
  ['new Intl.DurationFormat("en")', 'Intl.DurationFormat'],
  ['new Intl.NumberFormat("en", { style: "currency", currency: "INR" }).format(1)', null],
  ['[1, 2].findLast((each) => each > 1)', null],
  ['([1] as readonly number[]).toSorted()', 'Array.toSorted'],
  ['const found: Set<number> | string[] = new Set([1]); found.union(new Set())', 'Set.union'],
  ['[1].values().map((each) => each)', 'Iterator.map'],
  ['[1].map((each) => each)', null],
  ['globalThis.scheduler.yield()', 'Scheduler.yield'],
  ['document.startViewTransition()', 'Document.startViewTransition'],
  ['document.body.togglePopover()', 'HTMLElement.togglePopover'],
  ['document.createElement("select").showPicker()', 'HTMLSelectElement.showPicker'],
  ['document.createElement("input").showPicker()', null],
  ['document.body.replaceChildren()', null],
  ['document.body.moveBefore(document.body, null)', 'moveBefore'],
  ['document.addEventListener("scrollend", () => {})', 'scrollend_event'],
  ['document.addEventListener("click", () => {}, { signal: new AbortController().signal })', null],
  ['AbortSignal.any([])', 'AbortSignal.any_static'],
  ['void fetch("/", { priority: "high" })', 'priority'],
  ['JSON.parse("{}").withResolvers()', 'Promise.withResolvers'],
  ['class Ours { canParse = true }; new Ours().canParse', null],
  ['typeof EyeDropper', null],
  ['new EyeDropper()', 'api.EyeDropper'],
  ['let type: EyeDropper | undefined; void type', null],
  ['document.createElement("search")', 'html.elements.search'],
  ['document.body.setAttribute("popover", "")', 'global_attributes.popover'],
];

/** Judged by names, by syntax, and by the styles and the HTML in strings. */
const SCRIPTS: readonly Row[] = [
  ['export const f = (it) => it.withResolvers()', 'Promise.withResolvers'],
  ['export const f = (it) => it.map(String)', null],
  ['export const f = (it) => it.startViewTransition()', 'Document.startViewTransition'],
  ['export class A { #is = 1; has(it) { return #is in it; } }', null],
  ['export class A { static { A.b = 1; } }', 'initialization_blocks'],
  ['export const r = /(?<=a)b/', 'lookbehind_assertion'],
  ['export const r = /(?<name>a)b/', null],
  ['export const r = /[\\p{L}--[a-z]]/v', 'Invalid regular expression'],
  ['export const r = /(?i:a)b/', 'Invalid regular expression'],
  ['import data from "./data.json" with { type: "json" }; export { data };', 'Unexpected token'],
  ['export const css = ".a { color: color-mix(in srgb, red, blue) }"', 'color-mix'],
  ['export const html = (it) => `<div popover class=${it}></div>`', 'global_attributes.popover'],
  ['export const html = (it) => `<p ?inert=${it}></p>`', null],
];

const SHEETS: readonly Row[] = [
  ['.a { color: red; --b: 1px }', null],
  ['.a { color: color-mix(in srgb, red, blue) }', 'color-mix'],
  ['.a { --b: color-mix(in srgb, red, blue) }', 'color-mix'],
  ['@supports (color: color-mix(in srgb, red, red)) { .a { color: color-mix(in srgb, red, blue) } }', null],
  ['@supports not (color: color-mix(in srgb, red, red)) { .a { color: color-mix(in srgb, red, blue) } }', 'color-mix'],
  ['.a { grid-template-rows: subgrid }', 'subgrid'],
  ['@supports (grid-template-rows: subgrid) { .a { grid-template-rows: subgrid } }', null],
  ['.a { color: red; color: color-mix(in srgb, red, blue) }', null],
  ['.a { color: red; color: color-mix(in srgb, var(--b), blue) }', 'color-mix'],
  ['.a { height: 100dvh }', 'viewport_percentage_units_dynamic'],
  ['.a { height: 100vh; height: 100dvh }', null],
  ['.a:has(b) { color: red }', 'selectors.has'],
  ['.a, .b:has(c) { color: red }', ':has in a list with older ones'],
  ['.a { & b { color: red } }', 'selectors.nesting'],
  ['.a { text-wrap: balance }', 'text-wrap'],
  ['@container (width > 1px) { .a { color: red } }', null],
  ['@media (max-width: 9px) { .a { color: red } }', null],
  ['@starting-style { .a { color: red } }', 'at-rules.starting-style'],
  ['.a { no-such-property: 1 }', 'no-such-property'],
];

const KINDS = { sources: ['ts', SOURCES], scripts: ['js', SCRIPTS], sheets: ['css', SHEETS] } as const;

const folder = mkdtempSync(join(tmpdir(), 'browsers-'));
/** What is reported, by file. */
const found = new Map<string, string>();

beforeAll(() => {
  const files = Object.fromEntries(
    Object.entries(KINDS).map(([kind, [ending, rows]]) => [
      kind,
      rows.map(([code], index) => {
        const file = join(folder, `${kind}-${index}.${ending}`);
        // A file without imports shares its global names with the others.
        writeFileSync(file, ending === 'ts' ? `{ ${code} }\nexport {};\n` : code);
        return file;
      }),
    ]),
  ) as Record<keyof typeof KINDS, string[]>;
  for (const use of usesOf(files)) {
    const [problem] = judge([use], []).problems;
    if (problem) found.set(use.file, `${found.get(use.file) ?? ''}${problem.problem}\n`);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

for (const [kind, [ending, rows]] of Object.entries(KINDS))
  describe(kind, () => {
    test.for(rows.map(([code, feature], index) => ({ code, feature, index })))(
      '$code → $feature',
      ({ feature, index }) => {
        const problems = found.get(join(folder, `${kind}-${index}.${ending}`)) ?? '';
        if (feature === null) expect(problems).toBe('');
        else expect(problems).toContain(feature);
      },
    );
  });

const USE = { name: 'it', features: [], file: '/project/a.js', place: '/project/a.js:1' };

test('an exception applies only in its own files', () => {
  const allowed = [{ feature: 'it', files: ['project/b.js'], why: 'a reason' }];
  expect(judge([USE], allowed).problems).toHaveLength(1);
  expect(judge([{ ...USE, file: '/project/b.js' }], allowed)).toEqual({ problems: [], idle: [] });
});

test('an exception that is no longer used is reported', () => {
  const allowed = [{ feature: 'other', files: ['a.js'], why: 'a reason' }];
  expect(judge([], allowed).idle).toEqual(allowed);
});
