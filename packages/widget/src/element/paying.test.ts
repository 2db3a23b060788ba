import { userEvent } from 'vitest/browser';
import { afterEach, describe, expect, test } from 'vitest';
import {
  ATTEMPT,
  CHECKOUT,
  focused,
  inputOf,
  NUMBER,
  payButton,
  PAYMENT,
  readyForm,
  scriptedForm,
  typeCard,
} from '../../test/scripted-form.ts';

afterEach(() => document.body.replaceChildren());

describe('paying', () => {
  test('a typed card is sent once, only its digits, with its network', async () => {
    const script = await readyForm();
    expect(payButton(script).textContent.trim()).toBe('Pay ₹1,000.00');
    await typeCard(script);
    expect(inputOf(script, 'number').value).toBe('6082 0153 0957 7308');
    expect(inputOf(script, 'expiry').value).toBe('05 / 30');
    await userEvent.keyboard('{Enter}');
    const card = {
      kind: 'new',
      number: NUMBER,
      expiryMonth: '05',
      expiryYear: '2030',
      cvc: '123',
      holderName: 'Asha Menon',
      network: 'rupay',
    };
    expect(script.sent).toEqual([[card, undefined]]);
    await script.to({ kind: 'submitting', checkout: CHECKOUT, attempt: ATTEMPT, mode: 'popup' });
    script.form.submit();
    expect(script.sent).toHaveLength(1);
    expect(inputOf(script, 'number').readOnly).toBe(true);
    expect(focused(script)).toBe(inputOf(script, 'name'));
    await script.to({ kind: 'paid', payment: { ...PAYMENT, status: 'successful' } });
    expect(focused(script)?.textContent.trim()).toBe('Payment complete');
  });

  test('the caret moves on by itself while typing, but not while correcting', async () => {
    const script = await readyForm();
    inputOf(script, 'number').focus();
    await userEvent.keyboard(NUMBER);
    expect(focused(script)).toBe(inputOf(script, 'expiry'));
    await userEvent.keyboard('0530');
    expect(focused(script)).toBe(inputOf(script, 'cvc'));
    inputOf(script, 'number').focus();
    inputOf(script, 'number').setSelectionRange(19, 19);
    await userEvent.keyboard('{Backspace}8');
    expect(focused(script)).toBe(inputOf(script, 'number'));
  });

  test('an empty form shows what is missing at each field, and moves the caret to the first', async () => {
    const script = await readyForm();
    payButton(script).click();
    await script.form.updateComplete;
    expect(script.sent).toEqual([]);
    expect(focused(script)).toBe(inputOf(script, 'number'));
    expect(inputOf(script, 'number').getAttribute('aria-invalid')).toBe('true');
    expect(script.query('#eximpe-number-error').textContent).toBe('Enter the card number');
    expect(script.query('[role=alert]').textContent).toBe('Please check: Card number, Expiry date, CVV, Name on card');
  });

  test('an error is shown when a field is left, and removed when the field is edited', async () => {
    const script = await readyForm();
    inputOf(script, 'number').focus();
    await userEvent.keyboard('4111111111111112');
    await script.form.updateComplete;
    expect(inputOf(script, 'number').getAttribute('aria-invalid')).toBe('false');
    await userEvent.tab();
    await script.form.updateComplete;
    expect(script.query('#eximpe-number-error').textContent).toBe('Check the card number');
    inputOf(script, 'number').focus();
    await userEvent.keyboard('{End}{Backspace}');
    await script.form.updateComplete;
    expect(inputOf(script, 'number').getAttribute('aria-invalid')).toBe('false');
  });

  test('a network that is not accepted is named at once', async () => {
    const script = await readyForm();
    inputOf(script, 'number').focus();
    await userEvent.keyboard('3782');
    await script.form.updateComplete;
    expect(script.query('#eximpe-number-error').textContent).toContain('American Express is not accepted here');
    expect(script.query('.aside [part=network-mark]').getAttribute('aria-label')).toBe('American Express');
  });

  test('the network is announced once it is certain, and again when the number is replaced', async () => {
    const script = await readyForm();
    const said = async (keys: string): Promise<string> => {
      inputOf(script, 'number').select();
      await userEvent.keyboard(keys);
      await script.form.updateComplete;
      return script.query('[role=status]').textContent;
    };
    expect(await said('6')).toBe('');
    expect(await said('4111')).toBe('Visa');
    expect(await said('6082')).toBe('RuPay');
    expect(await said('5123')).toBe('Mastercard');
    inputOf(script, 'number').value = '6082015309577308';
    inputOf(script, 'number').dispatchEvent(new Event('input', { bubbles: true }));
    await script.form.updateComplete;
    expect(script.query('[role=status]').textContent).toBe('RuPay');
  });

  test('credit or debit is asked only if necessary, and is then required', async () => {
    const script = await scriptedForm();
    await script.to({ kind: 'entry', checkout: { ...CHECKOUT, mop: 'ask' } });
    await typeCard(script);
    payButton(script).click();
    await script.form.updateComplete;
    expect(script.sent).toEqual([]);
    expect(script.query('#eximpe-mop-error').textContent).toBe('Choose credit or debit');
    script.query('[value=debit_card]').click();
    payButton(script).click();
    expect(script.sent[0]?.[1]).toBe('debit_card');
  });

  test('nothing can be sent before the amount has loaded', async () => {
    const script = await scriptedForm();
    await typeCard(script);
    payButton(script).click();
    expect(script.sent).toEqual([]);
    expect(payButton(script).textContent.trim()).toBe('Pay');
  });
});
