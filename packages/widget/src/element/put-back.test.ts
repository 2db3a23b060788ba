// A form that is moved, taken off the page and put back, copied, or first shown in another document.
import { afterEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { eventually } from '../../test/eventually.ts';
import {
  ATTEMPT,
  CHECKOUT,
  ENTRY,
  focused,
  inputOf,
  NUMBER,
  readyForm,
  scriptedForm,
  typeCard,
  type Script,
} from '../../test/scripted-form.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

/** Longer than the form's second look at where the focus went. */
const A_WHILE_MS = 300;
/** What happens while it is off the page, it can't hear. */
async function offThePage({ form }: Script, work: () => void = () => {}): Promise<void> {
  form.remove();
  await new Promise((gone) => setTimeout(gone, A_WHILE_MS));
  work();
  document.body.append(form);
  await form.updateComplete;
}
const line = (online: boolean): void => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(online);
  window.dispatchEvent(new Event(online ? 'online' : 'offline'));
};

test('it speaks again, although the shopper left the window before it was taken off, and came back unheard', async () => {
  const script = await readyForm();
  const hasFocus = vi.spyOn(document, 'hasFocus').mockReturnValue(false);
  window.dispatchEvent(new Event('blur'));
  await offThePage(script, () => hasFocus.mockReturnValue(true));
  await script.to(ENTRY);
  line(false);
  await eventually(() => expect(script.query('[role=alert]').textContent).toContain('You are offline'));
});

test('it does not say that the device is offline, if it came online in the meantime', async () => {
  const script = await readyForm();
  line(false);
  await offThePage(script, () => line(true));
  expect(script.form.renderRoot.querySelector('[part=problem]')).toBeNull();
});

test('it does not take the focus that it had when it was taken off', async () => {
  const script = await readyForm();
  inputOf(script, 'number').focus();
  await offThePage(script);
  await script.to(ENTRY);
  expect(document.activeElement).toBe(document.body);
  expect(focused(script)).toBeNull();
});

test('the answer to credit or debit is forgotten with the card', async () => {
  const asked = { kind: 'entry', checkout: { ...CHECKOUT, mop: 'ask' } } as const;
  const script = await scriptedForm();
  await script.to(asked);
  await typeCard(script);
  script.query('[part=mop] input').click();
  await offThePage(script);
  await script.to(asked);
  await typeCard(script);
  script.form.submit();
  expect(script.sent).toEqual([]);
});

test('it says what it was about to say, if the page moves it meanwhile', async () => {
  const script = await readyForm();
  const overlay = document.body.appendChild(document.createElement('div'));
  script.form.addEventListener('eximpe-state', () => overlay.append(script.form), { once: true });
  await script.to({ kind: 'submitting', checkout: CHECKOUT, attempt: ATTEMPT, mode: 'popup' });
  await eventually(() => expect(script.query('[role=status]').textContent).toContain('Processing'));
});

test('a missing attribute is reported once', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const script = await scriptedForm({ checkout: '' });
  vi.advanceTimersByTime(1_900);
  script.form.remove();
  await Promise.resolve();
  document.body.append(script.form);
  await script.form.updateComplete;
  vi.advanceTimersByTime(1_900);
  expect(script.events.map(({ type }) => type)).not.toContain('eximpe-problem');
  vi.advanceTimersByTime(1_900);
  expect(script.events.filter(({ type }) => type === 'eximpe-problem')).toHaveLength(1);
});

test('the console does not report attributes of a form that is off the page', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const script = await scriptedForm();
  await script.to({ kind: 'entry', checkout: { ...CHECKOUT, environment: 'sandbox' } });
  script.form.remove();
  script.form.setAttribute('theme', 'loud');
  await new Promise((observed) => setTimeout(observed));
  expect(warn.mock.calls).toEqual([]);
});

test('a copy of a form in the page itself has fields of its own, and nothing that was typed', async () => {
  const script = await readyForm({ 'render-root': 'light' });
  inputOf(script, 'number').focus();
  await userEvent.keyboard(NUMBER);
  const copy = script.form.cloneNode(true) as typeof script.form;
  expect([...copy.querySelectorAll('input')].map(({ value }) => value).join('')).toBe('');
  script.form.remove();
  document.body.append(copy);
  await copy.updateComplete;
  expect(document.querySelectorAll('[part=root]')).toHaveLength(1);
  expect(document.querySelectorAll('[data-field=number]')).toHaveLength(1);
});

test('it can be made here and first shown in another document', async () => {
  const { contentDocument: other } = document.body.appendChild(document.createElement('iframe'));
  const form = document.createElement('scripted-card-form') as Script['form'];
  form.setAttribute('endpoint', '/eximpe');
  form.setAttribute('checkout', 'ORDER-1');
  other?.body.append(form);
  await form.updateComplete;
  const root = form.renderRoot.querySelector('[part=root]') as HTMLElement;
  expect(other?.defaultView?.getComputedStyle(root).display).toBe('grid');
});
