import { problem } from '@eximpe/contract';
import axe from 'axe-core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import tokens from '../theme/tokens.css?inline';
import { CHECKOUT, ENTRY, scriptedForm, type Script } from '../../test/scripted-form.ts';
import { AT_BANK, CHECKING, STATES } from '../../test/states.ts';

afterEach(() => {
  document.body.replaceChildren();
  document.documentElement.style.colorScheme = '';
  vi.restoreAllMocks();
});

async function faults(script: Script): Promise<string[]> {
  for (const each of script.form.renderRoot.getAnimations({ subtree: true }))
    if ((each as CSSAnimation).animationName === 'eximpe-appear') each.finish();
  const { violations } = await axe.run(script.form, {
    // Rules that apply only to whole pages.
    rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
  });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

describe.each(STATES)('%s', (_, state, words) => {
  test.each(['light', 'dark'])('is shown in words, and axe finds no violations, %s', async (theme) => {
    // The form has no background of its own: the theme determines what is behind it.
    document.documentElement.style.colorScheme = theme;
    document.body.style.background = 'Canvas';
    const script = await scriptedForm({ theme });
    if (state.kind !== 'entry') await script.to(ENTRY);
    await script.to(state);
    expect(script.text()).toContain(words);
    expect(await faults(script)).toEqual([]);
  });
});

test.each([ENTRY, CHECKING])('axe finds no violations when offline in $kind', async (state) => {
  const script = await scriptedForm();
  await script.to(state);
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  window.dispatchEvent(new Event('offline'));
  await script.form.updateComplete;
  expect(script.text()).toMatch(/You are offline|connection was lost/);
  expect(await faults(script)).toEqual([]);
});

test('every message of an empty form is linked to its field, and axe finds no violations', async () => {
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

test('on a page with a rem of 10 px, nothing is too small to read', async () => {
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

test('text colours are mixed only where browsers are known to mix them correctly', () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(tokens);
  const mixing = [...sheet.cssRules].filter(({ cssText }) => cssText.includes('color-mix'));
  expect(mixing.map((rule) => (rule as CSSSupportsRule).conditionText)).toEqual([
    '(color: rgb(from red r g b)) and (color: color-mix(in srgb, red, red))',
  ]);
});
