import { afterEach, expect, test } from 'vitest';
import { FACTS } from '../../manifest.mjs';
import tokens from '../theme/tokens.css?inline';
import { EximpeCardForm } from '../../test/form-under-test.ts';
import { CHECKOUT, ENTRY, PAYMENT, scriptedForm } from '../../test/scripted-form.ts';

afterEach(() => document.body.replaceChildren());
const names = (facts: readonly { readonly name: string }[]): string[] => facts.map(({ name }) => name);

test('editors are told of every attribute, method and token that exists, and of no other', () => {
  // Where the fields are is decided once, when the element is connected.
  expect(new Set(names(FACTS.attributes))).toEqual(new Set([...EximpeCardForm.observedAttributes, 'render-root']));
  for (const { name } of [...FACTS.methods, ...FACTS.properties])
    expect(name in EximpeCardForm.prototype, name).toBe(true);
  expect(new Set(tokens.match(/--eximpe-[\w-]+/g))).toEqual(new Set(FACTS.tokens.map((name) => `--eximpe-${name}`)));
});

test('slots and parts are where editors are told they are', async () => {
  const script = await scriptedForm();
  const slots = new Set<string>();
  const parts = new Set<string>();
  const look = (): void => {
    for (const slot of script.form.renderRoot.querySelectorAll('slot')) slots.add(slot.name);
    for (const part of script.form.renderRoot.querySelectorAll('[part]')) part.part.forEach((name) => parts.add(name));
  };
  await script.to({
    kind: 'entry',
    checkout: { ...CHECKOUT, mop: 'ask' },
    problem: { code: 'challenge_failed', message: '' },
  });
  look();
  await script.to({ kind: 'challenge', checkout: CHECKOUT, payment: PAYMENT, mode: 'popup', window: 'open' });
  look();
  await script.to(ENTRY);
  await script.to({ kind: 'paid', payment: { ...PAYMENT, status: 'successful' } });
  look();
  expect(slots).toEqual(new Set(names(FACTS.slots)));
  expect(parts).toEqual(new Set(FACTS.parts));
});
