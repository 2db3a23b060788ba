import { problem } from '@eximpe/contract';
import { afterEach, describe, expect, test } from 'vitest';
import type { PaymentState } from '../payment/state.ts';
import {
  ATTEMPT,
  CHECKOUT,
  ENTRY,
  failedFor,
  focused,
  inputOf,
  payButton,
  PAYMENT,
  readyForm,
  typeCard,
} from '../../test/scripted-form.ts';

afterEach(() => document.body.replaceChildren());

describe('every state has a face', () => {
  const CHALLENGE = { kind: 'challenge', checkout: CHECKOUT, payment: PAYMENT, mode: 'popup', window: 'open' } as const;
  const BANK_KNOWN = { ...CHALLENGE, payment: { ...PAYMENT, issuingBank: 'HDFC Bank' } } as const;
  const CHECKING = {
    kind: 'checking',
    checkout: CHECKOUT,
    attempt: ATTEMPT,
    payment: PAYMENT,
    why: 'returned',
  } as const;
  test.each<[PaymentState, string, string, string?]>([
    [BANK_KNOWN, 'HDFC Bank', 'Open the bank’s page', 'reopenChallenge'],
    [{ ...CHECKING, payment: BANK_KNOWN.payment }, 'HDFC Bank', 'Check again', 'checkNow'],
    [{ kind: 'unknown', attempt: ATTEMPT, payment: BANK_KNOWN.payment }, 'HDFC Bank', 'Check again', 'checkNow'],
    [CHALLENGE, 'Confirm with your bank', 'Open the bank’s page', 'reopenChallenge'],
    [{ ...CHALLENGE, window: 'blocked' }, 'page is not open', 'Open the bank’s page', 'reopenChallenge'],
    [{ ...CHALLENGE, window: 'closed' }, 'page is not open', 'Cancel this payment', 'cancel'],
    [CHECKING, 'Checking with your bank', 'Check again', 'checkNow'],
    [CHECKING, 'Checking with your bank', 'Open the bank’s page', 'reopenChallenge'],
    [CHECKING, 'Checking with your bank', 'Cancel this payment', 'cancel'],
    [{ ...CHECKING, why: 'answer_lost', payment: null }, 'Do not pay again', 'Check again', 'checkNow'],
    [{ kind: 'paid', payment: { ...PAYMENT, status: 'successful' } }, 'RuPay card ending in 7308', ''],
    [failedFor('card_declined'), 'declined this card', 'Use another card', 'retry'],
    [failedFor('challenge_failed'), 'check was not completed', 'Try again', 'retry'],
    [{ kind: 'unknown', attempt: ATTEMPT, payment: PAYMENT }, 'Do not pay again', 'Check again', 'checkNow'],
    [
      { kind: 'unknown', attempt: ATTEMPT, payment: PAYMENT },
      'Do not pay again',
      'Open the bank’s page',
      'reopenChallenge',
    ],
    [{ kind: 'unavailable', problem: problem('checkout_unknown') }, 'cannot find this order', 'Try again', 'retry'],
  ])('%j', async (state, words, button, verb) => {
    const script = await readyForm();
    await script.to(state);
    expect(script.query('form').hidden).toBe(true);
    expect(script.text()).toContain(words);
    const shown = [...script.form.renderRoot.querySelectorAll('.panel button')];
    const wanted = shown.find((each) => each.textContent.trim() === button);
    if (verb) {
      (wanted as HTMLElement).click();
      expect(script.controllers[0]?.calls.at(-1)).toBe(verb);
    } else expect(shown).toEqual([]);
  });

  test('what can be done about a wait is offered when it has lasted for some seconds, and not flashed before', async () => {
    const script = await readyForm();
    await script.to(CHECKING);
    const button = script.query('.panel button');
    expect(getComputedStyle(button).visibility).toBe('hidden');
    for (const each of script.form.renderRoot.getAnimations({ subtree: true }))
      if ((each as CSSAnimation).animationName === 'late') each.finish();
    expect(getComputedStyle(button).visibility).toBe('visible');
  });

  test('who has waited for the bank for some seconds is pointed to its app, and reads no code alone before', async () => {
    const script = await readyForm();
    await script.to(CHALLENGE);
    expect(script.query('#eximpe-panel-text').textContent).toContain('by OTP, app or fingerprint');
    const hint = script.query('.panel .late');
    expect(hint.textContent).toBe('Check your bank’s app if you are asked to approve there.');
    expect(getComputedStyle(hint).visibility).toBe('hidden');
    for (const each of script.form.renderRoot.getAnimations({ subtree: true }))
      if ((each as CSSAnimation).animationName === 'late') each.finish();
    expect(getComputedStyle(hint).visibility).toBe('visible');
    await script.to({ ...CHALLENGE, window: 'closed' });
    expect(script.form.renderRoot.querySelector('.panel .late')).toBeNull();
  });

  test('who cancelled here is told that the bank’s page still counts', async () => {
    const script = await readyForm();
    await script.to({ ...CHECKING, why: 'cancelling' });
    await script.to({ kind: 'entry', checkout: CHECKOUT, problem: problem('challenge_cancelled') });
    expect(script.query('[part=problem]').textContent).toContain('if you confirm there, you will still be charged');
  });

  test('a network that this form has never heard of is called by its own name', async () => {
    const script = await readyForm();
    await script.to({ kind: 'paid', payment: { ...PAYMENT, status: 'successful', network: 'elo' as 'visa' } });
    expect(script.text()).toContain('elo card ending in 7308');
  });

  test('says what was paid, and not what the checkout costs by now', async () => {
    const script = await readyForm();
    const dearer = { ...CHECKOUT, amount: '2500.00' };
    await script.to({ ...CHALLENGE, checkout: dearer });
    expect(script.query('.sum').textContent).toBe('₹1,000.00');
    await script.to({ kind: 'paid', payment: { ...PAYMENT, status: 'successful' } });
    expect(script.query('.sum').textContent).toBe('₹1,000.00');
    await script.to({ kind: 'entry', checkout: dearer });
    expect(payButton(script).textContent.trim()).toBe('Pay ₹2,500.00');
  });

  test('a declined card is wiped and typed anew; the name stays', async () => {
    const script = await readyForm();
    await typeCard(script);
    await script.to(failedFor('card_declined'));
    script.query('.panel button').focus();
    await script.to(ENTRY);
    expect(['number', 'expiry', 'cvc', 'name'].map((field) => inputOf(script, field).value)).toEqual([
      '',
      '',
      '',
      'Asha Menon',
    ]);
    expect(focused(script)).toBe(inputOf(script, 'number'));
  });

  test('a wrong security code costs only the security code', async () => {
    const script = await readyForm();
    await typeCard(script);
    await script.to({ kind: 'submitting', checkout: CHECKOUT, attempt: ATTEMPT, mode: 'popup' });
    await script.to({ kind: 'entry', checkout: CHECKOUT, problem: problem('cvc_incorrect') });
    expect(script.query('[part=problem]').textContent).toContain('The CVV is wrong');
    expect(inputOf(script, 'number').value).not.toBe('');
    expect(inputOf(script, 'cvc').value).toBe('');
    expect(focused(script)).toBe(inputOf(script, 'cvc'));
  });
});
