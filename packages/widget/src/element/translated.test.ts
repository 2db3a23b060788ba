// Browsers translate pages by replacing text nodes with elements: the text of a state must be right whatever happened to the old text.
import { problem } from '@eximpe/contract';
import { userEvent } from 'vitest/browser';
import { afterEach, expect, test } from 'vitest';
import type { PaymentState } from '../payment/state.ts';
import { eventually } from '../../test/eventually.ts';
import {
  ATTEMPT,
  CHECKOUT,
  ENTRY,
  failedFor,
  inputOf,
  PAYMENT,
  readyForm,
  savedOnServer,
  type Script,
} from '../../test/scripted-form.ts';

afterEach(() => {
  document.body.replaceChildren();
  savedOnServer.cards = [];
});

/** As Chromium's translator and Google's widget do it: two nested elements replace the text node. */
function translate(root: Node): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    if (!text.data.trim() || text.data.includes(MARK)) continue;
    const outer = document.createElement('font');
    outer.style.verticalAlign = 'inherit';
    const inner = outer.appendChild(document.createElement('font'));
    inner.textContent = MARK + text.data;
    text.replaceWith(outer);
  }
}
const MARK = '¿';

/** The text, translated or not. */
const wordsIn = (script: Script): string => script.text().replaceAll(MARK, '').replace(/\s+/g, ' ').trim();

type Step = (script: Script) => Promise<unknown>;

const click =
  (selector: string): Step =>
  async (script) => {
    script.query(selector).click();
    await script.form.updateComplete;
  };

/** The text of a form after each of these steps; `meddle` runs between them. */
async function wordsAfter(steps: readonly Step[], meddle: (root: Node) => void): Promise<string[]> {
  const script = await readyForm();
  const words: string[] = [];
  for (const step of steps) {
    meddle(script.form.renderRoot);
    await step(script);
    await script.form.updateComplete;
    words.push(wordsIn(script));
  }
  script.form.remove();
  return words;
}

/** Two forms go through the same steps one after the other, and a translator changes the second. */
async function expectSameWords(steps: readonly Step[]): Promise<void> {
  const plain = await wordsAfter(steps, () => {});
  expect(await wordsAfter(steps, translate)).toEqual(plain);
}

const SUBMITTING = { kind: 'submitting', checkout: CHECKOUT, attempt: ATTEMPT, mode: 'popup' } as const;
const AT_BANK = { kind: 'challenge', checkout: CHECKOUT, payment: PAYMENT, mode: 'popup', window: 'open' } as const;
const CHECKING = { kind: 'checking', checkout: CHECKOUT, attempt: ATTEMPT, payment: PAYMENT, why: 'returned' } as const;
const PAID = { kind: 'paid', payment: { ...PAYMENT, status: 'successful' } } as const;
const UNKNOWN = { kind: 'unknown', attempt: ATTEMPT, payment: PAYMENT } as const;

const WAYS: readonly (readonly [string, readonly PaymentState[]])[] = [
  ['paid at the bank', [SUBMITTING, AT_BANK, { ...AT_BANK, window: 'closed' }, CHECKING, PAID]],
  ['declined, then paid', [SUBMITTING, failedFor('card_declined'), ENTRY, SUBMITTING, AT_BANK, PAID]],
  [
    'at a bank with a name',
    [
      SUBMITTING,
      { ...AT_BANK, payment: { ...PAYMENT, issuingBank: 'HDFC Bank' } },
      { ...AT_BANK, mode: 'redirect' },
      PAID,
    ],
  ],
  ['lost and found', [SUBMITTING, { ...CHECKING, why: 'answer_lost' }, CHECKING, UNKNOWN, PAID]],
  [
    'a wrong code, then another price',
    [
      SUBMITTING,
      { kind: 'entry', checkout: CHECKOUT, problem: problem('cvc_incorrect') },
      { kind: 'entry', checkout: { ...CHECKOUT, amount: '2500.00', mop: 'ask' }, problem: problem('amount_changed') },
    ],
  ],
  [
    'out of reach, and paid elsewhere',
    [
      { kind: 'unavailable', problem: problem('gateway_unreachable') },
      { kind: 'unavailable', problem: problem('already_paid') },
    ],
  ],
];

test.each(WAYS)('%s: every state has its own text on a translated page', async (_, states) => {
  await expectSameWords(states.map((state) => (script) => script.to(state)));
});

test('errors appear, change and disappear on a translated page', async () => {
  const type =
    (keys: string): Step =>
    async (script) => {
      inputOf(script, 'number').focus();
      await userEvent.keyboard(keys);
    };
  const validate: Step = (script) => Promise.resolve(script.form.validate());
  await expectSameWords([validate, type('4111'), validate, type('{End}{Backspace}'), validate, type('3782822463')]);
});

test('questions about cancelling and another card work on a translated page', async () => {
  await expectSameWords([
    (script) => script.to(AT_BANK),
    click('.askCancel'),
    click('.keep'),
    (script) => script.to(failedFor('challenge_failed')),
    click('[part=problem] button'),
  ]);
});

test('saved cards are chosen, removed and restored on a translated page', async () => {
  const card = { network: 'visa', mop: 'debit_card', expiryMonth: '05', expiryYear: '2030' } as const;
  const cards = [
    { ...card, id: 'a', last4: '0003' },
    { ...card, id: 'b', last4: '0011', nickname: 'Groceries' },
  ];
  await expectSameWords([
    async (script) => {
      savedOnServer.cards = cards;
      await script.to({ kind: 'loading' });
      script.form.checkout = 'ORDER-2';
      await script.form.updateComplete;
      await script.to({ kind: 'entry', checkout: { ...CHECKOUT, reference: 'ORDER-2', savesCards: true } });
      await eventually(() => expect(script.text()).toContain('0011'));
    },
    click('.saved .inline'),
    click('.saved [part~=remove]'),
    click('.undo'),
  ]);
});
