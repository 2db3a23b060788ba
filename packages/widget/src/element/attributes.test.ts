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

test('what the attributes came to say in mid-payment counts once the form is back', async () => {
  const script = await readyForm();
  await script.to({ kind: 'submitting', checkout: CHECKOUT, attempt: ATTEMPT, mode: 'popup' });
  script.form.checkout = 'ORDER-2';
  await script.form.updateComplete;
  const failed = failedFor('card_declined');
  await script.to(failed);
  const why = { problem: problemOf(failed) ?? problem('card_declined') };
  // As the new run does: first what it starts with, then what the server says is to be paid.
  await script.to({ kind: 'loading', ...why });
  await script.to({ kind: 'entry', checkout: CHECKOUT, ...why });
  expect(script.text()).toContain('declined this card');
  expect(script.events.filter(({ type }) => type === 'eximpe-problem')).toHaveLength(1);
  expect(script.controllers.map(({ calls }) => calls)).toEqual([
    ['start ORDER-1', 'stop'],
    ['start ORDER-2 card_declined'],
  ]);
});

test.each(['checkout', 'endpoint'])('a form whose %s is taken away pays nothing any more', async (name) => {
  const script = await readyForm();
  await typeCard(script);
  Reflect.set(script.form, name, undefined);
  await script.form.updateComplete;
  script.form.submit();
  expect(script.sent).toEqual([]);
  expect(script.controllers[0]?.calls).toEqual(['start ORDER-1', 'stop']);
});

test.each(['challenge', 'submitting'] as const)(
  'taken out during “%s” and put back, it looks after the payment again',
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

test.each([undefined, null, ''])('a property that is set to %s is not there', async (value) => {
  const script = await scriptedForm();
  for (const name of ['disabled', 'readonly', 'checkout', 'challenge', 'theme'] as const) {
    script.form.setAttribute(name, 'x');
    Reflect.set(script.form, name, value);
    await script.form.updateComplete;
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
    // What comes late is taken up all the same.
    script.form.setAttribute('endpoint', '/eximpe');
    script.form.setAttribute('checkout', 'ORDER-1');
    await script.form.updateComplete;
    expect(script.controllers[0]?.calls).toEqual(['start ORDER-1']);
  });

  test('a value that is none of those there are is said with those there are, and the default counts', async () => {
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

  test('a session, which opens the checkout, is not written down', async () => {
    const warned = listen();
    const script = await scriptedForm({ checkout: 'eyJhbGciOiJIUzI1NiJ9.eyJjaGVja291dCI6Ik8ifQ.c2lnbmVk' });
    await script.to({ kind: 'unavailable', problem: problem('checkout_unknown') });
    await eventually(() => expect(warned().join()).toContain('know this checkout: resolveCheckout returned nothing'));
    expect(warned().join()).not.toContain('eyJ');
  });

  test('an address that depends on the page is pointed out', async () => {
    const warned = listen();
    await readyForm({ endpoint: 'eximpe' });
    await eventually(() => expect(warned().join()).toContain('Start it with a slash.'));
  });

  // Only a bundle can add one: the built file exports nothing.
  test.skipIf(IS_BUILT)('a language of the shop’s own is not called unknown', async () => {
    const warned = listen();
    speak('he', { ...en, pay: 'שלם {amount}' });
    const script = await readyForm({ lang: 'HE-il' });
    await script.form.updateComplete;
    expect(payButton(script).textContent.trim()).toBe('שלם \u2068₹1,000.00\u2069');
    expect(script.query('[part=root]').dir).toBe('rtl');
    expect(warned().join()).not.toContain('lang=');
  });

  test('a value that goes wrong later is said, too', async () => {
    const warned = listen();
    const script = await readyForm();
    script.form.setAttribute('density', 'airy');
    await eventually(() => expect(warned().join()).toContain('density="airy" is unknown'));
  });
});
