import { afterEach, expect, test } from 'vitest';
import tokens from '../theme/tokens.css?inline';
import { EximpeCardForm } from '../../test/form-under-test.ts';
import { bankDialog } from '../challenge/bank-dialog.ts';
import { eventually } from '../../test/eventually.ts';
import { CHECKOUT, ENTRY, PAYMENT, savedOnServer, scriptedForm } from '../../test/scripted-form.ts';

afterEach(() => {
  document.body.replaceChildren();
  savedOnServer.cards = [];
});
interface Named {
  readonly name: string;
}
interface Manifest {
  readonly modules: readonly [
    {
      readonly declarations: readonly [
        Record<'attributes' | 'members' | 'slots' | 'cssParts' | 'cssProperties', Named[]>,
      ];
    },
  ];
}

/** The manifest that the build generated from the class's JSDoc. */
const manifest = (await (await fetch('/dist/custom-elements.json')).json()) as Manifest;
const [declaration] = manifest.modules[0].declarations;
const names = (facts: readonly Named[]): Set<string> => new Set(facts.map(({ name }) => name));

test('the manifest has every attribute, method and token, and no others', () => {
  // The root is chosen once, when the element is connected.
  expect(names(declaration.attributes)).toEqual(new Set([...EximpeCardForm.observedAttributes, 'render-root']));
  for (const name of names(declaration.members)) expect(name in EximpeCardForm.prototype, name).toBe(true);
  expect(new Set(tokens.match(/--eximpe-[\w-]+/g))).toEqual(names(declaration.cssProperties));
});

test('slots and parts exist as in the manifest', async () => {
  const script = await scriptedForm();
  const slots = new Set<string>();
  const parts = new Set<string>();
  const look = (): void => {
    for (const slot of script.form.renderRoot.querySelectorAll('slot')) slots.add(slot.name);
    for (const part of script.form.renderRoot.querySelectorAll('[part]')) part.part.forEach((name) => parts.add(name));
  };
  savedOnServer.cards = [
    { id: 'a', network: 'visa', mop: 'debit_card', expiryMonth: '05', expiryYear: '2030', last4: '0003' },
  ];
  await script.to({
    kind: 'entry',
    checkout: { ...CHECKOUT, mop: 'ask', savesCards: true },
    problem: { code: 'challenge_failed', message: '' },
  });
  await eventually(() => script.query('.saved .inline').click());
  await script.form.updateComplete;
  look();
  await script.to({ kind: 'challenge', checkout: CHECKOUT, payment: PAYMENT, mode: 'iframe', window: 'open' });
  script.query('.bank').append(
    bankDialog(
      (key) => key,
      () => ({ shopName: 'Neel', amount: '₹1,000.00' }),
      { close: () => {}, openInWindow: () => {} },
    ).dialog,
  );
  look();
  await script.to(ENTRY);
  await script.to({ kind: 'paid', payment: { ...PAYMENT, status: 'successful' } });
  look();
  expect(slots).toEqual(names(declaration.slots));
  expect(parts).toEqual(names(declaration.cssParts));
});
