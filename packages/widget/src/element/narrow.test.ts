// At 320 px, which is also 1280 px at 400 %, everything in the form fits in every language, and no word leaves its box.
import { LANGUAGE_CODES } from '@eximpe/contract/languages';
import { page } from 'vitest/browser';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { FORM_WORDS } from '../i18n/catalogues.ts';
import { wordsOf } from '../i18n/messages.ts';
import { bankDialog } from '../challenge/bank-dialog.ts';
import { speak } from '../../test/form-under-test.ts';
import { CHECKOUT, inputOf, savedOnServer, scriptedForm, type Script } from '../../test/scripted-form.ts';
import { STATES } from '../../test/states.ts';

/** What shops use of 320 px on each side of the form: a margin, or a card with padding. */
const MARGINS = [24, 33] as const;

beforeEach(async () => {
  await page.viewport(320, 568);
  savedOnServer.cards = ['visa', 'mastercard'].map((network) => ({
    id: network.repeat(6).slice(0, 24),
    network: network as 'visa',
    mop: 'debit_card',
    last4: '0003',
    expiryMonth: '05',
    expiryYear: '2030',
    nickname: 'Household',
  }));
});
afterEach(() => {
  document.documentElement.removeAttribute('style');
  document.body.replaceChildren();
});
afterAll(() => page.viewport(414, 896));

/** Words outside their box, and everything wider than the page. */
function misfits({ form }: Script): string[] {
  const found: string[] = [];
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} px wide`);
  const texts = document.createTreeWalker(form.renderRoot, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { currentNode: text } = texts;
    const holder = text.parentElement?.closest('label, p, h2, button, legend, .field');
    // A heading grows with its longest word, beyond the panel.
    const box = (holder?.localName === 'h2' ? holder.parentElement : holder)?.getBoundingClientRect();
    if (!box || box.width < 2 || !text.textContent?.trim()) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const { left, right, width } of range.getClientRects())
      if (width > 0 && (left < box.left - 1 || right > box.right + 1))
        found.push(`outside: ${text.textContent.trim()}`);
  }
  const [expiry, cvc] = ['.expiry', '.cvc'].map((half) =>
    form.renderRoot.querySelector(`.fields ${half} input`)?.getBoundingClientRect(),
  );
  if (expiry && cvc && expiry.left !== cvc.left && Math.abs(expiry.top - cvc.top) > 1)
    found.push('the half fields are not level');
  return found;
}

/** Input that makes each field show an error, with every message of the two half-width fields. */
const WRONG = [
  { number: '', expiry: '', cvc: '', name: '' },
  { number: '4', expiry: '1', cvc: '1', name: '4895380110000003' },
  { number: '9', expiry: '1330', cvc: '1', name: '' },
  { number: '4895380110000004', expiry: '0120', cvc: '1', name: '' },
  { number: '371449635398431', expiry: '0120', cvc: '1', name: '' },
];

const ROWS = MARGINS.flatMap((margin) => [
  ...LANGUAGE_CODES.map((lang) => [lang, '100%', margin] as const),
  ['en', '200%', margin] as const,
]);

test.each(ROWS)(
  '%s, text at %s, %i px on each side: form, errors, saved cards, panels and dialog',
  async (lang, size, margin) => {
    document.body.style.margin = `${margin}px`;
    document.body.style.fontFamily = 'system-ui, sans-serif';
    document.documentElement.style.fontSize = size;
    const messages = FORM_WORDS[lang];
    speak(lang, messages);
    const script = await scriptedForm({ lang });
    const { form } = script;
    const settled = async (): Promise<void> => {
      for (let i = 0; i < 5; i += 1) await form.updateComplete;
    };
    const wrong: string[] = [];
    const look = async (what: string): Promise<void> => {
      await settled();
      wrong.push(...misfits(script).map((each) => `${what}: ${each}`));
    };

    await script.to({ kind: 'entry', checkout: { ...CHECKOUT, savesCards: true, mop: 'ask' } });
    await expect.poll(() => script.query('[part=root]').lang).toBe(lang);
    await settled();
    expect(form.renderRoot.querySelectorAll('[aria-expanded]')).toHaveLength(2);
    await look('saved cards');
    script.query('[aria-expanded]').click();
    await look('remove?');
    script.query('[part~=remove]').click();
    await look('removed');
    script.query('[part=saved-card] [data-card=""]').click();
    await settled();
    const isBelow =
      inputOf(script, 'expiry').getBoundingClientRect().bottom < inputOf(script, 'cvc').getBoundingClientRect().top;
    expect(isBelow).toBe(size === '200%');
    for (const typed of WRONG) {
      for (const [field, value] of Object.entries(typed)) {
        const input = inputOf(script, field);
        input.value = value;
        input.dispatchEvent(new Event('input', { bubbles: true }));
      }
      form.validate();
      await look(`typed ${Object.values(typed).join(' ')}`);
    }
    for (const [name, state] of STATES) {
      await script.to(state);
      await look(name);
    }
    const sale = { shopName: 'Neel Bazaar', amount: '₹1,00,000.00' };
    const { dialog } = bankDialog(wordsOf(messages, lang), () => sale, { close: () => {}, openInWindow: () => {} });
    script.query('[part=root]').append(dialog);
    dialog.showModal();
    await look('dialog');
    expect(wrong).toEqual([]);
  },
);
