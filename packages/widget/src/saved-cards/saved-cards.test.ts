import type { CheckoutAnswer, SavedCard } from '@eximpe/contract';
import { LANGUAGE_CODES, SavedCard as SavedCardShape, SaveConsent } from '@eximpe/contract';
import { userEvent } from 'vitest/browser';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PaymentState } from '../payment/state.ts';
import {
  CHECKOUT,
  failedFor,
  focused,
  inputOf,
  PAYMENT,
  savedOnServer,
  scriptedForm,
  typeCard,
  type Script,
} from '../../test/scripted-form.ts';
import { CONSENT_TEXT_VERSION, consentText, savedWord } from './saved-cards-words.ts';

const VISA: SavedCard = {
  id: 'visa_visa_visa_visa_visa',
  network: 'visa',
  mop: 'debit_card',
  last4: '0003',
  expiryMonth: '05',
  expiryYear: '2030',
  nickname: 'Salary',
};
const RUPAY: SavedCard = {
  id: 'rupay_rupay_rupay_rupay',
  network: 'rupay',
  mop: 'credit_card',
  last4: '7308',
  expiryMonth: '01',
  expiryYear: '2029',
};

beforeEach(() => {
  savedOnServer.cards = [VISA, RUPAY];
  savedOnServer.asked = [];
  savedOnServer.slow = undefined;
});
afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function known(attributes: Readonly<Record<string, string>> = {}): Promise<Script> {
  const script = await scriptedForm(attributes);
  await script.to({ kind: 'entry', checkout: { ...CHECKOUT, savesCards: true } });
  await settled(script);
  return script;
}
/** What stands beside the box, as the shopper reads it. */
const consentOf = (script: Script): string => script.query('[part=consent]').innerText.trim();
async function settled({ form }: Script): Promise<void> {
  for (let i = 0; i < 5; i += 1) await form.updateComplete;
}
const listed = (script: Script): string => script.form.renderRoot.querySelector('.choices')?.textContent ?? '';
const button = (script: Script, name: string): HTMLElement | undefined =>
  [...script.form.renderRoot.querySelectorAll('button')].find(
    (each) => (each.getAttribute('aria-label') ?? each.textContent).trim() === name,
  );

test('the samples are of the contract’s shape', () => {
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

  test.each([['shadow'], ['light']])('sees them as before in another document: %s', async (root) => {
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

  test('types its security code anew where the shop wants that, and it is kept nowhere', async () => {
    const script = await scriptedForm();
    await script.to({ kind: 'entry', checkout: { ...CHECKOUT, savesCards: true, asksCvc: true } });
    await settled(script);
    script.query('[type=submit]').click();
    await settled(script);
    const code = script.query('#eximpe-saved-cvc') as HTMLInputElement;
    expect(script.sent).toEqual([]);
    expect(script.form.shadowRoot?.activeElement).toBe(code);
    expect(script.query('#eximpe-saved-cvc-error').textContent).toBe('Enter the CVV');
    await userEvent.keyboard('123');
    expect(getComputedStyle(code).getPropertyValue('-webkit-text-security')).toBe('disc');
    script.query('[type=submit]').click();
    expect(script.sent).toEqual([[{ kind: 'saved', id: VISA.id, cvc: '123' }, undefined]]);
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    expect(code.value).toBe('');
  });

  test('may take a new card, and keeps it only with consent given', async () => {
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

  test('removes a card only after a second click, and may take it back', async () => {
    const script = await known();
    button(script, 'Remove card ending in 0003')?.click();
    await settled(script);
    expect(script.text()).toContain('•••• 0003');
    script.query('[part~=remove]').click();
    await settled(script);
    expect(listed(script)).not.toContain('•••• 0003');
    expect(script.text()).toContain('Card removed. •••• 0003');
    button(script, 'Undo')?.click();
    await settled(script);
    expect(script.text()).toContain('•••• 0003');
    expect(savedOnServer.asked).toEqual([]);
  });

  test('sees where the cards will be, and not four fields that go again', async () => {
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
    // The two cards and the way to a new one stand where it stood.
    expect(shown.length).toBeGreaterThan(0);
    for (const each of shown) expect(Math.abs(each - height('.choices'))).toBeLessThan(8);
  });

  test('keeps the card that is asked about, by a button beside the one that removes it', async () => {
    const script = await known();
    button(script, 'Remove card ending in 0003')?.click();
    await settled(script);
    const [remove, keep] = [...script.form.renderRoot.querySelectorAll('.asked button')];
    expect([remove, keep].map((each) => each?.textContent)).toEqual(['Yes, remove', 'No, keep it']);
    // In one line each: what is asked about stands right above.
    expect(keep && remove?.clientHeight).toBe(keep?.clientHeight);
    const names = [...script.form.renderRoot.querySelectorAll('button')].map(
      (each) => each.getAttribute('aria-label') ?? each.textContent.trim(),
    );
    expect(new Set(names).size).toBe(names.length);
    expect(remove && keep && remove.getBoundingClientRect().top).toBe(keep?.getBoundingClientRect().top);
    (keep as HTMLElement).click();
    await settled(script);
    expect(script.form.renderRoot.querySelector('.asked')).toBeNull();
    expect(listed(script)).toContain('•••• 0003');
  });

  test('has the next card chosen when the chosen one is removed', async () => {
    const script = await known();
    button(script, 'Remove card ending in 0003')?.click();
    await settled(script);
    script.query('[part~=remove]').click();
    await settled(script);
    expect((script.query(`[data-card="${RUPAY.id}"]`) as HTMLInputElement).checked).toBe(true);
    expect(script.query('.fields').hidden).toBe(true);
    button(script, 'Undo')?.click();
    await settled(script);
    expect((script.query(`[data-card="${VISA.id}"]`) as HTMLInputElement).checked).toBe(true);
  });

  test.each(['en', 'ur'])('finds the button that removes a card inside of its row: %s', async (lang) => {
    const script = await known({ lang });
    const row = script.query('.saved .choice').getBoundingClientRect();
    const inside = script.query('.saved > button').getBoundingClientRect();
    expect(inside.left).toBeGreaterThanOrEqual(row.left);
    expect(inside.right).toBeLessThanOrEqual(row.right);
    expect(inside.bottom).toBeLessThanOrEqual(row.bottom);
  });

  test('a removal can be taken back for as long as the page is there; the server is told when it goes out of sight', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const script = await known();
    button(script, 'Remove card ending in 0003')?.click();
    await settled(script);
    button(script, 'Yes, remove')?.click();
    await settled(script);
    vi.advanceTimersByTime(600_000);
    await settled(script);
    expect(script.form.shadowRoot?.activeElement).toBe(button(script, 'Undo'));
    expect(savedOnServer.asked).toEqual([]);
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    document.dispatchEvent(new Event('visibilitychange'));
    await settled(script);
    expect(savedOnServer.asked).toEqual([`remove ${VISA.id}`]);
    expect(button(script, 'Undo')).toBeUndefined();
    // What had the focus is gone, and the shopper is not sent to the top of the page.
    expect(script.form.shadowRoot?.activeElement).toBe(script.query('[data-field=pay]'));
  });

  test('two removals in a row: neither comes back by the answer to the other, and Undo brings one', async () => {
    const script = await known();
    for (const last4 of ['0003', '7308']) {
      button(script, `Remove card ending in ${last4}`)?.click();
      await settled(script);
      script.query('[part~=remove]').click();
      await settled(script);
    }
    expect(listed(script)).toBe('');
    button(script, 'Undo')?.click();
    await settled(script);
    expect(listed(script).match(/7308/g)).toHaveLength(1);
    expect(listed(script)).not.toContain('0003');
    expect(savedOnServer.asked).toEqual([`remove ${VISA.id}`]);
  });

  test('is not offered a card that this checkout refuses', async () => {
    savedOnServer.cards = [{ ...VISA, network: 'amex' }, RUPAY];
    const script = await known();
    expect(listed(script)).not.toContain('0003');
    expect(listed(script)).toContain('7308');
  });

  test('who is about to type is not interrupted when the cards come late', async () => {
    const script = await scriptedForm();
    (script.query('[data-field=number]') as HTMLInputElement).focus();
    await script.to({ kind: 'entry', checkout: { ...CHECKOUT, savesCards: true } });
    await settled(script);
    expect(script.query('.fields').hidden).toBe(false);
    expect(listed(script)).toContain('0003');
  });

  test('nothing can be chosen or removed while a card is on its way', async () => {
    const script = await known();
    await script.to({ kind: 'submitting', checkout: CHECKOUT, attempt: PAYMENT.attempt, mode: 'popup' });
    expect((script.query('.choices') as HTMLFieldSetElement).disabled).toBe(true);
    expect((script.query('[type=checkbox]') as HTMLInputElement).disabled).toBe(true);
  });

  test('a code of the wrong length is said when it is left, and taken back when it is mended', async () => {
    const script = await scriptedForm();
    await script.to({ kind: 'entry', checkout: { ...CHECKOUT, savesCards: true, asksCvc: true } });
    await settled(script);
    const code = script.query('#eximpe-saved-cvc') as HTMLInputElement;
    code.focus();
    await userEvent.keyboard('1234');
    code.blur();
    await settled(script);
    expect(script.query('#eximpe-saved-cvc-error').textContent).toBe('The CVV has 3 digits');
    code.focus();
    await userEvent.keyboard('{Backspace}');
    await settled(script);
    expect(script.query('#eximpe-saved-cvc-error').textContent).toBe('');
    // Away to the banking app, in the middle of it.
    await userEvent.keyboard('{Backspace}');
    vi.spyOn(document, 'hasFocus').mockReturnValue(false);
    code.blur();
    await settled(script);
    expect(script.query('#eximpe-saved-cvc-error').textContent).toBe('');
  });

  test('the server is told of a removal at the latest when the page goes away', async () => {
    const script = await known();
    button(script, 'Remove card ending in 7308')?.click();
    await settled(script);
    script.query('[part~=remove]').click();
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    await settled(script);
    expect(savedOnServer.asked).toEqual([`remove ${RUPAY.id}`]);
    expect(listed(script)).not.toContain('7308');
  });
});

describe('a wrong security code', () => {
  const entry = async (script: Script, asksCvc: boolean): Promise<CheckoutAnswer> => {
    const checkout = { ...CHECKOUT, savesCards: true, asksCvc };
    await script.to({ kind: 'entry', checkout });
    await settled(script);
    return checkout;
  };
  const wrongCode = async (script: Script, checkout: CheckoutAnswer): Promise<void> => {
    script.query('[data-field=pay]').focus();
    script.form.submit();
    await script.to({ kind: 'submitting', checkout, attempt: PAYMENT.attempt, mode: 'popup' });
    await script.to({ ...failedFor('cvc_incorrect'), checkout } as PaymentState);
    await settled(script);
  };
  const marked = (script: Script): string[] =>
    [...script.form.renderRoot.querySelectorAll('[aria-invalid=true]')].map(({ id }) => id);

  test('of a saved card costs that code alone: emptied, marked, and the caret in it', async () => {
    const script = await scriptedForm();
    const checkout = await entry(script, true);
    const code = script.query('#eximpe-saved-cvc') as HTMLInputElement;
    code.focus();
    await userEvent.keyboard('123');
    await wrongCode(script, checkout);
    expect(script.query('[part=problem]').textContent).toContain('The CVV is wrong. Enter it again.');
    expect(script.query('[role=alert]').textContent).toContain('The CVV is wrong. Enter it again.');
    expect([code.value, marked(script), focused(script)?.id]).toEqual(['', [code.id], code.id]);
    expect(script.query('.fields').hidden).toBe(true);
  });

  test('of a saved card that is paid without one: the card is asked for, since that has no code to mend', async () => {
    const script = await scriptedForm();
    await wrongCode(script, await entry(script, false));
    expect(script.query('[part=problem]').textContent).toContain('The CVV was wrong. Enter the card again.');
    expect(script.query('.fields').hidden).toBe(false);
    expect([marked(script), focused(script)]).toEqual([[], inputOf(script, 'number')]);
  });

  test('of a new card costs that code alone, too, when the shop knows the shopper', async () => {
    const script = await scriptedForm();
    const checkout = await entry(script, true);
    script.query('.choice input[data-card=""]').click();
    await settled(script);
    await typeCard(script);
    await wrongCode(script, checkout);
    expect(inputOf(script, 'number').value).not.toBe('');
    expect([marked(script), focused(script)]).toEqual([[inputOf(script, 'cvc').id], inputOf(script, 'cvc')]);
  });
});

test('the page’s own wish for the focus goes to the security code of a saved card, too, as long as it is not right', async () => {
  const script = await scriptedForm();
  await script.to({ kind: 'entry', checkout: { ...CHECKOUT, savesCards: true, asksCvc: true } });
  await settled(script);
  script.form.focus();
  expect(focused(script)?.id).toBe('eximpe-saved-cvc');
  await userEvent.keyboard('123');
  script.form.focus();
  expect(focused(script)).toBe(script.query('[data-field=pay]'));
});

describe('a checkout that is over', () => {
  test.each([
    ['another takes its place', ({ form }: Script) => void (form.checkout = 'ORDER-2')],
    ['the form is taken out', ({ form }: Script) => form.remove()],
  ])('has the server told of a removal at once, and once: %s', async (_, leave) => {
    const script = await known();
    button(script, 'Remove card ending in 0003')?.click();
    await settled(script);
    script.query('[part~=remove]').click();
    await settled(script);
    leave(script);
    await settled(script);
    expect(savedOnServer.asked).toEqual([`remove ${VISA.id}`]);
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    expect(savedOnServer.asked).toEqual([`remove ${VISA.id}`]);
  });

  test('says nothing more, and changes nothing in the form of the next', async () => {
    let arrive = (): void => {};
    savedOnServer.slow = new Promise((resolve) => (arrive = resolve));
    const script = await known();
    savedOnServer.slow = undefined;
    script.form.checkout = 'ORDER-2';
    await settled(script);
    await script.to({ kind: 'entry', checkout: { ...CHECKOUT, savesCards: true, asksCvc: true } });
    await settled(script);
    const code = script.query('#eximpe-saved-cvc') as HTMLInputElement;
    code.focus();
    await userEvent.keyboard('123');
    const said: string[] = [];
    const region = script.query('[role=status]');
    new MutationObserver(() => said.push(region.textContent)).observe(region, { childList: true, subtree: true });
    arrive();
    await settled(script);
    expect(said).toEqual([]);
    expect(code.value).toBe('123');
  });

  test('leaves nothing on the page that listens', async () => {
    const left = new Set<unknown>();
    for (const place of [window, document]) {
      vi.spyOn(place, 'addEventListener').mockImplementation((type, listener, options) => {
        if (['pagehide', 'visibilitychange'].includes(type)) left.add(listener);
        EventTarget.prototype.addEventListener.call(place, type, listener, options);
      });
      vi.spyOn(place, 'removeEventListener').mockImplementation((type, listener, options) => {
        left.delete(listener);
        EventTarget.prototype.removeEventListener.call(place, type, listener, options);
      });
    }
    const script = await known();
    expect(left.size).toBeGreaterThan(0);
    script.form.remove();
    await settled(script);
    expect(left.size).toBe(0);
  });
});

test('without cards there is nothing to choose, and a stranger sees no trace of it', async () => {
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

test('every language of the form has the consent, and the consent is of the contract’s shape', () => {
  for (const locale of LANGUAGE_CODES) {
    expect(savedWord(locale, 'consent')).toContain('RBI');
    expect(savedWord(locale, 'remove', { last4: '1234' })).toContain('1234');
    const save = { textVersion: CONSENT_TEXT_VERSION, locale, text: consentText(locale) };
    expect(SaveConsent.safeParse(save).success).toBe(true);
  }
});
