// The live regions announce what changes on the screen, even if it happens twice.
import type { SavedCard } from '@eximpe/contract';
import { userEvent } from 'vitest/browser';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { form as hi } from '../i18n/lang/hi.ts';
import type { PaymentState } from '../payment/state.ts';
import { eventually } from '../../test/eventually.ts';
import { speak } from '../../test/form-under-test.ts';
import {
  ATTEMPT,
  CHECKOUT,
  ENTRY,
  failedFor,
  inputOf,
  PAYMENT,
  readyForm,
  savedOnServer,
  scriptedForm,
  typeCard,
  withBins,
  type Script,
} from '../../test/scripted-form.ts';

const VISA: SavedCard = {
  id: 'visa_visa_visa_visa_visa',
  network: 'visa',
  mop: 'debit_card',
  last4: '0003',
  expiryMonth: '05',
  expiryYear: '2030',
};
const CHECKING: PaymentState = {
  kind: 'checking',
  checkout: CHECKOUT,
  attempt: ATTEMPT,
  payment: PAYMENT,
  why: 'returned',
};

beforeEach(() => void (savedOnServer.cards = []));
afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Everything that either region has announced since; text that is set again is announced again. */
function listen({ form }: Script): string[] {
  const said: string[] = [];
  for (const role of ['status', 'alert']) {
    const region = form.renderRoot.querySelector(`[role=${role}]`) as HTMLElement;
    new MutationObserver(() => region.textContent && said.push(region.textContent.replace('\u00A0', ''))).observe(
      region,
      { childList: true, characterData: true, subtree: true },
    );
  }
  return said;
}
const line = (online: boolean): void => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(online);
  window.dispatchEvent(new Event(online ? 'online' : 'offline'));
};
const enter = async (script: Script): Promise<void> => {
  script.form.submit();
  await script.form.updateComplete;
};

test('the same errors, on a second Enter, with the reason if the caret is already there', async () => {
  const script = await readyForm();
  const said = listen(script);
  await enter(script);
  await enter(script);
  await enter(script);
  const all = 'Please check: Card number, Expiry date, CVV, Name on card';
  expect(said).toEqual([all, `${all}. Enter the card number`, `${all}. Enter the card number`]);
});

test('a missing security code of a saved card, on a second Enter', async () => {
  savedOnServer.cards = [VISA];
  const script = await scriptedForm();
  await script.to({ kind: 'entry', checkout: { ...CHECKOUT, savesCards: true, asksCvc: true } });
  await eventually(() => expect(script.form.renderRoot.querySelector('.choices')).not.toBeNull());
  const said = listen(script);
  await enter(script);
  await enter(script);
  expect(said).toEqual(['Please check: CVV', 'Please check: CVV. Enter the CVV']);
});

test('the error of a field when it is left, once', async () => {
  const script = await readyForm();
  const said = listen(script);
  inputOf(script, 'expiry').focus();
  await userEvent.keyboard('0120');
  inputOf(script, 'name').focus();
  inputOf(script, 'expiry').focus();
  inputOf(script, 'name').focus();
  await script.form.updateComplete;
  expect(said).toEqual(['This card has expired']);
});

test('that credit or debit is asked, if the issuer’s data does not say', async () => {
  withBins(() =>
    Promise.resolve({
      kind: 'answer',
      value: { network: undefined, mop: null },
    } as never),
  );
  const script = await readyForm();
  const said = listen(script);
  await typeCard(script);
  await eventually(() => expect(said).toContain('Choose credit or debit'));
});

test('Pay while the amount is loading, and then the amount', async () => {
  const script = await scriptedForm();
  const said = listen(script);
  await enter(script);
  expect(script.query('[data-field=pay] .spin')).not.toBeNull();
  await script.to(ENTRY);
  expect(said).toEqual(['One moment, the amount is loading.', 'Pay ₹1,000.00']);
});

test('going offline, Pay while offline, and being back online, also after a decline', async () => {
  const script = await readyForm();
  const said = listen(script);
  for (const state of [ENTRY, failedFor('insufficient_funds')]) {
    await script.to(state);
    await script.form.updateComplete;
    said.length = 0;
    line(false);
    await script.form.updateComplete;
    await enter(script);
    line(true);
    await script.form.updateComplete;
    const offline = 'You are offline. Pay when back online.';
    expect(said, state.kind).toEqual([offline, offline, 'You are back online.']);
  }
});

test('which saved cards have loaded', async () => {
  savedOnServer.cards = [VISA, { ...VISA, id: 'other_other_other_other_', network: 'rupay', last4: '7308' }];
  const script = await scriptedForm();
  const said = listen(script);
  await script.to({ kind: 'entry', checkout: { ...CHECKOUT, savesCards: true } });
  await eventually(() => expect(said).toEqual(['Saved cards: Visa 0003, RuPay 7308']));
});

test('buttons that appear after eight seconds; “Check again”, busy and without news; and real news', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const script = await readyForm();
  await script.to(CHECKING);
  const said = listen(script);
  vi.advanceTimersByTime(8_000);
  await script.form.updateComplete;
  expect(said).toEqual(['No answer from your bank yet. Check again, Open the bank’s page, Cancel this payment']);
  let answer: (isAnswered: boolean) => void = () => {};
  const button = script.query('.checkNow');
  const expected: string[] = [...said];
  const lost = 'The connection was lost. Do not pay again: we are checking whether the payment went through.';
  for (const [turn, isAnswered] of [true, true, false].entries()) {
    const words = isAnswered ? 'No answer from your bank yet.' : lost;
    script.form.answer = new Promise((resolve) => (answer = resolve));
    button.click();
    button.click();
    await script.form.updateComplete;
    expect(button.getAttribute('aria-disabled'), `turn ${turn}`).toBe('true');
    expect(button.querySelector('.spin')).not.toBeNull();
    answer(isAnswered);
    await eventually(() => expect(button.getAttribute('aria-disabled')).toBe('false'));
    expect(script.query('.news').textContent).toBe(words);
    expected.push(words);
    expect(said).toEqual(expected);
  }
  expect(script.controllers[0]?.calls.filter((call) => call === 'checkNow')).toHaveLength(3);
  script.form.answer = new Promise((resolve) => (answer = resolve));
  button.click();
  await script.to({ kind: 'paid', payment: { ...PAYMENT, status: 'successful' } });
  answer(true);
  await script.form.updateComplete;
  expect(script.form.renderRoot.querySelector('.news')).toBeNull();
});

test('that the bank’s window was closed, below the same heading', async () => {
  const script = await readyForm();
  const atBank = { kind: 'challenge', checkout: CHECKOUT, payment: PAYMENT, mode: 'popup' } as const;
  await script.to({ ...atBank, window: 'open' });
  const said = listen(script);
  await script.to({ ...atBank, window: 'closed' });
  expect(said).toEqual(['If the bank’s page is not open, open it to confirm.']);
});

test('banner and live regions follow the page’s language', async () => {
  speak('hi', hi);
  const script = await readyForm();
  await script.to(failedFor('insufficient_funds'));
  await eventually(() => expect(script.query('[role=alert]').textContent).toContain('Not enough balance'));
  line(false);
  line(true);
  await script.form.updateComplete;
  script.form.lang = 'hi';
  await eventually(() => expect(script.query('[part=problem]').textContent).toContain(hi.problem_insufficient_funds));
  expect(script.query('[role=status]').textContent).toBe(hi.online);
  const again = await readyForm({ lang: 'hi' });
  await again.to(failedFor('insufficient_funds'));
  await eventually(() => expect(again.query('[role=alert]').textContent).toContain(hi.problem_insufficient_funds));
  again.form.lang = 'en';
  await eventually(() => expect(again.query('[role=alert]').textContent).toContain('Not enough balance'));
});

test('each region has aria-live, since Firefox does not announce an alert’s text by its role alone', async () => {
  const script = await scriptedForm();
  expect(script.query('[role=status]').ariaLive ?? 'polite').toBe('polite');
  expect(script.query('[role=alert]').ariaLive).toBe('assertive');
});
