import type { ProblemCode } from '@eximpe/contract';
import { userEvent } from 'vitest/browser';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { BinFacts } from '../api/bin-api.ts';
import type { Reply } from '../api/payment-api.ts';
import { CHECKOUT, scriptedForm, withBins, type Script } from '../../test/scripted-form.ts';
import { eventually } from '../../test/eventually.ts';

const SILENT: BinFacts = { network: null, mop: null };
const BINS: Record<string, BinFacts> = {
  '65010000': { ...SILENT, network: 'rupay', mop: 'debit_card' },
  '64400000': { ...SILENT, network: 'rupay', mop: 'debit_card' },
  '65020000': { ...SILENT, network: 'discover', mop: 'credit_card' },
  '41110000': { ...SILENT, network: 'visa' },
};
let asked: string[] = [];
let refusal: ProblemCode = 'gateway_unreachable';
/** What the server waits for before it answers. */
let answering = Promise.resolve();
/** The checkout that was sent with the request. */
let askedBy = '';
async function lookUp(bin: string, checkout: string): Promise<Reply<BinFacts>> {
  asked.push(bin);
  askedBy = checkout;
  await answering;
  const value = BINS[bin];
  return value ? { kind: 'answer', value } : { kind: 'refused', problem: { code: refusal, message: '' } };
}

beforeEach(() => {
  asked = [];
  askedBy = '';
  refusal = 'gateway_unreachable';
  answering = Promise.resolve();
  withBins(lookUp);
});
afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

const number = (script: Script): HTMLInputElement => script.query('[data-field=number]') as HTMLInputElement;

async function typed(digits: string, mop: 'detected' | 'ask' = 'detected'): Promise<Script> {
  const script = await scriptedForm();
  await script.to({ kind: 'entry', checkout: { ...CHECKOUT, networks: [...CHECKOUT.networks, 'discover'], mop } });
  number(script).focus();
  await userEvent.keyboard(digits);
  return script;
}
const mark = (script: Script): string | null | undefined =>
  script.form.renderRoot
    .querySelector('[part=network-mark][role=img]:not([aria-label=""])')
    ?.getAttribute('aria-label');

test('the issuer’s data takes precedence over the first digits, and each eight digits are looked up once', async () => {
  const script = await typed('6501000');
  expect(mark(script)).toBe('Discover');
  expect(asked).toEqual([]);
  await userEvent.keyboard('0');
  await eventually(() => expect(mark(script)).toBe('RuPay'));
  expect(script.form.renderRoot.querySelector('[part=mop]')).toBeNull();
  await userEvent.keyboard('1{Backspace}{Backspace}0');
  await eventually(() => expect(mark(script)).toBe('RuPay'));
  expect(asked).toEqual(['65010000']);
});

test('a lookup sends the checkout attribute of the page, possibly a session, not the shop’s own reference', async () => {
  const script = await scriptedForm({ checkout: 'header.claims.signature' });
  await script.to({ kind: 'entry', checkout: { ...CHECKOUT, reference: 'ORDER-1' } });
  number(script).focus();
  await userEvent.keyboard('65010000');
  await eventually(() => expect(askedBy).toBe('header.claims.signature'));
});

test('if the data does not say credit or debit, the shopper is asked, but not for another card', async () => {
  const script = await typed('41110000');
  await eventually(() => expect(script.form.renderRoot.querySelector('[part=mop]')).not.toBeNull());
  await userEvent.keyboard('{Backspace}1');
  await script.form.updateComplete;
  expect(script.form.renderRoot.querySelector('[part=mop]')).toBeNull();
});

test('the error of a card that first seemed refused disappears once the data says otherwise', async () => {
  const script = await scriptedForm();
  await script.to({ kind: 'entry', checkout: { ...CHECKOUT, networks: ['rupay'] } });
  const error = (): string => script.query('#eximpe-number-error').textContent;
  let answer = (): void => {};
  answering = new Promise((resolve) => (answer = resolve));
  number(script).focus();
  await userEvent.keyboard('64400000');
  await eventually(() => expect(error()).toContain('Discover is not accepted'));
  answer();
  await eventually(() => expect(error()).toBe(''));
});

test('a card that may be RuPay is refused only once the data gives another network', async () => {
  const script = await scriptedForm();
  await script.to({ kind: 'entry', checkout: { ...CHECKOUT, networks: ['visa', 'rupay'] } });
  const error = (): string => script.query('#eximpe-number-error').textContent;
  number(script).focus();
  await userEvent.keyboard('6502000');
  expect([error(), mark(script)]).toEqual(['', undefined]);
  await userEvent.keyboard('0');
  await eventually(() => expect(error()).toContain('Discover is not accepted'));
});

test('in an account without lookups the shopper is asked at once', async () => {
  refusal = 'not_found';
  const script = await typed('55555555');
  await eventually(() => expect(script.form.renderRoot.querySelector('[part=mop]')).not.toBeNull());
  expect(mark(script)).toBe('Mastercard');
});

test('a failing lookup does not block the form', async () => {
  const script = await typed('55555555');
  await eventually(() => expect(asked).toEqual(['55555555']));
  await script.form.updateComplete;
  expect(mark(script)).toBe('Mastercard');
  expect(script.form.renderRoot.querySelector('[part=mop]')).toBeNull();
});

test('there is no lookup if the shopper is asked anyway', async () => {
  const wait = vi.spyOn(globalThis, 'setTimeout');
  await typed('41110000', 'ask');
  expect(wait.mock.calls.some(([, pauseMs]) => pauseMs === 250)).toBe(false);
  expect(asked).toEqual([]);
});

test('a number that the browser filled in before the checkout loaded is looked up too', async () => {
  const script = await scriptedForm();
  number(script).value = '6501000000000000';
  number(script).dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  expect(asked).toEqual([]);
  await script.to({ kind: 'entry', checkout: CHECKOUT });
  await eventually(() => expect(mark(script)).toBe('RuPay'));
});

test('the lookup is loaded once, when the shopper is about to type, and not before', async () => {
  const script = await scriptedForm();
  const files = (): string[] => script.loaded.filter((file) => file !== 'parts/diagnostics.js');
  await script.to({ kind: 'entry', checkout: CHECKOUT });
  expect(files()).toEqual([]);
  number(script).focus();
  await userEvent.keyboard('4111');
  expect(files()).toEqual(['parts/bin-lookup.js']);
});

test('a network that the form does not know is ignored', async () => {
  BINS['42220000'] = { network: 'toString' as 'visa', mop: 'debit_card' };
  const script = await typed('42220000');
  await eventually(() => expect(asked).toEqual(['42220000']));
  await script.form.updateComplete;
  expect(mark(script)).toBe('Visa');
});
