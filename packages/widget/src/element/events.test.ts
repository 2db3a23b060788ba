import { problem } from '@eximpe/contract';
import { userEvent } from 'vitest/browser';
import { afterEach, describe, expect, test } from 'vitest';
import { ATTEMPT, CHECKOUT, PAYMENT, readyForm, typeCard } from '../../test/scripted-form.ts';

afterEach(() => document.body.replaceChildren());

describe('what the page is told', () => {
  test('each step once, and no digits of the card except the last four', async () => {
    const script = await readyForm();
    await typeCard(script);
    await script.to({ kind: 'submitting', checkout: CHECKOUT, attempt: ATTEMPT, mode: 'popup' });
    await script.to({ kind: 'paid', payment: { ...PAYMENT, status: 'successful' } });
    const { type, detail } = script.events.at(-1) ?? {};
    expect(type).toBe('eximpe-outcome');
    expect(detail).toEqual({
      status: 'successful',
      checkout: 'ORDER-1',
      orderId: 'OD1234567890',
      network: 'rupay',
      last4: '7308',
    });
    expect(script.events.map((event) => event.type)).toEqual([
      'eximpe-ready',
      'eximpe-state',
      'eximpe-change',
      'eximpe-change',
      'eximpe-state',
      'eximpe-change',
      'eximpe-state',
      'eximpe-outcome',
    ]);
    expect(JSON.stringify(script.events)).not.toMatch(/6082|0153|"123"|Asha/);
  });

  test('the amount again if it has changed, and only then', async () => {
    const script = await readyForm();
    const [ready, more] = [
      { kind: 'entry', checkout: CHECKOUT },
      { ...CHECKOUT, amount: '1250.00' },
    ] as const;
    await script.to({ kind: 'submitting', checkout: CHECKOUT, attempt: ATTEMPT, mode: 'popup' });
    await script.to(ready);
    await script.to({ kind: 'loading', problem: problem('amount_changed') });
    await script.to({ kind: 'entry', checkout: more, problem: problem('amount_changed') });
    await script.to({ kind: 'failed', checkout: null, payment: PAYMENT, problem: problem('card_declined') });
    await script.to({ kind: 'failed', checkout: more, payment: PAYMENT, problem: problem('card_declined') });
    const told = script.events.filter(({ type }) => type === 'eximpe-ready');
    expect(told.map(({ detail }) => (detail as { amount: string }).amount)).toEqual(['1000.00', '1250.00']);
  });

  test('that a checkout was paid while the server could not be reached', async () => {
    const script = await readyForm();
    await script.to({ kind: 'unavailable', problem: problem('gateway_unreachable') });
    await script.to({ kind: 'unavailable', problem: problem('already_paid') });
    const settled = script.events.filter(({ type }) => type === 'eximpe-outcome');
    expect(settled.map(({ detail }) => detail)).toMatchObject([{ status: 'successful', checkout: 'ORDER-1' }]);
    expect(script.query('[role=status]').textContent.trim()).toBe('Payment complete. This order is already paid.');
  });

  test('objects that a listener can’t use to change the form', async () => {
    const script = await readyForm();
    await script.to({ kind: 'unavailable', problem: problem('gateway_unreachable') });
    const of = (type: string) => script.events.find((event) => event.type === type)?.detail;
    const { networks } = of('eximpe-ready') as { networks: string[] };
    expect(() => networks.pop()).toThrow(TypeError);
    expect(Object.isFrozen((of('eximpe-problem') as { problem: object }).problem)).toBe(true);
  });

  test('Escape, but no other keys and no input events', async () => {
    const heard: string[] = [];
    const listen = (event: Event): void => void heard.push(event instanceof KeyboardEvent ? event.key : event.type);
    for (const type of ['keydown', 'keyup', 'keypress', 'beforeinput', 'input', 'change', 'paste'])
      document.addEventListener(type, listen);
    const script = await readyForm();
    await typeCard(script);
    await userEvent.keyboard('{Escape}');
    for (const type of ['keydown', 'keyup', 'keypress', 'beforeinput', 'input', 'change', 'paste'])
      document.removeEventListener(type, listen);
    expect(heard).toEqual(['Escape', 'Escape']);
  });
});
