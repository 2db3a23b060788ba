// The security code of a saved card, entered again.
import type { CheckoutAnswer } from '@eximpe/contract';
import { userEvent } from 'vitest/browser';
import { describe, expect, test, vi } from 'vitest';
import type { PaymentState } from '../payment/state.ts';
import { settled, VISA, withTwoSavedCards } from '../../test/known-shopper.ts';
import {
  CHECKOUT,
  failedFor,
  focused,
  inputOf,
  PAYMENT,
  scriptedForm,
  typeCard,
  type Script,
} from '../../test/scripted-form.ts';

withTwoSavedCards();

describe('a shopper whom the shop knows', () => {
  test('enters its security code again if the shop requires it, and it is stored nowhere', async () => {
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

  test('a code of the wrong length shows an error when it is left, until it is corrected', async () => {
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
    // Switches to the banking app while typing.
    await userEvent.keyboard('{Backspace}');
    vi.spyOn(document, 'hasFocus').mockReturnValue(false);
    code.blur();
    await settled(script);
    expect(script.query('#eximpe-saved-cvc-error').textContent).toBe('');
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

  test('of a saved card empties and marks only that code, with the caret in it', async () => {
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

  test('of a saved card that pays without one makes the form ask for the card, since there is no code to correct', async () => {
    const script = await scriptedForm();
    await wrongCode(script, await entry(script, false));
    expect(script.query('[part=problem]').textContent).toContain('The CVV was wrong. Enter the card again.');
    expect(script.query('.fields').hidden).toBe(false);
    expect([marked(script), focused(script)]).toEqual([[], inputOf(script, 'number')]);
  });

  test('of a new card also empties only that code if the shop knows the shopper', async () => {
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

test('focus() goes to the security code of a saved card as long as it is not correct', async () => {
  const script = await scriptedForm();
  await script.to({ kind: 'entry', checkout: { ...CHECKOUT, savesCards: true, asksCvc: true } });
  await settled(script);
  script.form.focus();
  expect(focused(script)?.id).toBe('eximpe-saved-cvc');
  await userEvent.keyboard('123');
  script.form.focus();
  expect(focused(script)).toBe(script.query('[data-field=pay]'));
});
