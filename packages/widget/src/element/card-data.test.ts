import { userEvent } from 'vitest/browser';
import { afterEach, expect, test, vi } from 'vitest';
import {
  ATTEMPT,
  CHECKOUT,
  ENTRY,
  inputOf,
  NUMBER,
  PAYMENT,
  readyForm,
  scriptedForm,
  typeCard,
  type Script,
} from '../../test/scripted-form.ts';

const SECRETS = /6082|0153|0957|739|Asha Menon/;
const FIELDS = ['number', 'expiry', 'cvc', 'name'];

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

const values = (script: Script): string => FIELDS.map((field) => inputOf(script, field).value).join('');

async function typed(attributes = {}): Promise<Script> {
  const script = await readyForm(attributes);
  for (const [field, text] of [
    ['number', NUMBER],
    ['expiry', '0530'],
    ['cvc', '739'],
    ['name', 'Asha Menon'],
  ] as const) {
    inputOf(script, field).focus();
    await userEvent.keyboard(text);
  }
  return script;
}

test('no listener of the page sees what is typed, pasted, composed or autofilled, even if it listens first', async () => {
  const heard: Event[] = [];
  const types = ['keydown', 'keyup', 'keypress', 'beforeinput', 'input', 'change', 'paste', 'copy', 'compositionend'];
  const listen = (event: Event): void => void heard.push(event);
  for (const type of types) document.addEventListener(type, listen);
  const script = await typed();
  for (const event of [
    new CompositionEvent('compositionend', { data: NUMBER, bubbles: true, composed: true }),
    new InputEvent('input', { data: NUMBER, bubbles: true, composed: true }),
    new ClipboardEvent('paste', { bubbles: true, composed: true }),
    new Event('change', { bubbles: true, composed: true }),
  ])
    inputOf(script, 'number').dispatchEvent(event);
  for (const type of types) document.removeEventListener(type, listen);
  expect(heard.map(({ type }) => type)).toEqual([]);
});

test('events that the page can see anyway are retargeted to the form and carry no data', async () => {
  const details: unknown[] = [];
  for (const type of ['eximpe-change', 'eximpe-state', 'eximpe-problem', 'eximpe-outcome'] as const)
    document.addEventListener(type, (event) => details.push((event as CustomEvent).detail));
  const targets: (EventTarget | null)[] = [];
  document.addEventListener('focusin', ({ target }) => targets.push(target), { once: true });
  const script = await typed();
  await script.to({ kind: 'submitting', checkout: CHECKOUT, attempt: ATTEMPT, mode: 'popup' });
  await script.to({ kind: 'paid', payment: { ...PAYMENT, status: 'successful' } });
  expect(targets).toEqual([script.form]);
  expect(details.length).toBeGreaterThan(2);
  expect(JSON.stringify(details)).not.toMatch(SECRETS);
});

test('the fields do not belong to a form of the page, and are not sent with one', async () => {
  const outer = document.body.appendChild(document.createElement('form'));
  const script = await typed();
  outer.append(script.form);
  expect([...new FormData(outer)]).toEqual([]);
  expect(outer.elements).toHaveLength(0);
});

test('nothing typed is in an attribute, storage, the address, the history, the title or the console', async () => {
  const said = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation(() => {}),
  );
  const script = await typed();
  inputOf(script, 'number').setSelectionRange(3, 3);
  script.form.validate();
  script.form.submit();
  await script.to({ kind: 'submitting', checkout: CHECKOUT, attempt: ATTEMPT, mode: 'popup' });
  const written = [
    script.form.outerHTML,
    script.query('[part=root]').outerHTML,
    JSON.stringify(Object.entries(localStorage)) + JSON.stringify(Object.entries(sessionStorage)),
    // The test runner's id of this session may contain any digits.
    location.href.replace(/sessionId=[\w-]+/, '') + JSON.stringify(history.state) + document.title + document.cookie,
    JSON.stringify(said.flatMap((each) => each.mock.calls)),
  ];
  for (const text of written) expect(text).not.toMatch(SECRETS);
});

test.each(['a number in the name', 'a number that is wrong'])('no message contains the input: %s', async (kind) => {
  const script = await scriptedForm();
  await script.to(ENTRY);
  const [field, text] = kind.includes('name') ? ['name', NUMBER] : ['number', '6082015309577309'];
  inputOf(script, field ?? '').focus();
  await userEvent.keyboard(text ?? '');
  script.form.validate();
  await script.form.updateComplete;
  expect(script.text()).not.toMatch(SECRETS);
  expect(script.sent).toEqual([]);
});

test('the form is one block for session recorders, and requests only cards from browsers', async () => {
  const script = await typed();
  const block = script.query('[part=root]');
  for (const marker of ['rr-block', 'ph-no-capture', 'sentry-block', 'fs-exclude', 'mp-block', 'nr-block'])
    expect(block.classList.contains(marker), marker).toBe(true);
  for (const marker of ['data-private', 'data-hj-suppress', 'data-clarity-mask', 'data-dd-privacy', 'data-cs-mask'])
    expect(block.hasAttribute(marker), marker).toBe(true);
  for (const field of FIELDS) expect(block.contains(inputOf(script, field))).toBe(true);
  expect(FIELDS.map((field) => inputOf(script, field).autocomplete)).toEqual([
    'cc-number',
    'cc-exp',
    'cc-csc',
    'cc-name',
  ]);
  // Not a password: browsers would offer to save it, with the number as its user name.
  expect(FIELDS.map((field) => inputOf(script, field).type)).toEqual(['text', 'text', 'text', 'text']);
  expect(inputOf(script, 'number').maxLength).toBe(-1);
});

test.each<[string, (script: Script) => unknown]>([
  ['paid', (script) => script.to({ kind: 'paid', payment: { ...PAYMENT, status: 'successful' } })],
  [
    'left, even into the back/forward cache',
    () => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })),
  ],
  ['removed', (script) => script.form.remove()],
  ['emptied', (script) => script.form.reset()],
])('all four fields are empty once the form was %s', async (_, leave) => {
  const script = await typed();
  expect(values(script)).toMatch(SECRETS);
  await leave(script);
  await new Promise((done) => setTimeout(done));
  expect(values(script)).toBe('');
});

test('card data is wiped when paid', async () => {
  const script = await typed();
  await script.to({ kind: 'paid', payment: { ...PAYMENT, status: 'successful' } });
  expect(values(script)).toBe('');
});

test('card data is wiped when the page unloads or the element is removed, and survives a move', async () => {
  const script = await typed();
  const elsewhere = document.body.appendChild(document.createElement('div'));
  elsewhere.append(script.form);
  await script.form.updateComplete;
  expect(values(script)).not.toBe('');
  expect(script.controllers[0]?.calls).toEqual(['start ORDER-1']);
  window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
  expect(values(script)).toBe('');
  await typeCard(script);
  script.form.remove();
  await Promise.resolve();
  expect(values(script)).toBe('');
  expect(script.controllers[0]?.calls).toEqual(['start ORDER-1', 'stop']);
});
