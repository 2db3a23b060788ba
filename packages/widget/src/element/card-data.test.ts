import { userEvent } from 'vitest/browser';
import { afterEach, expect, test, vi } from 'vitest';
import { ATTEMPT, CHECKOUT, ENTRY, PAYMENT, scriptedForm, type Script } from './scripted-form.ts';

/** A documented test card; no run of four of its digits stands anywhere by chance. */
const PAN = '6082015309577308';
const SECRETS = /6082|0153|0957|739|Asha Menon/;
const FIELDS = ['number', 'expiry', 'cvc', 'name'];

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

const input = (script: Script, field: string): HTMLInputElement =>
  script.query(`[data-field=${field}]`) as HTMLInputElement;
const values = (script: Script): string => FIELDS.map((field) => input(script, field).value).join('');

async function typed(attributes = {}): Promise<Script> {
  const script = await scriptedForm(attributes);
  await script.to(ENTRY);
  for (const [field, text] of [
    ['number', PAN],
    ['expiry', '0530'],
    ['cvc', '739'],
    ['name', 'Asha Menon'],
  ] as const) {
    input(script, field).focus();
    await userEvent.keyboard(text);
  }
  return script;
}

test('no listener of the page sees what is typed, pasted, composed or autofilled, also when it listens first', async () => {
  const heard: Event[] = [];
  const types = ['keydown', 'keyup', 'keypress', 'beforeinput', 'input', 'change', 'paste', 'copy', 'compositionend'];
  const listen = (event: Event): void => void heard.push(event);
  for (const type of types) document.addEventListener(type, listen);
  const script = await typed();
  for (const event of [
    new CompositionEvent('compositionend', { data: PAN, bubbles: true, composed: true }),
    new InputEvent('input', { data: PAN, bubbles: true, composed: true }),
    new ClipboardEvent('paste', { bubbles: true, composed: true }),
    new Event('change', { bubbles: true, composed: true }),
  ])
    input(script, 'number').dispatchEvent(event);
  for (const type of types) document.removeEventListener(type, listen);
  expect(heard.map(({ type }) => type)).toEqual([]);
});

test('what the page can hear of anyway is retargeted to the form and carries nothing', async () => {
  const details: unknown[] = [];
  for (const type of ['eximpe-change', 'eximpe-state', 'eximpe-problem', 'eximpe-settled'] as const)
    document.addEventListener(type, (event) => details.push((event as CustomEvent).detail));
  const focused: (EventTarget | null)[] = [];
  document.addEventListener('focusin', ({ target }) => focused.push(target), { once: true });
  const script = await typed();
  await script.to({ kind: 'submitting', checkout: CHECKOUT, attempt: ATTEMPT, mode: 'popup' });
  await script.to({ kind: 'paid', payment: { ...PAYMENT, status: 'successful' } });
  expect(focused).toEqual([script.form]);
  expect(details.length).toBeGreaterThan(2);
  expect(JSON.stringify(details)).not.toMatch(SECRETS);
});

test('the fields belong to no form of the page, and are not sent with one', async () => {
  const outer = document.body.appendChild(document.createElement('form'));
  const script = await typed();
  outer.append(script.form);
  expect([...new FormData(outer)]).toEqual([]);
  expect(outer.elements).toHaveLength(0);
});

test('nothing typed is in an attribute, a storage, the address, the history, the title or the console', async () => {
  const said = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation(() => {}),
  );
  const script = await typed();
  input(script, 'number').setSelectionRange(3, 3);
  script.form.validate();
  script.form.submit();
  await script.to({ kind: 'submitting', checkout: CHECKOUT, attempt: ATTEMPT, mode: 'popup' });
  const written = [
    script.form.outerHTML,
    script.query('[part=root]').outerHTML,
    JSON.stringify(Object.entries(localStorage)) + JSON.stringify(Object.entries(sessionStorage)),
    location.href + JSON.stringify(history.state) + document.title + document.cookie,
    JSON.stringify(said.flatMap((each) => each.mock.calls)),
  ];
  for (const text of written) expect(text).not.toMatch(SECRETS);
});

test.each(['a number in the name', 'a number that is wrong'])('no message repeats what was typed: %s', async (kind) => {
  const script = await scriptedForm();
  await script.to(ENTRY);
  const [field, text] = kind.includes('name') ? ['name', PAN] : ['number', '6082015309577309'];
  input(script, field ?? '').focus();
  await userEvent.keyboard(text ?? '');
  script.form.validate();
  await script.form.updateComplete;
  expect(script.text()).not.toMatch(SECRETS);
  expect(script.sent).toEqual([]);
});

test('the form is one block for session recorders, and asks browsers for nothing but cards', async () => {
  const script = await typed();
  const block = script.query('[part=root]');
  for (const marker of ['rr-block', 'ph-no-capture', 'sentry-block', 'fs-exclude', 'mp-block', 'nr-block'])
    expect(block.classList.contains(marker), marker).toBe(true);
  for (const marker of ['data-private', 'data-hj-suppress', 'data-clarity-mask', 'data-dd-privacy', 'data-cs-mask'])
    expect(block.hasAttribute(marker), marker).toBe(true);
  for (const field of FIELDS) expect(block.contains(input(script, field))).toBe(true);
  expect(FIELDS.map((field) => input(script, field).autocomplete)).toEqual([
    'cc-number',
    'cc-exp',
    'cc-csc',
    'cc-name',
  ]);
  // Not a password: browsers would offer to save it, with the number as its user name.
  expect(FIELDS.map((field) => input(script, field).type)).toEqual(['text', 'text', 'text', 'text']);
  expect(input(script, 'number').maxLength).toBe(-1);
});

test.each<[string, (script: Script) => unknown]>([
  ['paid', (script) => script.to({ kind: 'paid', payment: { ...PAYMENT, status: 'successful' } })],
  [
    'left, also for the back/forward cache',
    () => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })),
  ],
  ['taken out', (script) => script.form.remove()],
  ['emptied', (script) => script.form.reset()],
])('all four fields are empty once the form was %s', async (_, leave) => {
  const script = await typed();
  expect(values(script)).toMatch(SECRETS);
  await leave(script);
  await new Promise((done) => setTimeout(done));
  expect(values(script)).toBe('');
});
