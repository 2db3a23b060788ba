import fc from 'fast-check';
import * as lit from 'lit/html.js';
import { expect, test } from 'vitest';
import * as small from './small-lit.ts';

/** What a place of a template may be given, without saying yet whose template it is. */
type Given =
  | string
  | number
  | boolean
  | null
  | undefined
  | { readonly nothing: true }
  | { readonly template: number; readonly values: readonly Given[] }
  | readonly Given[];
interface Renderer {
  readonly html: (strings: TemplateStringsArray, ...values: readonly unknown[]) => unknown;
  readonly nothing: unknown;
}

const strings: (parts: TemplateStringsArray, ...values: readonly unknown[]) => TemplateStringsArray = (parts) => parts;
/** The kinds of templates that the form has, and how many of their first values are those of attributes. */
const TEMPLATES = [
  { parts: strings`<p class=${0} id=${0} ?hidden=${0}>${0}</p>`, attributes: 3 },
  { parts: strings`${0} and ${0}`, attributes: 0 },
  { parts: strings`<svg viewBox="0 0 2 2"><path d=${0} /><text y="1">${0}</text></svg>`, attributes: 1 },
  {
    parts: strings`<label><input type="checkbox" .checked=${0} data-a=${0} />${0}</label>${0}`,
    attributes: 2,
  },
  { parts: strings`<ul>${0}</ul>`, attributes: 0 },
];

/** Attributes are given no more than texts and numbers. */
const plain = (given: Given): unknown => (typeof given === 'object' && given !== null ? 'x' : given);

const make =
  ({ html, nothing }: Renderer) =>
  (given: Given): unknown => {
    if (Array.isArray(given)) return given.map(make({ html, nothing }));
    if (typeof given !== 'object' || given === null) return given;
    if ('nothing' in given) return nothing;
    const { template, values } = given as Extract<Given, { template: number }>;
    const { parts, attributes } = TEMPLATES[template] ?? { parts: strings``, attributes: 0 };
    const filled = values
      .slice(0, parts.length - 1)
      .map((value, index) => (index < attributes ? plain : make({ html, nothing }))(value));
    return html(parts, ...filled);
  };

const { given } = fc.letrec<{ given: Given }>((tie) => ({
  given: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('', 'a', '<b>', 0, 7, true, false, null, undefined),
    fc.constant({ nothing: true } as const),
    fc.record({
      template: fc.nat(TEMPLATES.length - 1),
      values: fc.array(tie('given'), { minLength: 5, maxLength: 5 }),
    }),
    fc.array(tie('given'), { maxLength: 3 }),
  ),
}));

/** As a shopper and a style sheet see it: without comments, with texts that belong together in one piece. */
function seen(root: Element): string {
  const copy = root.cloneNode(true) as Element;
  const comments = document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT);
  const found: Comment[] = [];
  while (comments.nextNode()) found.push(comments.currentNode as Comment);
  for (const each of found) each.remove();
  copy.normalize();
  const ticked = [...root.querySelectorAll('input')].map(({ checked }) => checked);
  return `${copy.innerHTML} ${ticked.join()}`;
}

test('whatever is rendered, and whatever was there before, looks as lit makes it look', () => {
  fc.assert(
    fc.property(fc.array(given, { minLength: 1, maxLength: 4 }), (frames) => {
      const theirs = document.createElement('div');
      const ours = document.createElement('div');
      for (const frame of frames) {
        lit.render(make(lit)(frame), theirs);
        small.render(make(small)(frame), ours);
        expect(seen(ours)).toBe(seen(theirs));
      }
    }),
    { numRuns: 300 },
  );
});

test('what stays the same stays in place: inputs keep focus and text, listeners are heard once, with the latest word', () => {
  const root = document.body.appendChild(document.createElement('div'));
  const heard: string[] = [];
  const view = (word: string, list: readonly string[]): unknown =>
    small.html`<input name=${word} @input=${() =>
      heard.push(word)} />${list.map((each) => small.html`<b>${each}</b>`)}`;
  small.render(view('one', ['a', 'b', 'c']), root);
  const input = root.querySelector('input');
  const [first] = root.querySelectorAll('b');
  input?.focus();
  small.render(view('two', ['a', 'x']), root);
  expect(document.activeElement).toBe(input);
  expect(root.querySelector('b')).toBe(first);
  input?.dispatchEvent(new Event('input'));
  expect(heard).toEqual(['two']);
  expect(root.textContent).toBe('ax');
  root.remove();
});

test('what only looks like a template is text', () => {
  const root = document.createElement('div');
  small.render(JSON.parse('{"strings":["<b>no</b>"],"values":[],"_$litType$":1}'), root);
  expect(root.innerHTML).not.toContain('<b>');
});
