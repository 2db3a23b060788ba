import { problem } from '@eximpe/contract';
import { afterEach, describe, expect, test } from 'vitest';
import type { PaymentState } from '../payment/state.ts';
import {
  ATTEMPT,
  CHECKOUT,
  failedFor,
  focused,
  inputOf,
  payButton,
  PAYMENT,
  readyForm,
  scriptedForm,
  typeCard,
  type Script,
} from '../../test/scripted-form.ts';
import { AT_BANK, CHECKING } from '../../test/states.ts';

afterEach(() => document.body.replaceChildren());

/** The name stays, and the caret is at the start of the next card. */
function expectEmptiedCard(script: Script): void {
  const values = ['number', 'expiry', 'cvc', 'name'].map((field) => inputOf(script, field).value);
  expect(values).toEqual(['', '', '', 'Asha Menon']);
  expect(focused(script)).toBe(inputOf(script, 'number'));
}

describe('every state has a view', () => {
  const BANK_KNOWN = { ...AT_BANK, payment: { ...PAYMENT, issuingBank: 'HDFC Bank' } } as const;
  test.each<[PaymentState, string, string, string?]>([
    [BANK_KNOWN, 'HDFC Bank', 'Open the bank’s page', 'reopenChallenge'],
    [{ ...CHECKING, payment: BANK_KNOWN.payment }, 'HDFC Bank', 'Check again', 'checkNow'],
    [{ kind: 'unknown', attempt: ATTEMPT, payment: BANK_KNOWN.payment }, 'HDFC Bank', 'Check again', 'checkNow'],
    [AT_BANK, 'Confirm with your bank', 'Open the bank’s page', 'reopenChallenge'],
    [{ ...AT_BANK, window: 'blocked' }, 'page is not open', 'Open the bank’s page', 'reopenChallenge'],
    [CHECKING, 'Checking with your bank', 'Check again', 'checkNow'],
    [CHECKING, 'Checking with your bank', 'Open the bank’s page', 'reopenChallenge'],
    [{ ...CHECKING, why: 'answer_lost', payment: null }, 'Do not pay again', 'Check again', 'checkNow'],
    [{ kind: 'paid', payment: { ...PAYMENT, status: 'successful' } }, 'RuPay card ending in 7308', ''],
    [{ kind: 'unknown', attempt: ATTEMPT, payment: PAYMENT }, 'Do not pay again', 'Check again', 'checkNow'],
    [{ kind: 'unknown', attempt: ATTEMPT, payment: PAYMENT }, 'RuPay card ending in 7308', 'Check again', 'checkNow'],
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

  test.each([AT_BANK, CHECKING, { kind: 'unknown', attempt: ATTEMPT, payment: PAYMENT } as const])(
    'cancelling is confirmed once, and a double click cancels nothing: $kind',
    async (state) => {
      const script = await readyForm();
      await script.to(state);
      const button = (action: string): HTMLElement => script.query(`.panel button.${action}`);
      const click = async (action: string): Promise<void> => {
        button(action).click();
        await script.form.updateComplete;
      };
      const { calls } = script.controllers[0] ?? { calls: [] };
      const before = [...calls];
      await click('askCancel');
      expect(script.query('.panel').textContent).toContain('If you have already confirmed at your bank');
      await click('keep');
      expect(script.query('.panel').textContent).not.toContain('already confirmed');
      expect(calls).toEqual(before);
      await click('askCancel');
      await click('cancel');
      expect(calls).toEqual([...before, 'cancel']);
    },
  );

  test('the question about cancelling disappears with the state in which it was asked', async () => {
    const script = await readyForm();
    await script.to(AT_BANK);
    script.query('.askCancel').click();
    await script.to(CHECKING);
    expect(script.query('.askCancel').textContent).toContain('Cancel this payment');
  });

  test('no panel makes the page jump, since it keeps the height of the form', async () => {
    const script = await readyForm();
    const { form } = script;
    form.style.width = '350px';
    const { height } = form.getBoundingClientRect();
    const paid = { kind: 'paid', payment: { ...PAYMENT, status: 'successful' } } as const;
    const unknown = { kind: 'unknown', attempt: ATTEMPT, payment: PAYMENT } as const;
    for (const state of [AT_BANK, CHECKING, paid, unknown] satisfies PaymentState[]) {
      await script.to(state);
      expect(Math.abs(form.getBoundingClientRect().height - height), state.kind).toBeLessThan(8);
    }
  });

  test('options during a wait are offered after some seconds, and do not flash before', async () => {
    const script = await readyForm();
    await script.to(CHECKING);
    const button = script.query('.panel button');
    expect(getComputedStyle(button).visibility).toBe('hidden');
    for (const each of script.form.renderRoot.getAnimations({ subtree: true }))
      if ((each as CSSAnimation).animationName === 'late') each.finish();
    expect(getComputedStyle(button).visibility).toBe('visible');
  });

  test('after some seconds of waiting for the bank, its app is mentioned; before that, not only a code', async () => {
    const script = await readyForm();
    await script.to(AT_BANK);
    expect(script.query('#eximpe-panel-text').textContent).toContain('by OTP, app or fingerprint');
    const hint = script.query('.panel .late');
    expect(hint.textContent).toBe('Check your bank’s app if you are asked to approve there.');
    expect(getComputedStyle(hint).visibility).toBe('hidden');
    for (const each of script.form.renderRoot.getAnimations({ subtree: true }))
      if ((each as CSSAnimation).animationName === 'late') each.finish();
    expect(getComputedStyle(hint).visibility).toBe('visible');
    await script.to({ ...AT_BANK, window: 'closed' });
    expect(script.form.renderRoot.querySelector('.panel .late')).toBeNull();
  });

  test('after cancelling here, the shopper is told that the bank’s page still counts', async () => {
    const script = await readyForm();
    await script.to({ ...CHECKING, why: 'cancelling' });
    await script.to({ kind: 'entry', checkout: CHECKOUT, problem: problem('challenge_cancelled') });
    expect(script.query('[part=problem]').textContent).toContain('if you confirm there, you will still be charged');
  });

  test('an unknown network is shown with its own name', async () => {
    const script = await readyForm();
    await script.to({ kind: 'paid', payment: { ...PAYMENT, status: 'successful', network: 'elo' as 'visa' } });
    expect(script.text()).toContain('elo card ending in 7308');
  });

  test('shows the paid amount, not the current price of the checkout', async () => {
    const script = await readyForm();
    const dearer = { ...CHECKOUT, amount: '2500.00' };
    await script.to({ ...AT_BANK, checkout: dearer });
    expect(script.query('.sum').textContent).toBe('₹1,000.00');
    await script.to({ kind: 'paid', payment: { ...PAYMENT, status: 'successful' } });
    expect(script.query('.sum').textContent).toBe('₹1,000.00');
    await script.to({ kind: 'entry', checkout: dearer });
    expect(payButton(script).textContent.trim()).toBe('Pay ₹2,500.00');
  });

  test('a decline shows the reason, empties the card and moves the caret to the number, in one step', async () => {
    const script = await readyForm();
    await typeCard(script);
    await script.to(failedFor('card_declined'));
    expect(script.query('form').hidden).toBe(false);
    expect(script.query('[part=problem]').textContent.replaceAll(/\s+/g, ' ')).toContain(
      'The payment did not go through Your bank declined this card',
    );
    expect(script.query('[role=alert]').textContent).toMatch(/^The payment did not go through\. Your bank declined/);
    expect(script.form.renderRoot.querySelector('[part=problem] button')).toBeNull();
    expectEmptiedCard(script);
  });

  test('a card that can be tried again stays, and another one is one click away', async () => {
    const script = await readyForm();
    await typeCard(script);
    await script.to(failedFor('challenge_failed'));
    expect(inputOf(script, 'number').value).not.toBe('');
    expect(focused(script)).toBe(payButton(script));
    script.query('[part=problem] button').click();
    await script.form.updateComplete;
    expectEmptiedCard(script);
  });

  test('after a decline the form pays again at the current price', async () => {
    const script = await readyForm();
    await script.to({ ...failedFor('challenge_failed'), checkout: { ...CHECKOUT, amount: '2500.00' } } as PaymentState);
    expect(payButton(script).textContent.trim()).toBe('Pay ₹2,500.00');
    await typeCard(script);
    script.form.submit();
    expect(script.controllers[0]?.calls.at(-1)).toBe('submit');
  });

  test('a wrong security code empties only the security code', async () => {
    const script = await readyForm();
    await typeCard(script);
    await script.to({ kind: 'submitting', checkout: CHECKOUT, attempt: ATTEMPT, mode: 'popup' });
    await script.to({ kind: 'entry', checkout: CHECKOUT, problem: problem('cvc_incorrect') });
    expect(script.query('[part=problem]').textContent).toContain('The CVV is wrong');
    expect(inputOf(script, 'number').value).not.toBe('');
    expect(inputOf(script, 'cvc').value).toBe('');
    expect(focused(script)).toBe(inputOf(script, 'cvc'));
    const marked = ['number', 'expiry', 'cvc', 'name'].filter(
      (field) => inputOf(script, field).getAttribute('aria-invalid') === 'true',
    );
    expect(marked).toEqual(['cvc']);
  });

  test.each([
    ['whom the shop does not know', CHECKOUT],
    ['whom the shop knows, before the saved cards have loaded', { ...CHECKOUT, savesCards: true, asksCvc: true }],
  ])(
    'after a redirect, which empties the form, a wrong security code asks a shopper %s for the card',
    async (_, checkout) => {
      const script = await scriptedForm();
      await script.to({ kind: 'checking', checkout, attempt: ATTEMPT, payment: null, why: 'resumed' } as never);
      await script.to({ ...failedFor('cvc_incorrect'), checkout } as PaymentState);
      expect(script.query('[part=problem]').textContent).toContain('The CVV was wrong. Enter the card again.');
      expect(focused(script)).toBe(inputOf(script, 'number'));
      // Untouched fields are not errors yet.
      expect(script.form.renderRoot.querySelector('[aria-invalid=true]')).toBeNull();
    },
  );
});
