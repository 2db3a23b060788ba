// Paying with saved cards, and saving one.
import { LANGUAGE_CODES, SavedCard as SavedCardShape, SaveConsent } from '@eximpe/contract';
import { describe, expect, test } from 'vitest';
import { known, listed, RUPAY, settled, VISA, withTwoSavedCards } from '../../test/known-shopper.ts';
import { CHECKOUT, PAYMENT, savedOnServer, scriptedForm, type Script } from '../../test/scripted-form.ts';
import { CONSENT_TEXT_VERSION, consentText, savedWord } from './saved-cards-words.ts';

/** The text beside the checkbox, as the shopper reads it. */
const consentOf = (script: Script): string => script.query('[part=consent]').innerText.trim();

withTwoSavedCards();

test('the samples match the contract', () => {
  expect([VISA, RUPAY].every((card) => SavedCardShape.safeParse(card).success)).toBe(true);
});

describe('a shopper whom the shop knows', () => {
  test('pays with a saved card without typing anything', async () => {
    const script = await known();
    expect(script.text()).toContain('•••• 0003');
    expect(script.query('.fields').hidden).toBe(true);
    script.query('[type=submit]').click();
    expect(script.sent).toEqual([[{ kind: 'saved', id: VISA.id }, undefined]]);
  });

  test('is identified by the checkout attribute of the page, possibly a session, not by the shop’s own reference', async () => {
    const script = await scriptedForm({ checkout: 'header.claims.signature' });
    await script.to({ kind: 'entry', checkout: { ...CHECKOUT, reference: 'ORDER-1', savesCards: true } });
    await settled(script);
    expect(savedOnServer.checkout).toBe('header.claims.signature');
  });

  test.each([['shadow'], ['light']])('sees the cards unchanged in another document: %s', async (root) => {
    const script = await known({ 'render-root': root });
    const look = (): unknown => {
      const { display, minHeight, borderRadius } = getComputedStyle(script.query('.choice'));
      return { display, minHeight, borderRadius };
    };
    const here = look();
    const frame = document.body.appendChild(document.createElement('iframe'));
    frame.contentDocument?.body.append(script.form);
    expect(look()).toEqual(here);
    expect(here).toMatchObject({ display: 'flex', minHeight: '58px' });
  });

  test('can use a new card, which is saved only with consent', async () => {
    const script = await known();
    const radios = script.form.renderRoot.querySelectorAll<HTMLInputElement>('[name=saved-card]');
    radios[2]?.click();
    await settled(script);
    expect(script.query('.fields').hidden).toBe(false);
    const box = script.query('[type=checkbox]') as HTMLInputElement;
    expect(box.checked).toBe(false);
    const values = { number: '6082015309577308', expiry: '0530', cvc: '123', name: 'Asha Menon' };
    for (const [field, value] of Object.entries(values))
      (script.query(`[data-field=${field}]`) as HTMLInputElement).value = value;
    script.form.submit();
    box.click();
    script.form.submit();
    expect(script.sent.map(([card]) => ('save' in card ? card.save : undefined))).toEqual([
      undefined,
      { textVersion: '2026-11-28', locale: 'en', text: consentOf(script) },
    ]);
  });

  test('sees a placeholder for the cards, and not four fields that disappear again', async () => {
    const script = await scriptedForm();
    script.form.style.width = '310px';
    const shown: number[] = [];
    const height = (selector: string): number =>
      script.form.renderRoot.querySelector(selector)?.getBoundingClientRect().height ?? 0;
    const watch = new MutationObserver(() => {
      if (height('.skeleton') > 0) shown.push(height('.skeleton'));
    });
    watch.observe(script.form.renderRoot, { childList: true, subtree: true });
    await script.to({ kind: 'entry', checkout: { ...CHECKOUT, savesCards: true } });
    await settled(script);
    watch.disconnect();
    expect(script.form.renderRoot.querySelector('.skeleton')).toBeNull();
    // The two cards and the option of a new one take its place.
    expect(shown.length).toBeGreaterThan(0);
    for (const each of shown) expect(Math.abs(each - height('.choices'))).toBeLessThan(8);
  });

  test('is not offered a card that this checkout refuses', async () => {
    savedOnServer.cards = [{ ...VISA, network: 'amex' }, RUPAY];
    const script = await known();
    expect(listed(script)).not.toContain('0003');
    expect(listed(script)).toContain('7308');
  });

  test('cards that load late do not interrupt a shopper who is about to type', async () => {
    const script = await scriptedForm();
    (script.query('[data-field=number]') as HTMLInputElement).focus();
    await script.to({ kind: 'entry', checkout: { ...CHECKOUT, savesCards: true } });
    await settled(script);
    expect(script.query('.fields').hidden).toBe(false);
    expect(listed(script)).toContain('0003');
  });

  test('nothing can be chosen or removed while a card is being sent', async () => {
    const script = await known();
    await script.to({ kind: 'submitting', checkout: CHECKOUT, attempt: PAYMENT.attempt, mode: 'popup' });
    expect((script.query('.choices') as HTMLFieldSetElement).disabled).toBe(true);
    expect((script.query('[type=checkbox]') as HTMLInputElement).disabled).toBe(true);
  });
});

test('without cards there is nothing to choose, and an unknown shopper sees no trace of saved cards', async () => {
  savedOnServer.cards = [];
  const script = await known();
  expect(script.query('.fields').hidden).toBe(false);
  expect(script.form.renderRoot.querySelector('[part=consent]')).not.toBeNull();
  document.body.replaceChildren();
  const stranger = await scriptedForm();
  await stranger.to({ kind: 'entry', checkout: CHECKOUT });
  await settled(stranger);
  expect(stranger.form.renderRoot.querySelector('[part=consent]')).toBeNull();
});

test('every language of the form has a consent text that matches the contract', () => {
  for (const locale of LANGUAGE_CODES) {
    expect(savedWord(locale, 'consent')).toContain('RBI');
    expect(savedWord(locale, 'remove', { last4: '1234' })).toContain('1234');
    const save = { textVersion: CONSENT_TEXT_VERSION, locale, text: consentText(locale) };
    expect(SaveConsent.safeParse(save).success).toBe(true);
  }
});
