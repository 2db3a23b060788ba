// Left-to-right text inside right-to-left lines, measured where it is drawn, not where it is in the text.
import { afterEach, expect, test } from 'vitest';
import { FORM_WORDS } from '../i18n/catalogues.ts';
import { speak } from '../../test/form-under-test.ts';
import { CHECKOUT, inputOf, payButton, PAYMENT, scriptedForm } from '../../test/scripted-form.ts';

afterEach(() => document.body.replaceChildren());

/** The given parts of an element's text, in their visual order from left to right. */
function drawn(element: Element, parts: readonly string[]): readonly string[] {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const found: (readonly [string, number])[] = [];
  while (texts.nextNode()) {
    const { currentNode: text } = texts;
    for (const part of parts) {
      const at = text.textContent?.indexOf(part) ?? -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(text, at);
      range.setEnd(text, at + part.length);
      found.push([part, range.getBoundingClientRect().left]);
    }
  }
  found.sort(([, left], [, right]) => left - right);
  return found.map(([part]) => part);
}

test.each(['ur', 'ar'] as const)('%s: amounts, dates and digits read as on the card', async (lang) => {
  speak(lang, FORM_WORDS[lang]);
  const script = await scriptedForm({ lang });
  await script.to({ kind: 'entry', checkout: { ...CHECKOUT, amount: '100000.00' } });
  await expect.poll(() => script.query('[part=root]').dir).toBe('rtl');

  const SUM = ['₹', '1,', '00,', '000', '.00'];
  expect(drawn(payButton(script), SUM)).toEqual(SUM);
  const expiry = inputOf(script, 'expiry');
  expiry.value = '0';
  script.form.validate();
  await script.form.updateComplete;
  expect(drawn(script.query('#eximpe-expiry-error'), ['05', '/', '30'])).toEqual(['05', '/', '30']);

  await script.to({ kind: 'unknown', attempt: PAYMENT.attempt, payment: { ...PAYMENT, amount: '100000.00' } });
  expect(drawn(script.query('.sum'), SUM)).toEqual(SUM);
});

test.each(['ur', 'ar'] as const)('%s: no typed digit is under the network’s mark', async (lang) => {
  speak(lang, FORM_WORDS[lang]);
  const script = await scriptedForm({ lang });
  await script.to({ kind: 'entry', checkout: CHECKOUT });
  await expect.poll(() => script.query('[part=root]').dir).toBe('rtl');
  const number = inputOf(script, 'number');
  number.value = '4895 3801';
  number.dispatchEvent(new Event('input', { bubbles: true }));
  await script.form.updateComplete;
  const mark = script.query('.number .aside').getBoundingClientRect();
  const { paddingLeft } = getComputedStyle(number);
  expect(number.getBoundingClientRect().left + Number.parseFloat(paddingLeft)).toBeGreaterThanOrEqual(mark.right);
});
