import type { Network } from '@eximpe/contract';
import { NETWORKS } from '@eximpe/contract/networks';
import { afterEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import {
  ATTEMPT,
  CHECKOUT,
  inputOf,
  PAYMENT,
  payButton,
  readyForm,
  scriptedForm,
  typeCard,
  type Script,
} from '../../test/scripted-form.ts';

afterEach(() => document.body.replaceChildren());

const opacity = (element: Element): number => Number(getComputedStyle(element).opacity);
const marks = (script: Script): SVGElement[] => [
  ...script.form.renderRoot.querySelectorAll<SVGElement>('.marks [part=network-mark]'),
];
const box = (element: Element): DOMRect => element.getBoundingClientRect();

/** At a phone’s width, where elements are close to each other. */
async function onPhone(attributes: Readonly<Record<string, string>> = {}): Promise<Script> {
  const script = await readyForm(attributes);
  script.form.style.width = '310px';
  return script;
}

describe('the marks of the networks', () => {
  test('of all accepted networks are shown as drawings', async () => {
    const script = await scriptedForm();
    const networks = Object.keys(NETWORKS) as Network[];
    await script.to({ kind: 'entry', checkout: { ...CHECKOUT, networks } });
    expect(marks(script)).toHaveLength(networks.length);
    for (const mark of marks(script)) {
      expect(mark.querySelector('path')).not.toBeNull();
      expect(mark.textContent.trim()).toBe('');
    }
    expect(new Set(marks(script).map((mark) => mark.innerHTML)).size).toBe(networks.length);
  });

  test('fade when the card is known to be from another network', async () => {
    const script = await onPhone();
    inputOf(script, 'number').focus();
    await userEvent.keyboard('489538');
    await script.form.updateComplete;
    for (const mark of marks(script)) for (const each of mark.getAnimations()) each.finish();
    expect(marks(script).map((mark) => opacity(mark) === 1)).toEqual(
      CHECKOUT.networks.map((network) => network === 'visa'),
    );
  });
});

test.each(['en', 'ur'])('nothing in an input covers the typed text: %s', async (lang) => {
  const script = await onPhone({ lang });
  await typeCard(script);
  for (const field of ['number', 'cvc']) {
    const input = inputOf(script, field);
    const style = getComputedStyle(input);
    const [left, right] = [Number.parseFloat(style.paddingLeft), Number.parseFloat(style.paddingRight)];
    const text = { left: box(input).left + left, right: box(input).right - right };
    const aside = box(script.query(`.${field} .aside`));
    expect(aside.right <= text.left || aside.left >= text.right, field).toBe(true);
  }
});

test('the errors of expiry date and code are in one row, with one line each', async () => {
  const script = await onPhone();
  inputOf(script, 'expiry').focus();
  await userEvent.keyboard('0120');
  inputOf(script, 'cvc').focus();
  await userEvent.keyboard('1');
  script.form.submit();
  await script.form.updateComplete;
  const [expiry, cvc] = ['expiry', 'cvc'].map((field) => box(script.query(`#eximpe-${field}-error`)));
  expect(expiry?.top).toBe(cvc?.top);
  for (const row of [expiry, cvc]) expect(row?.height).toBeLessThan(24);
});

test('the question of credit or debit is right below the number', async () => {
  const script = await scriptedForm();
  await script.to({ kind: 'entry', checkout: { ...CHECKOUT, mop: 'ask' } });
  expect(script.query('.number').nextElementSibling).toBe(script.query('[part=mop]'));
});

test('the form is dimmed while it is sent, and the button shows a spinner', async () => {
  const script = await readyForm();
  await script.to({ kind: 'submitting', checkout: CHECKOUT, attempt: ATTEMPT, mode: 'popup' });
  for (const each of script.form.renderRoot.querySelectorAll('.box')) {
    for (const animation of each.getAnimations()) animation.finish();
    expect(opacity(each)).toBeLessThan(0.8);
  }
  expect(payButton(script).querySelector('.spin')).not.toBeNull();
});

test.each([
  ['sandbox', true],
  ['production', false],
] as const)('%s: whether no money moves is said on top, in every state', async (environment, isSaid) => {
  const script = await scriptedForm();
  const checkout = { ...CHECKOUT, environment };
  const states = [
    { kind: 'entry', checkout } as const,
    { kind: 'checking', checkout, attempt: ATTEMPT, payment: null, why: 'returned' } as const,
  ];
  for (const state of states) {
    await script.to(state);
    expect(script.form.renderRoot.querySelector('[part=test-mode]') !== null, state.kind).toBe(isSaid);
  }
});

test.each([
  ['button-height', '70px', '[type=submit]', 'min-height', '70px'],
  ['border-width', '3px', '.number input', 'border-top-width', '3px'],
  ['shadow', 'rgb(1, 2, 3) 0px 1px 2px 0px', '.number input', 'box-shadow', 'rgb(1, 2, 3) 0px 1px 2px 0px'],
  ['label-size', '19px', '.number label', 'font-size', '19px'],
  ['label-weight', '300', '.number label', 'font-weight', '300'],
  ['heading-font', 'serif', 'h2', 'font-family', 'serif'],
  ['panel-gap', '31px', '.panel', 'row-gap', '31px'],
] as const)('--eximpe-%s takes effect', async (token, value, selector, property, seen) => {
  const script = await readyForm();
  script.form.style.setProperty(`--eximpe-${token}`, value);
  if (selector === 'h2' || selector === '.panel')
    await script.to({ kind: 'paid', payment: { ...PAYMENT, status: 'successful' } });
  const element = script.query(selector);
  for (const animation of element.getAnimations()) animation.finish();
  expect(getComputedStyle(element).getPropertyValue(property)).toBe(seen);
});

test('--eximpe-ring takes effect around the focused element', async () => {
  const script = await readyForm();
  script.form.style.setProperty('--eximpe-ring', 'rgb(1, 2, 3)');
  inputOf(script, 'number').focus();
  expect(getComputedStyle(inputOf(script, 'number')).outlineColor).toBe('rgb(1, 2, 3)');
});
