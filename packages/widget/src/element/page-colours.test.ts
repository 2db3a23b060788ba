// On pages in different colours, the text of the form is readable without any CSS from the shop.
import { problem } from '@eximpe/contract';
import axe from 'axe-core';
import { afterEach, describe, expect, test } from 'vitest';
import type { PaymentState } from '../payment/state.ts';
import { eventually } from '../../test/eventually.ts';
import { CHECKOUT, ENTRY, failedFor, inputOf, PAYMENT, savedOnServer, scriptedForm } from '../../test/scripted-form.ts';
import type { Script } from '../../test/scripted-form.ts';

afterEach(() => {
  for (const element of [document.documentElement, document.body]) element.removeAttribute('style');
  document.body.replaceChildren();
  savedOnServer.cards = [];
});

/** Text, fields and their borders on their backgrounds: every contrast that axe reports. */
async function unreadable({ form }: Script): Promise<string[]> {
  for (const each of form.renderRoot.getAnimations({ subtree: true })) each.cancel();
  const { violations } = await axe.run(form, { runOnly: ['color-contrast'] });
  return violations.flatMap(({ nodes }) => nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`));
}

const PAGES: readonly (readonly [string, string, string])[] = [
  ['dark, without declaring it', '', 'background: #14161a; color: #f2f2f2'],
  ['dark, in modern colours', '', 'background: oklch(0.2 0.02 260); color: oklch(0.95 0.01 260 / 0.9)'],
  ['dark by its color-scheme', 'color-scheme: dark', 'background: Canvas; color: CanvasText'],
  ['light', '', 'background: #fff'],
  ['light, on a device in dark mode', 'color-scheme: light', 'background: #fff; color: #222'],
  ['light, with pale text', '', 'background: #fff; color: #666'],
  ['like paper, with greyish text', '', 'background: #efe6d8; color: #575049'],
  ['dark, with pale text', '', 'background: #16181d; color: #a1a1aa'],
  ['a light part of a dark page', 'color-scheme: dark', 'background: #fff; color: #1a1a1a'],
];

const STATES: readonly (readonly [string, PaymentState])[] = [
  ['wrong code', { kind: 'entry', checkout: CHECKOUT, problem: problem('cvc_incorrect') }],
  ['declined', failedFor('card_declined')],
  ['bank', { kind: 'challenge', checkout: CHECKOUT, payment: PAYMENT, mode: 'popup', window: 'closed' }],
  ['paid', { kind: 'paid', payment: { ...PAYMENT, status: 'successful' } }],
  ['unavailable', { kind: 'unavailable', problem: problem('gateway_unreachable') }],
];

describe.each(PAGES)('on a page that is %s', (_, html, body) => {
  test('everything is readable', async () => {
    document.documentElement.style.cssText = html;
    document.body.style.cssText = body;
    savedOnServer.cards = [
      { id: 'a', network: 'visa', mop: 'debit_card', expiryMonth: '05', expiryYear: '2030', last4: '0003' },
    ];
    const script = await scriptedForm();
    await script.to({ ...ENTRY, checkout: { ...CHECKOUT, savesCards: true, mop: 'ask' } } as PaymentState);
    await eventually(() => expect(script.text()).toContain('0003'));
    script.query('.choice:last-child input').click();
    script.form.validate();
    await eventually(async () => expect(await unreadable(script)).toEqual([]));
    for (const [name, state] of STATES) {
      await script.to(state);
      expect(await unreadable(script), name).toEqual([]);
    }
  });
});

test('the form follows a page that turns dark', async () => {
  document.body.style.cssText = 'background: #fff; color: #111';
  const script = await scriptedForm();
  await script.to(ENTRY);
  script.form.validate();
  await eventually(async () => expect(await unreadable(script)).toEqual([]));
  document.body.style.cssText = 'background: #14161a; color: #f2f2f2';
  await eventually(async () => expect(await unreadable(script)).toEqual([]));
});

test('the text colour of the fields is that of the page, or the shop’s own', async () => {
  document.body.style.cssText = 'background: #10241c; color: rgb(220, 240, 230)';
  const script = await scriptedForm();
  await script.to(ENTRY);
  const ink = (): string => getComputedStyle(inputOf(script, 'number')).color;
  expect(ink()).toBe('rgb(220, 240, 230)');
  script.form.style.setProperty('--eximpe-ink', 'rgb(255, 240, 200)');
  expect(ink()).toBe('rgb(255, 240, 200)');
});
