// The themes differ enough to be worth choosing, and each is readable on every kind of page.
import { problem } from '@eximpe/contract';
import axe from 'axe-core';
import { afterEach, describe, expect, test } from 'vitest';
import { eventually } from '../../test/eventually.ts';
import { CHECKOUT, failedFor, PAYMENT, scriptedForm, type Script } from '../../test/scripted-form.ts';

const THEMES = Object.entries(
  import.meta.glob<string>('./themes/*.css', { query: '?inline', import: 'default', eager: true }),
).map(([path, css]) => [path.replace(/^.*\/|\.css$/g, ''), css] as const);

/** Every value that a theme sets, by token. */
const valuesOf = (css: string): ReadonlyMap<string, string> =>
  new Map([...css.matchAll(/(--eximpe-[\w-]+):\s*([^;]+);/g)].map(([, token = '', value = '']) => [token, value]));

const PAIRS = THEMES.flatMap(([name, css], index) =>
  THEMES.slice(index + 1).map(([otherName, otherCss]) => [name, otherName, css, otherCss] as const),
);

test.each(PAIRS)('%s and %s differ in more than four values', (_, __, one, other) => {
  const [ones, others] = [valuesOf(one), valuesOf(other)];
  const tokens = new Set([...ones.keys(), ...others.keys()]);
  expect([...tokens].filter((token) => ones.get(token) !== others.get(token)).length).toBeGreaterThan(4);
});

const PAGES = [
  ['light', 'color-scheme: light; background: #fff; color: #1a1a1a'],
  ['dark', 'color-scheme: dark; background: #14161a; color: #f2f2f2'],
  ['like paper', 'background: #efe6d8; color: #33302c'],
  ['deep green', 'background: #10241c; color: #dcf0e6'],
] as const;

let sheet: HTMLStyleElement | undefined;
afterEach(() => {
  sheet?.remove();
  document.body.removeAttribute('style');
  document.body.replaceChildren();
});

async function unreadable({ form }: Script): Promise<string[]> {
  for (const each of form.renderRoot.getAnimations({ subtree: true })) each.cancel();
  const { violations, passes } = await axe.run(form, { runOnly: ['color-contrast'] });
  expect(passes.length).toBeGreaterThan(0);
  return violations.flatMap(({ nodes }) => nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`));
}

describe.each(THEMES)('%s', (_, css) => {
  test.each(PAGES)('is readable on a page that is %s', async (__, page) => {
    document.body.style.cssText = page;
    const script = await scriptedForm();
    sheet = document.createElement('style');
    sheet.textContent = css.replaceAll('eximpe-card-form {', `${script.form.localName} {`);
    document.head.append(sheet);
    expect(getComputedStyle(script.form).getPropertyValue('--eximpe-radius')).toBe(
      valuesOf(css).get('--eximpe-radius'),
    );
    await script.to({ kind: 'entry', checkout: { ...CHECKOUT, mop: 'ask' } });
    script.form.validate();
    await eventually(async () => expect(await unreadable(script)).toEqual([]));
    for (const state of [
      failedFor('card_declined'),
      { kind: 'challenge', checkout: CHECKOUT, payment: PAYMENT, mode: 'popup', window: 'closed' },
      { kind: 'paid', payment: { ...PAYMENT, status: 'successful' } },
      { kind: 'unavailable', problem: problem('gateway_unreachable') },
    ] as const) {
      await script.to(state);
      expect(await unreadable(script), state.kind).toEqual([]);
    }
  });
});
