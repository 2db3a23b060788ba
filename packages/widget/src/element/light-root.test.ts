import { userEvent } from 'vitest/browser';
import { afterEach, expect, test, vi } from 'vitest';
import { ENTRY, scriptedForm } from '../../test/scripted-form.ts';
import formStyles from '../theme/card-form.css?inline';
import savedCardsStyles from '../theme/saved-cards.css?inline';
import tokens from '../theme/tokens.css?inline';
import { scoped } from './light-root.ts';

afterEach(() => document.body.replaceChildren());

test('the form is in the page itself, looks as in its shadow root, and does not affect the page', async () => {
  const shadow = await scriptedForm();
  await shadow.to(ENTRY);
  const outside = document.body.appendChild(document.createElement('button'));
  const before = getComputedStyle(outside).minHeight;
  const light = await scriptedForm({ 'render-root': 'light' });
  await light.to(ENTRY);
  expect(light.form.shadowRoot).toBeNull();
  expect(document.querySelector('scripted-card-form > [part=root] input[name=cc-number]')).not.toBeNull();
  const styles = ['minHeight', 'borderRadius', 'backgroundColor', 'color', 'display', 'paddingInlineStart'] as const;
  for (const selector of ['[type=submit]', '[data-field=number]', '.error', 'form']) {
    const [inShadow, inLight] = [shadow, light].map((script) => getComputedStyle(script.query(selector)));
    for (const style of styles) expect(inLight?.[style], `${selector} ${style}`).toBe(inShadow?.[style]);
  }
  expect(getComputedStyle(outside).minHeight).toBe(before);
});

test('a card typed there is sent, and keys stay inside', async () => {
  const heard = vi.fn();
  document.addEventListener('keydown', heard);
  const script = await scriptedForm({ 'render-root': 'light' });
  await script.to(ENTRY);
  (script.query('[data-field=number]') as HTMLInputElement).focus();
  await userEvent.keyboard('60820153095773080530123Asha Menon{Enter}');
  document.removeEventListener('keydown', heard);
  expect(script.sent).toHaveLength(1);
  expect(heard).not.toHaveBeenCalled();
});

/** Style rules, including those inside conditions. */
const styleRules = (rules: CSSRuleList): CSSStyleRule[] =>
  [...rules].flatMap((rule) => {
    if (rule instanceof CSSStyleRule) return [rule];
    return rule instanceof CSSGroupingRule ? styleRules(rule.cssRules) : [];
  });
const sheetOf = (css: string): CSSStyleSheet => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
};

test('every rule of the form applies only inside it, and animations keep their names', () => {
  const css = tokens + formStyles + savedCardsStyles;
  const own = sheetOf(css);
  const light = sheetOf(scoped(css, 'eximpe-card-form'));
  const animations = (sheet: CSSStyleSheet): string[] =>
    [...sheet.cssRules].flatMap((rule) => (rule instanceof CSSKeyframesRule ? [rule.name] : []));
  expect(animations(light)).toEqual(animations(own));
  const selectors = styleRules(light.cssRules).map((rule) => rule.selectorText);
  expect(selectors).toHaveLength(styleRules(own.cssRules).length);
  for (const selector of selectors.flatMap((list) => list.split(/,(?![^(]*\))/)))
    expect(selector.trim()).toMatch(/^eximpe-card-form( |\[|$)/);
  // CSS nesting is newer than the oldest supported browsers.
  for (const rule of styleRules(light.cssRules)) expect(rule.cssRules).toHaveLength(0);
});
