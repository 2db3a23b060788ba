import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import survives from '../parts/sanitized.ts';
import { readTemplate } from './acs-template.ts';
import { isOrdinary } from './ordinary.ts';

const parse = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');
const FORM = '<form action="https://bank.example/acs" method=post><input type=hidden name=a value=1></form>';

test.each([
  ['a drawing', `<svg><foreignObject>${FORM}</foreignObject></svg>`],
  ['a formula', `<math><mtext>${FORM}</mtext></math>`],
  ['a custom element', `<bank-form>${FORM}</bank-form>`],
  ['a customized built-in element', `<p is="bank-form">${FORM}</p>`],
])('%s around the form needs a second judge', (_, html) => {
  expect(readTemplate(html)).toMatchObject({ isInQuestion: true, form: undefined });
  expect(readTemplate(html, survives).isInQuestion).toBe(false);
  expect(readTemplate(html, () => true).form?.fields).toHaveLength(1);
  expect(readTemplate(html, () => false).form).toBeUndefined();
});

test('a page without a form, or whose script does more, does not need the sanitizer', () => {
  for (const html of ['<svg></svg>', `<svg></svg>${FORM}<script>fetch("/")</script>`])
    expect(readTemplate(html).isInQuestion).toBe(false);
});

test('the sanitizer removes no form from ordinary markup, with any nesting', () => {
  const piece = fc.constantFrom(
    ...'html head body title meta base link style script form fieldset label button select option textarea iframe div p center font a table tr td th tbody caption'
      .split(' ')
      .flatMap((name) => [`<${name}>`, `</${name}>`]),
    '<form name=attributes>',
    '<input name=nodeName>',
    '<p id=x style=y onclick=z>',
    '<!--',
    '-->',
    '<a href="javascript:x">',
    '<svg>',
    '</svg>',
    '<math>',
    '<mtext>',
    '<template>',
    '<noscript>',
    '<x-y>',
    'text',
    FORM,
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const page = parse(pieces.join('') + FORM);
      fc.pre(isOrdinary(page));
      for (const form of page.querySelectorAll('form')) expect(survives(form)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
