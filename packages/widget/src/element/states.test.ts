import { problem } from '@eximpe/contract';
import axe from 'axe-core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { PaymentState } from '../payment/state.ts';
import tokens from '../theme/tokens.css?inline';
import { ATTEMPT, CHECKOUT, ENTRY, PAYMENT, scriptedForm, type Script } from '../../test/scripted-form.ts';

afterEach(() => {
  document.body.replaceChildren();
  document.documentElement.style.colorScheme = '';
  vi.restoreAllMocks();
});

const PAID = { ...PAYMENT, status: 'successful' } as const;
const AT_BANK = { kind: 'challenge', checkout: CHECKOUT, payment: PAYMENT, mode: 'popup', window: 'open' } as const;
const CHECKING = { kind: 'checking', checkout: CHECKOUT, attempt: ATTEMPT, payment: PAYMENT, why: 'returned' } as const;
const failed = (code: 'card_declined' | 'card_expired' | 'challenge_cancelled'): PaymentState => ({
  kind: 'failed',
  checkout: CHECKOUT,
  payment: { ...PAYMENT, status: 'failed' },
  problem: problem(code),
});

/** Name, state, what the shopper reads. */
const STATES: readonly (readonly [string, PaymentState, string])[] = [
  ['loading', { kind: 'loading' }, 'Pay'],
  ['entry', ENTRY, 'Pay ₹1,000.00'],
  ['credit or debit', { kind: 'entry', checkout: { ...CHECKOUT, mop: 'ask' } }, 'Card type'],
  ['wrong code', { kind: 'entry', checkout: CHECKOUT, problem: problem('cvc_incorrect') }, 'CVV is wrong'],
  ['submitting', { kind: 'submitting', checkout: CHECKOUT, attempt: ATTEMPT, mode: 'popup' }, 'Processing…'],
  ['bank in a window', AT_BANK, 'If you closed the bank’s page, open it again.'],
  ['bank in a frame', { ...AT_BANK, mode: 'iframe' }, 'Confirm with your bank'],
  ['bank in this tab', { ...AT_BANK, mode: 'redirect' }, 'Taking you to your bank…'],
  ['bank’s window closed', { ...AT_BANK, window: 'closed' }, 'is not open, open it'],
  ['bank’s window blocked', { ...AT_BANK, window: 'blocked' }, 'is not open, open it'],
  ['checking', CHECKING, 'open until your bank answers'],
  ['connection lost', { ...CHECKING, why: 'answer_lost' }, 'Do not pay again'],
  ['not known', { kind: 'unknown', attempt: ATTEMPT, payment: PAYMENT }, 'Do not pay again'],
  ['paid', { kind: 'paid', payment: PAID }, 'Payment complete'],
  ['paid in another tab', { kind: 'unavailable', problem: problem('already_paid') }, 'This order is already paid'],
  ['declined', failed('card_declined'), 'declined this card'],
  ['expired', failed('card_expired'), 'expired'],
  ['cancelled', failed('challenge_cancelled'), 'check was not completed'],
  ['server out of reach', { kind: 'unavailable', problem: problem('gateway_unreachable') }, 'is not responding'],
  ['order not known', { kind: 'unavailable', problem: problem('checkout_unknown') }, 'Go back to your cart'],
];

async function faults(script: Script): Promise<string[]> {
  for (const each of script.form.renderRoot.getAnimations({ subtree: true }))
    if ((each as CSSAnimation).animationName === 'eximpe-appear') each.finish();
  const { violations } = await axe.run(script.form, {
    // What only whole pages have.
    rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
  });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

describe.each(STATES)('%s', (_, state, words) => {
  test.each(['light', 'dark'])('is shown in words, and axe finds nothing to complain of, %s', async (theme) => {
    // The form paints no background of its own: the theme says what is behind it.
    document.documentElement.style.colorScheme = theme;
    document.body.style.background = 'Canvas';
    const script = await scriptedForm({ theme });
    if (state.kind !== 'entry') await script.to(ENTRY);
    await script.to(state);
    expect(script.text()).toContain(words);
    expect(await faults(script)).toEqual([]);
  });
});

test.each([ENTRY, CHECKING])('offline in $kind, axe finds nothing either', async (state) => {
  const script = await scriptedForm();
  await script.to(state);
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  window.dispatchEvent(new Event('offline'));
  await script.form.updateComplete;
  expect(script.text()).toMatch(/You are offline|connection was lost/);
  expect(await faults(script)).toEqual([]);
});

test('every message of an empty form is tied to its field, and axe agrees', async () => {
  const script = await scriptedForm();
  await script.to(ENTRY);
  script.form.validate();
  await script.form.updateComplete;
  for (const input of script.form.renderRoot.querySelectorAll('.box input')) {
    const [error = ''] = input.getAttribute('aria-describedby')?.split(' ') ?? [];
    expect(script.query(`#${error}`).textContent).not.toBe('');
  }
  expect(await faults(script)).toEqual([]);
});

test('on a page that makes its rem 10 px, nothing is too small to read', async () => {
  document.documentElement.style.fontSize = '62.5%';
  const script = await scriptedForm();
  const sizeOf = (selector: string): number => Number.parseFloat(getComputedStyle(script.query(selector)).fontSize);
  await script.to({ kind: 'entry', checkout: CHECKOUT, problem: problem('cvc_incorrect') });
  script.form.validate();
  await script.form.updateComplete;
  const form = ['label', '.error', '.note', '.banner p', 'input', 'button'].map((each) => [each, sizeOf(each)]);
  await script.to(AT_BANK);
  const panel = ['h2', '.panel p'].map((each) => [each, sizeOf(each)]);
  document.documentElement.style.fontSize = '';
  expect(Object.fromEntries([...form, ...panel])).toEqual({
    label: 14,
    '.error': 14,
    '.note': 14,
    '.banner p': 14,
    input: 16,
    button: 16,
    h2: 20,
    '.panel p': 14,
  });
});

test('ink is mixed only where browsers are known to mix it rightly', () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(tokens);
  const mixing = [...sheet.cssRules].filter(({ cssText }) => cssText.includes('color-mix'));
  expect(mixing.map((rule) => (rule as CSSSupportsRule).conditionText)).toEqual(['(color: rgb(from red r g b))']);
});
