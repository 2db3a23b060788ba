import { afterEach, describe, expect, test, vi } from 'vitest';
import { eventually } from '../../test/eventually.ts';
import { ATTEMPT, CHECKOUT, payButton, PAYMENT, readyForm, scriptedForm } from './scripted-form.ts';

afterEach(() => document.body.replaceChildren());

test('attributes changed in the middle of a payment do not disturb it, and its outcome stays on the screen', async () => {
  const script = await readyForm();
  await script.to({ kind: 'submitting', checkout: CHECKOUT, attempt: ATTEMPT, mode: 'popup' });
  script.form.checkout = 'ORDER-2';
  await script.form.updateComplete;
  await script.to({ kind: 'paid', payment: { ...PAYMENT, status: 'successful' } });
  expect(script.controllers.map(({ calls }) => calls)).toEqual([['start ORDER-1']]);
  expect(script.text()).toContain('Payment complete');
  script.form.checkout = 'ORDER-3';
  await script.form.updateComplete;
  expect(script.controllers.at(-1)?.calls).toEqual(['start ORDER-3']);
});

test.each([undefined, null, ''])('a property that is set to %s is not there', async (value) => {
  const script = await scriptedForm();
  for (const name of ['disabled', 'readonly', 'checkout', 'challenge', 'theme'] as const) {
    script.form.setAttribute(name, 'x');
    Reflect.set(script.form, name, value);
    expect(script.form.hasAttribute(name), name).toBe(false);
  }
});

describe('a page that is not written right', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  const listen = (): (() => string[]) => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    return () => warn.mock.calls.map(String);
  };

  test.each([
    [{ checkout: '' }, 'checkout is missing. Set it to'],
    [{ endpoint: '' }, 'endpoint is missing or no address. Set it to'],
    [{ endpoint: 'https://' }, 'endpoint is missing or no address. Set it to'],
  ])('%j: the developer is told the remedy once, and the shopper calmly', async (attributes, remedy) => {
    const warned = listen();
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const script = await scriptedForm(attributes);
    expect(script.query('form').hidden).toBe(false);
    vi.advanceTimersByTime(2_000);
    await script.form.updateComplete;
    expect(script.text()).toContain('Something is wrong in this shop. Please tell it.');
    expect(script.form.renderRoot.querySelectorAll('.panel button')).toHaveLength(0);
    expect(script.events.at(-1)).toMatchObject({
      type: 'eximpe-problem',
      detail: { problem: { code: 'request_invalid' } },
    });
    expect(warned().filter((sentence) => sentence.includes(remedy)).length).toBeLessThanOrEqual(1);
    // What comes late is taken up all the same.
    script.form.setAttribute('endpoint', '/eximpe');
    script.form.setAttribute('checkout', 'ORDER-1');
    await script.form.updateComplete;
    expect(script.controllers[0]?.calls).toEqual(['start ORDER-1']);
  });

  test('a value that is none of those there are is said with those there are, and the default counts', async () => {
    const warned = listen();
    const script = await readyForm({ challenge: 'window', theme: 'night', density: 'tight', lang: 'xx' });
    await script.form.updateComplete;
    const all = warned().join('\n');
    expect(all).toContain('challenge="window" is unknown, so auto is used. It may be auto, popup, iframe, redirect.');
    expect(all).toContain('theme="night" is unknown');
    expect(all).toContain('density="tight" is unknown');
    expect(all).toContain('lang="xx" is unknown, so en is used.');
    const told = warned().length;
    script.form.theme = 'dark';
    await script.form.updateComplete;
    expect(warned()).toHaveLength(told);
    expect(getComputedStyle(script.form).colorScheme).toBe('dark');
    expect(payButton(script).textContent.trim()).toBe('Pay ₹1,000.00');
  });

  test('a value that goes wrong later is said, too', async () => {
    const warned = listen();
    const script = await readyForm();
    script.form.setAttribute('density', 'airy');
    await eventually(() => expect(warned().join()).toContain('density="airy" is unknown'));
  });
});
