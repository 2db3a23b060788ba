// In a dialog built with focus-trap (or a library that uses it): Tab enters the form, goes through it, and wraps around.
import { createFocusTrap, type FocusTrap, type Options } from 'focus-trap';
import { afterEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { eventually } from '../../test/eventually.ts';
import { readyForm, type Script } from '../../test/scripted-form.ts';

let trap: FocusTrap | undefined;
afterEach(() => {
  trap?.deactivate();
  document.body.replaceChildren();
});

/** The focused element, by its field or its text. */
function focused({ form }: Script): string {
  const { activeElement } = document;
  const inside = activeElement === form && form.shadowRoot ? form.shadowRoot.activeElement : activeElement;
  return (inside as HTMLElement | null)?.dataset['field'] ?? inside?.textContent ?? '';
}

const ROUND = ['Close', 'number', 'expiry', 'cvc', 'name', 'pay', 'Close', 'number'];
const AND_BACK = ['Close', 'pay', 'name', 'cvc', 'expiry', 'number', 'Close'];

const WAYS: readonly (readonly [string, Readonly<Record<string, string>>, Options])[] = [
  ['configured to look into shadow roots', {}, { tabbableOptions: { getShadowRoot: true } }],
  ['by default, with the fields in the light root', { 'render-root': 'light' }, {}],
];

test.each(WAYS)('focus-trap, %s', async (_, attributes, options) => {
  const before = document.body.appendChild(document.createElement('button'));
  before.textContent = 'outside';
  const dialog = document.body.appendChild(document.createElement('div'));
  const close = dialog.appendChild(document.createElement('button'));
  close.textContent = 'Close';
  const script = await readyForm(attributes);
  dialog.append(script.form);
  document.body.append(before.cloneNode(true));
  trap = createFocusTrap(dialog, options).activate();
  await eventually(() => expect(focused(script)).toBe('Close'));
  const visited = ['Close'];
  while (visited.length < ROUND.length) {
    await userEvent.tab();
    visited.push(focused(script));
  }
  expect(visited).toEqual(ROUND);
  const back: string[] = [];
  while (back.length < AND_BACK.length) {
    await userEvent.tab({ shift: true });
    back.push(focused(script));
  }
  expect(back).toEqual(AND_BACK);
});
