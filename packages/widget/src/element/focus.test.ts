// After the bank: what is announced once, and where the focus goes. Never to the page's body.
import { problem } from '@eximpe/contract';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ATTEMPT, CHECKOUT, PAYMENT, readyForm, scriptedForm, type Script } from '../../test/scripted-form.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const PAID = { kind: 'paid', payment: { ...PAYMENT, status: 'successful' } } as const;
const AT_BANK = { kind: 'challenge', checkout: CHECKOUT, payment: PAYMENT, mode: 'popup', window: 'open' } as const;
const DECLINED =
  'The payment did not go through. Your bank declined this card. Use another, or switch on online payments in your bank’s app. ₹1,000.00. RuPay card ending in 7308';
const SUBMITTING = { kind: 'submitting', checkout: CHECKOUT, attempt: ATTEMPT, mode: 'popup' } as const;
const FAILED = { kind: 'failed', checkout: CHECKOUT, payment: PAYMENT, problem: problem('card_declined') } as const;

const heading = (script: Script): HTMLElement => script.query('[data-field=panel]');
const focused = (script: Script): Element | null => (script.form.renderRoot as ShadowRoot).activeElement;
const alert = (script: Script): string => script.query('[role=alert]').textContent.trim();
const status = (script: Script): string => script.query('[role=status]').textContent.trim();
const description = (script: Script): string =>
  (heading(script).getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => script.form.renderRoot.querySelector(`#${id}`)?.textContent ?? '')
    .join(' ');

async function paying(): Promise<Script> {
  const script = await readyForm();
  script.query('[data-field=pay]').focus();
  await script.to(SUBMITTING);
  return script;
}

describe('the outcome', () => {
  test('is announced once by the heading, which has the amount and card as its description', async () => {
    const script = await paying();
    await script.to(PAID);
    expect(focused(script)).toBe(heading(script));
    expect(heading(script).textContent.trim()).toBe('Payment complete');
    expect(description(script)).toMatch(/^₹1,000\.00 RuPay card ending in \d{4}$/);
    expect(status(script)).toBe('');
  });

  test('of a declined card is announced at once with its reason, and the caret is where the next one is typed', async () => {
    const script = await paying();
    await script.to(FAILED);
    expect(focused(script)).toBe(script.query('[data-field=number]'));
    await script.form.updateComplete;
    expect(alert(script)).toBe(DECLINED);
    expect(status(script)).toBe('');
  });

  test('is one sentence in the live region for a shopper elsewhere on the page', async () => {
    const elsewhere = document.body.appendChild(document.createElement('input'));
    const script = await readyForm();
    elsewhere.focus();
    await script.to(PAID);
    expect(document.activeElement).toBe(elsewhere);
    expect(status(script)).toMatch(/^Payment complete\. ₹1,000\.00\. RuPay card ending in \d{4}$/);
  });

  // A screen reader that switches windows is busy, and misses what changes at the same moment.
  test.each([
    ['that arrived behind the bank’s window', PAID, ''],
    ['that was a failure, with its reason', FAILED, DECLINED],
  ])('%s is announced just after the shopper is back, by moving the focus then', async (_, next, said) => {
    const script = await paying();
    const hasFocus = vi.spyOn(document, 'hasFocus').mockReturnValue(false);
    window.dispatchEvent(new Event('blur'));
    await script.to(AT_BANK);
    vi.advanceTimersByTime(10_000);
    await script.to(next);
    expect(status(script)).toBe('');
    expect(alert(script)).toBe('');
    hasFocus.mockReturnValue(true);
    window.dispatchEvent(new Event('focus'));
    await script.form.updateComplete;
    const target = script.query(next === PAID ? '[data-field=panel]' : '[data-field=number]');
    expect(focused(script)).not.toBe(target);
    vi.advanceTimersByTime(1_500);
    expect(focused(script)).toBe(target);
    expect(alert(script)).toBe('');
    await script.form.updateComplete;
    expect(alert(script)).toBe(said);
  });

  test('that arrives while the heading has the focus is announced by the live region after a second', async () => {
    const script = await paying();
    await script.to({ kind: 'checking', checkout: CHECKOUT, attempt: ATTEMPT, payment: null, why: 'no_challenge' });
    expect(focused(script)).toBe(heading(script));
    await script.to(PAID);
    expect(status(script)).toBe('');
    vi.advanceTimersByTime(1_000);
    await script.form.updateComplete;
    expect(status(script)).toBe('Payment complete. ₹1,000.00. RuPay card ending in 7308');
  });

  test('does not take the focus from where the shopper went in that moment', async () => {
    const elsewhere = document.body.appendChild(document.createElement('input'));
    const script = await paying();
    await script.to(AT_BANK);
    await script.to(PAID);
    elsewhere.focus();
    vi.advanceTimersByTime(1_500);
    expect(document.activeElement).toBe(elsewhere);
  });

  test('does not take the caret from the field in which the shopper has started typing', async () => {
    const script = await paying();
    await script.to(AT_BANK);
    await script.to(FAILED);
    script.query('[data-field=expiry]').focus();
    vi.advanceTimersByTime(1_500);
    expect(focused(script)).toBe(script.query('[data-field=expiry]'));
  });

  test('is preceded by “Processing…” only if it takes more than a second', async () => {
    const script = await paying();
    expect(status(script)).toBe('');
    vi.advanceTimersByTime(1_000);
    await script.form.updateComplete;
    expect(status(script)).toBe('Processing…');
    const quick = await paying();
    await quick.to(PAID);
    vi.advanceTimersByTime(2_000);
    await quick.form.updateComplete;
    expect(status(quick)).toBe('');
  });
});

test('the live region also mentions the bank’s app when the wait for the bank is long', async () => {
  const script = await paying();
  await script.to(AT_BANK);
  expect(status(script)).toBe('');
  vi.advanceTimersByTime(8_000);
  await script.form.updateComplete;
  expect(status(script)).toBe('Check your bank’s app if you are asked to approve there.');
  const quick = await paying();
  await quick.to(AT_BANK);
  await quick.to(PAID);
  vi.advanceTimersByTime(8_000);
  await quick.form.updateComplete;
  expect(status(quick)).not.toContain('app');
});

describe('the focus', () => {
  const RESUMED = { kind: 'checking', checkout: null, attempt: ATTEMPT, payment: null, why: 'resumed' } as const;

  test('is on the panel after coming back from the bank in this tab, and stays there until the outcome', async () => {
    const script = await scriptedForm();
    await script.to(RESUMED);
    expect(focused(script)).toBe(heading(script));
    await script.to(PAID);
    expect(focused(script)).toBe(heading(script));
  });

  test.each([
    [PAID, 'panel', ''],
    [FAILED, 'number', DECLINED],
  ] as const)('is there once the page has loaded if the outcome is already known: %#', async (next, target, said) => {
    const script = await scriptedForm();
    window.dispatchEvent(new Event('load'));
    await script.to(RESUMED);
    await script.to(next);
    expect(document.activeElement).toBe(document.body);
    vi.advanceTimersByTime(1_500);
    expect(focused(script)).toBe(script.query(`[data-field=${target}]`));
    await script.form.updateComplete;
    expect(alert(script)).toBe(said);
    vi.advanceTimersByTime(2_000);
    await script.form.updateComplete;
    expect(status(script)).toBe('');
  });

  test('is not taken from where the shopper went meanwhile', async () => {
    const elsewhere = document.body.appendChild(document.createElement('input'));
    elsewhere.focus();
    const script = await scriptedForm();
    await script.to(RESUMED);
    expect(document.activeElement).toBe(elsewhere);
  });

  test('does not move to the body when the focused button disappears: “Try again” leads to the form', async () => {
    const script = await readyForm();
    script.query('[data-field=pay]').focus();
    await script.to({ kind: 'unavailable', problem: problem('gateway_unreachable') });
    script.query('.panel button').focus();
    await script.to({ kind: 'loading' });
    await script.to({ kind: 'entry', checkout: CHECKOUT });
    expect(document.activeElement).toBe(script.form);
    expect(focused(script)).toBe(script.query('[data-field=pay]'));
  });

  test('changes nothing when it moves to a control', async () => {
    const script = await scriptedForm();
    await script.to({ kind: 'entry', checkout: { ...CHECKOUT, mop: 'ask' } });
    const seen = (): unknown => [script.text(), script.query('form').hidden, script.controllers[0]?.calls.join()];
    const before = seen();
    const controls = [...script.form.renderRoot.querySelectorAll<HTMLElement>('input, button')];
    expect(controls.length).toBeGreaterThan(4);
    for (const control of controls) {
      control.focus();
      await script.form.updateComplete;
      expect(focused(script)).toBe(control);
      expect(seen()).toEqual(before);
    }
  });

  test('is not taken back from a shopper who left the form on purpose', async () => {
    const script = await readyForm();
    script.query('[data-field=number]').focus();
    script.query('[data-field=number]').blur();
    script.form.requestUpdate();
    await script.form.updateComplete;
    expect(document.activeElement).toBe(document.body);
  });
});
