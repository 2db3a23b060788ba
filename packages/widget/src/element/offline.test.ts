import { problem } from '@eximpe/contract';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { PaymentState } from '../payment/state.ts';
import { ATTEMPT, CHECKOUT, ENTRY, PAYMENT, readyForm, typeCard, type Script } from '../../test/scripted-form.ts';

afterEach(() => document.body.replaceChildren());

describe('offline', () => {
  const line = (online: boolean): void => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(online);
    window.dispatchEvent(new Event(online ? 'online' : 'offline'));
  };
  const shown = (script: Script): string => script.query('[part=root]').innerText;
  afterEach(() => void vi.restoreAllMocks());

  test('while typing, it is shown and announced, nothing is sent, and the input stays', async () => {
    const script = await readyForm();
    await typeCard(script);
    line(false);
    await script.form.updateComplete;
    expect(script.query('[part=problem]').textContent).toContain('You are offline');
    expect(script.query('[role=alert]').textContent).toContain('You are offline');
    script.form.submit();
    expect(script.sent).toEqual([]);
    line(true);
    await script.form.updateComplete;
    expect(script.form.renderRoot.querySelector('[part=problem]')).toBeNull();
    expect(script.query('[role=alert]').textContent).toBe('');
    script.form.submit();
    expect(script.sent).toHaveLength(1);
  });

  test('a browser that wrongly says offline does not stop a payment, since the server’s answer counts', async () => {
    const script = await readyForm();
    await typeCard(script);
    line(false);
    expect(script.controllers[0]?.calls.at(-1)).toBe('checkNow');
    await script.to({ kind: 'entry', checkout: { ...CHECKOUT } });
    expect(script.form.renderRoot.querySelector('[part=problem]')).toBeNull();
    script.form.submit();
    expect(script.sent).toHaveLength(1);
  });

  test('a browser that said offline from the start does not stop a payment', async () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    const script = await readyForm();
    await typeCard(script);
    script.form.submit();
    expect(script.sent).toHaveLength(1);
  });

  test('a settled payment is not affected', async () => {
    const script = await readyForm();
    await script.to({ kind: 'paid', payment: { ...PAYMENT, status: 'successful' } });
    line(false);
    await script.form.updateComplete;
    expect(script.query('[role=alert]').textContent).toBe('');
    expect(script.query('.panel').textContent).not.toMatch(/offline|connection/);
  });

  test('for a payment in progress, the message never says to pay when back online', async () => {
    const under = { checkout: CHECKOUT, attempt: ATTEMPT } as const;
    const states: PaymentState[] = [
      { kind: 'submitting', ...under, mode: 'popup' },
      { kind: 'checking', ...under, payment: null, why: 'answer_lost' },
      { kind: 'challenge', checkout: CHECKOUT, payment: PAYMENT, mode: 'iframe', window: 'open' },
    ];
    for (const state of states) {
      const script = await readyForm();
      await typeCard(script);
      await script.to(state);
      line(false);
      await script.form.updateComplete;
      const { calls } = script.controllers[0] ?? { calls: [] };
      calls.length = 0;
      script.form.submit();
      await script.form.updateComplete;
      expect(script.query('[role=alert]').textContent, state.kind).toContain('Do not pay again');
      expect(shown(script), state.kind).not.toContain('Pay when back online');
      if (state.kind === 'submitting') expect(script.query('[part=problem]').textContent).toContain('Do not pay again');
      expect(script.sent).toEqual([]);
      // It only asks for the outcome.
      expect(calls).toEqual(['checkNow']);
      script.form.remove();
    }
  });

  test('a paid checkout is not shown as payable', async () => {
    const script = await readyForm();
    line(false);
    await script.to({ kind: 'paid', payment: { ...PAYMENT, status: 'successful' } });
    line(false);
    script.form.submit();
    await script.form.updateComplete;
    expect(script.query('[role=alert]').textContent).toBe('');
    expect(shown(script)).not.toContain('offline');
  });

  test('while checking with the bank, the shopper is told not to pay again', async () => {
    const script = await readyForm();
    await script.to({ kind: 'checking', checkout: CHECKOUT, attempt: ATTEMPT, payment: PAYMENT, why: 'returned' });
    expect(script.text()).not.toContain('Do not pay again');
    line(false);
    await script.form.updateComplete;
    expect(script.query('.panel').textContent).toContain('Do not pay again');
    expect(script.query('[role=alert]').textContent).toContain('Do not pay again');
  });
});

test('an alert is cleared when the payment has moved on', async () => {
  const script = await readyForm();
  await script.to({ ...ENTRY, problem: problem('card_declined') } as PaymentState);
  await script.to({ kind: 'loading' });
  expect(script.query('[role=alert]').textContent).toBe('');
  await script.to({ ...ENTRY, problem: problem('challenge_failed') } as PaymentState);
  expect(script.query('[role=alert]').textContent).toContain('check was not completed');
  await script.to({ kind: 'paid', payment: { ...PAYMENT, status: 'successful' } });
  expect(script.query('[role=alert]').textContent).toBe('');
});
