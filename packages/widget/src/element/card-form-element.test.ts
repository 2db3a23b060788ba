import { userEvent } from 'vitest/browser';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { form as hi } from '../i18n/lang/hi.ts';
import { speak } from '../../test/form-under-test.ts';
import { eventually } from '../../test/eventually.ts';
import { focused, inputOf, payButton, readyForm, typeCard } from '../../test/scripted-form.ts';

afterEach(() => document.body.replaceChildren());

describe('what the page can do', () => {
  test('validate() shows what is missing and returns false, reset() empties the form, focus() goes to the field in need', async () => {
    const script = await readyForm();
    expect(script.form.validate()).toBe(false);
    await script.form.updateComplete;
    expect(script.query('#eximpe-name-error').textContent).not.toBe('');
    await typeCard(script);
    expect(script.form.validate()).toBe(true);
    script.form.focus();
    expect(focused(script)).toBe(payButton(script));
    script.form.reset();
    await script.form.updateComplete;
    expect(inputOf(script, 'number').value + inputOf(script, 'name').value).toBe('');
    expect(script.query('#eximpe-name-error').textContent).toBe('');
    script.form.focus();
    expect(focused(script)).toBe(inputOf(script, 'number'));
  });

  test('a Pay button of the shop sends the form, once', async () => {
    const script = await readyForm();
    const own = document.createElement('button');
    own.slot = 'submit';
    script.form.append(own);
    await typeCard(script);
    const around = document.createElement('form');
    const sentOn = vi.fn<(event: Event) => void>((event) => event.preventDefault());
    around.addEventListener('submit', sentOn);
    document.body.append(around);
    around.append(script.form);
    own.click();
    expect(script.sent).toHaveLength(1);
    // The shop's form around it is not submitted, or the page would unload during the payment.
    expect(sentOn).not.toHaveBeenCalled();
    own.remove();
    payButton(script).click();
    expect(script.sent).toHaveLength(2);
    script.form.requestSubmit();
    expect(script.sent).toHaveLength(3);
  });

  test('a disabled form can neither be typed in nor sent; a readonly one can’t be changed, but can be sent', async () => {
    const script = await readyForm();
    await typeCard(script);
    script.form.disabled = true;
    await script.form.updateComplete;
    // Still there for screen readers: inert would remove it from the accessibility tree.
    expect(script.query('form').matches('[inert], [inert] *')).toBe(false);
    const controls = [...script.form.renderRoot.querySelectorAll('input, button')];
    expect(controls.filter((each) => !each.matches(':disabled'))).toEqual([]);
    script.form.submit();
    expect(script.sent).toHaveLength(0);
    script.form.disabled = false;
    script.form.readonly = true;
    await script.form.updateComplete;
    expect(inputOf(script, 'number').readOnly).toBe(true);
    script.form.submit();
    expect(script.sent).toHaveLength(1);
  });

  test('cancel() asks the server, and never decides by itself', async () => {
    const script = await readyForm();
    script.form.cancel();
    expect(script.controllers[0]?.calls.at(-1)).toBe('cancel');
    expect(script.events.some(({ type }) => type === 'eximpe-outcome')).toBe(false);
  });

  test('messages and language can change while the form is in use', async () => {
    speak('hi', hi);
    const script = await readyForm({ lang: 'hi' });
    await eventually(() => expect(script.text()).toContain('कार्ड नंबर'));
    expect(payButton(script).textContent.trim()).toBe('₹1,000.00 का भुगतान करें');
    await typeCard(script);
    script.form.lang = 'en';
    script.form.messages = { pay: 'Donate {amount}' };
    await script.form.updateComplete;
    expect(payButton(script).textContent.trim()).toBe('Donate ₹1,000.00');
    expect(inputOf(script, 'number').value).toBe('6082 0153 0957 7308');
  });

  test('works inside the shadow root of another element', async () => {
    const script = await readyForm();
    const host = document.body.appendChild(document.createElement('div'));
    host.attachShadow({ mode: 'open' }).append(script.form);
    await typeCard(script);
    await userEvent.keyboard('{Enter}');
    expect(script.sent).toHaveLength(1);
  });
});
