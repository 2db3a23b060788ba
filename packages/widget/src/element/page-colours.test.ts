// On pages as they are coloured: what is written in the form can be read on each, without a line of the shop's own CSS.
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

/** Text, fields and what marks them, on whatever is behind them: every contrast that axe complains of. */
async function unreadable({ form }: Script): Promise<string[]> {
  for (const each of form.renderRoot.getAnimations({ subtree: true })) each.cancel();
  const { violations } = await axe.run(form, { runOnly: ['color-contrast'] });
  return violations.flatMap(({ nodes }) => nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`));
}

const PAGES: readonly (readonly [string, string, string])[] = [
  ['dark, and says so nowhere', '', 'background: #14161a; color: #f2f2f2'],
  ['dark, in colours of today', '', 'background: oklch(0.2 0.02 260); color: oklch(0.95 0.01 260 / 0.9)'],
  ['dark by its color-scheme', 'color-scheme: dark', 'background: Canvas; color: CanvasText'],
  ['light', '', 'background: #fff'],
  ['light, in the dark of the device', 'color-scheme: light', 'background: #fff; color: #222'],
  ['light, with pale ink', '', 'background: #fff; color: #666'],
  ['like paper, with greyish ink', '', 'background: #efe6d8; color: #575049'],
  ['dark, with pale ink', '', 'background: #16181d; color: #a1a1aa'],
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
  test('all can be read', async () => {
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

test('a page that turns dark takes the form along', async () => {
  document.body.style.cssText = 'background: #fff; color: #111';
  const script = await scriptedForm();
  await script.to(ENTRY);
  script.form.validate();
  await eventually(async () => expect(await unreadable(script)).toEqual([]));
  document.body.style.cssText = 'background: #14161a; color: #f2f2f2';
  await eventually(async () => expect(await unreadable(script)).toEqual([]));
});

test('the ink of the fields is that of the page, or the shop’s own', async () => {
  document.body.style.cssText = 'background: #10241c; color: rgb(220, 240, 230)';
  const script = await scriptedForm();
  await script.to(ENTRY);
  const ink = (): string => getComputedStyle(inputOf(script, 'number')).color;
  expect(ink()).toBe('rgb(220, 240, 230)');
  script.form.style.setProperty('--eximpe-ink', 'rgb(255, 240, 200)');
  expect(ink()).toBe('rgb(255, 240, 200)');
});
