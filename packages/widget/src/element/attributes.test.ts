import { afterEach, describe, expect, test, vi } from 'vitest';
import { eventually } from '../../test/eventually.ts';
import { problem } from '@eximpe/contract';
import { form as en } from '../i18n/lang/en.ts';
import { IS_BUILT, speak } from '../../test/form-under-test.ts';
import {
  ATTEMPT,
  CHECKOUT,
  failedFor,
  payButton,
  PAYMENT,
  readyForm,
  scriptedForm,
  typeCard,
} from '../../test/scripted-form.ts';
import { problemOf } from '../payment/state.ts';

afterEach(() => document.body.replaceChildren());

test('attributes changed during a payment do not disturb it, and its outcome stays on screen', async () => {
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

test('attributes changed during a payment apply once the form is back', async () => {
  const script = await readyForm();
  await script.to({ kind: 'submitting', checkout: CHECKOUT, attempt: ATTEMPT, mode: 'popup' });
  script.form.checkout = 'ORDER-2';
  await script.form.updateComplete;
  const failed = failedFor('card_declined');
  await script.to(failed);
  const why = { problem: problemOf(failed) ?? problem('card_declined') };
  // As in the new run: first its initial state, then the checkout from the server.
  await script.to({ kind: 'loading', ...why });
  await script.to({ kind: 'entry', checkout: CHECKOUT, ...why });
  expect(script.text()).toContain('declined this card');
  expect(script.events.filter(({ type }) => type === 'eximpe-problem')).toHaveLength(1);
  expect(script.controllers.map(({ calls }) => calls)).toEqual([
    ['start ORDER-1', 'stop'],
    ['start ORDER-2 card_declined'],
  ]);
});

test.each(['checkout', 'endpoint'])('a form whose %s is removed can no longer pay', async (name) => {
  const script = await readyForm();
  await typeCard(script);
  Reflect.set(script.form, name, undefined);
  await script.form.updateComplete;
  script.form.submit();
  expect(script.sent).toEqual([]);
  expect(script.controllers[0]?.calls).toEqual(['start ORDER-1', 'stop']);
});

test.each(['challenge', 'submitting'] as const)(
  'a form removed during “%s” and put back takes up the payment again',
  async (kind) => {
    const script = await readyForm();
    const here = { checkout: CHECKOUT, mode: 'popup' } as const;
    if (kind === 'challenge') await script.to({ kind, ...here, payment: PAYMENT, window: 'open' });
    else await script.to({ kind, ...here, attempt: ATTEMPT });
    script.form.remove();
    await new Promise((gone) => setTimeout(gone));
    document.body.append(script.form);
    await script.form.updateComplete;
    expect(script.controllers.map(({ calls }) => calls)).toEqual([['start ORDER-1', 'stop'], ['start ORDER-1']]);
  },
);

test.each([undefined, null, ''])('a property that is set to %s counts as absent', async (value) => {
  const script = await scriptedForm();
  for (const name of ['disabled', 'readonly', 'checkout', 'challenge', 'theme'] as const) {
    script.form.setAttribute(name, 'x');
    Reflect.set(script.form, name, value);
    await script.form.updateComplete;
    expect(script.form.hasAttribute(name), name).toBe(false);
  }
});

describe('a page with mistakes', () => {
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
    [{ endpoint: '' }, 'endpoint is missing or invalid. Set it to'],
    [{ endpoint: 'javascript:alert(1)' }, 'endpoint is missing or invalid. Set it to'],
    [{ endpoint: 'https://' }, 'endpoint is missing or invalid. Set it to'],
  ])('%j: the developer is told the remedy once, and the shopper calmly', async (attributes, remedy) => {
    const warned = listen();
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const script = await scriptedForm(attributes);
    expect(script.query('form').hidden).toBe(false);
    vi.advanceTimersByTime(2_000);
    await script.form.updateComplete;
    expect(script.text()).toContain('This shop has a technical problem. Please tell the shop.');
    expect(script.form.renderRoot.querySelectorAll('.panel button')).toHaveLength(0);
    expect(script.events.at(-1)).toMatchObject({
      type: 'eximpe-problem',
      detail: { problem: { code: 'request_invalid' } },
    });
    expect(warned().filter((sentence) => sentence.includes(remedy)).length).toBeLessThanOrEqual(1);
    // Late attributes are still applied.
    script.form.setAttribute('endpoint', '/eximpe');
    script.form.setAttribute('checkout', 'ORDER-1');
    await script.form.updateComplete;
    expect(script.controllers[0]?.calls).toEqual(['start ORDER-1']);
  });

  test('an unknown value is reported with the valid ones, and the default applies', async () => {
    const warned = listen();
    const script = await readyForm({
      challenge: 'window',
      theme: 'night',
      density: 'tight',
      digits: 'native',
      lang: 'xx',
    });
    await script.form.updateComplete;
    const all = warned().join('\n');
    expect(all).toContain('challenge="window" is unknown, so auto is used. It may be auto, popup, redirect, iframe.');
    expect(all).toContain('theme="night" is unknown');
    expect(all).toContain('density="tight" is unknown');
    expect(all).toContain('digits="native" is unknown, so latin is used. It may be latin, own.');
    expect(all).toContain('lang="xx" is unknown, so en is used.');
    const told = warned().length;
    script.form.theme = 'dark';
    await script.form.updateComplete;
    expect(warned()).toHaveLength(told);
    expect(getComputedStyle(script.form).colorScheme).toBe('dark');
    expect(payButton(script).textContent.trim()).toBe('Pay ₹1,000.00');
  });

  test.each([
    ['gateway_unintelligible', '/nope', '/nope did not answer like a server-kit.'],
    ['gateway_unreachable', 'https://elsewhere.example/kit', "must name this page's in allowedOrigins"],
    [
      'checkout_unknown',
      '/eximpe',
      'checkout="ORDER-1"): resolveCheckout returned nothing for it, or, with checkoutSessions, it is not a session that the shop signed, or it has expired or names another amount.',
    ],
  ] as const)('%s: the developer reads where to look', async (code, endpoint, where) => {
    const warned = listen();
    const script = await scriptedForm({ endpoint });
    await script.to({ kind: 'unavailable', problem: problem(code) });
    await eventually(() => expect(warned().join()).toContain(where));
  });

  test('a session, which gives access to the checkout, is not logged', async () => {
    const warned = listen();
    const script = await scriptedForm({ checkout: 'eyJhbGciOiJIUzI1NiJ9.eyJjaGVja291dCI6Ik8ifQ.c2lnbmVk' });
    await script.to({ kind: 'unavailable', problem: problem('checkout_unknown') });
    await eventually(() => expect(warned().join()).toContain('know this checkout: resolveCheckout returned nothing'));
    expect(warned().join()).not.toContain('eyJ');
  });

  test('an address that depends on the page is reported', async () => {
    const warned = listen();
    await readyForm({ endpoint: 'eximpe' });
    await eventually(() => expect(warned().join()).toContain('Start it with a slash.'));
  });

  // Only a bundle can add one, since the built file exports nothing.
  test.skipIf(IS_BUILT)('the shop’s own language is not reported as unknown', async () => {
    const warned = listen();
    speak('he', { ...en, pay: 'שלם {amount}' });
    const script = await readyForm({ lang: 'HE-il' });
    await script.form.updateComplete;
    expect(payButton(script).textContent.trim()).toBe('שלם \u2068₹1,000.00\u2069');
    expect(script.query('[part=root]').dir).toBe('rtl');
    expect(warned().join()).not.toContain('lang=');
  });

  test('a value that becomes wrong later is reported too', async () => {
    const warned = listen();
    const script = await readyForm();
    script.form.setAttribute('density', 'airy');
    await eventually(() => expect(warned().join()).toContain('density="airy" is unknown'));
  });
});
