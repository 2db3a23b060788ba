import type { EximpeCardForm } from '@eximpe/card-form';
// oxlint-disable-next-line import/no-empty-named-blocks, unicorn/require-module-specifiers -- it declares the type of a tag and exports nothing
import type {} from '@eximpe/card-form/jsx';
import {
  act,
  createElement,
  createRef,
  StrictMode,
  Suspense,
  version,
  type DetailedHTMLProps,
  type HTMLAttributes,
  type JSX,
} from 'react';
import { createRoot, hydrateRoot, type Root } from 'react-dom/client';
import { renderToString } from 'react-dom/server.browser';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CardForm, type CardFormProps } from '../src/card-form.ts';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const complaints: string[] = [];
let root: Root | undefined;
let place: HTMLElement;
beforeEach(() => {
  complaints.length = 0;
  vi.spyOn(console, 'error').mockImplementation((...said) => void complaints.push(said.join(' ')));
  place = document.body.appendChild(document.createElement('main'));
});
afterEach(async () => {
  await act(async () => root?.unmount());
  root = undefined;
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

const PROPS = { endpoint: '/scripted-kit', checkout: 'NO-CHALLENGE' } as const;
const formIn = (where: HTMLElement): EximpeCardForm => {
  const form = where.querySelector('eximpe-card-form');
  if (!form) throw new Error('There is no form.');
  return form;
};
/** The component loads the form once it is on the page. */
const formHasCome = (): Promise<unknown> => customElements.whenDefined('eximpe-card-form');

async function show(props: Partial<CardFormProps> & { ref?: React.Ref<EximpeCardForm> } = {}): Promise<void> {
  await act(async () => {
    root ??= createRoot(place);
    root.render(createElement(StrictMode, null, createElement(CardForm, { ...PROPS, ...props })));
  });
  await formHasCome();
}

async function type(label: string, text: string): Promise<void> {
  const find = () =>
    [...formIn(place).renderRoot.querySelectorAll('label')].find((each) => each.textContent.includes(label))?.control;
  await expect.poll(() => find() instanceof HTMLInputElement).toBe(true);
  const field = find() as HTMLInputElement;
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

type OfTheElement = Exclude<
  keyof JSX.IntrinsicElements['eximpe-card-form'],
  keyof DetailedHTMLProps<HTMLAttributes<EximpeCardForm>, EximpeCardForm> | `on${string}`
>;
/** `readonly` and `render-root` have names in React's style. */
type Missing = Exclude<OfTheElement, keyof CardFormProps | 'readonly' | 'render-root'>;

test('the component accepts everything that the element accepts', () => {
  const nothingIsMissing: [Missing] extends [never] ? true : Missing = true;
  expect(nothingIsMissing).toBe(true);
});

test('the tests run with the intended version of React', () => {
  expect(version.split('.')[0]).toBe(import.meta.env['REACT_MAJOR']);
});

test('the page gets events with their detail when the checkout is ready and paid', async () => {
  const ready = vi.fn();
  const outcome = vi.fn();
  await show({
    onReady: ({ detail }) => ready(detail.amount),
    onOutcome: ({ detail }) => outcome(detail.status, detail.checkout),
  });
  await expect.poll(() => ready.mock.calls).toEqual([['1000.00']]);
  await type('Card number', '4895380110000003');
  await type('Expiry date', '05/31');
  await type('CVV', '123');
  await type('Name on card', 'Asha Menon');
  formIn(place).submit();
  await expect.poll(() => outcome.mock.calls).toEqual([['successful', 'NO-CHALLENGE']]);
  expect(complaints).toEqual([]);
});

test('attributes, booleans and messages reach the form, and follow changes', async () => {
  await show({
    challenge: 'redirect',
    theme: 'dark',
    digits: 'own',
    lang: 'hi',
    className: 'mine',
    disabled: true,
    readOnly: true,
    messages: { pay: 'Order' },
  });
  const form = formIn(place);
  await expect.poll(() => form.disabled).toBe(true);
  const { challenge, theme, digits, lang, readonly, messages } = form;
  expect({ challenge, theme, digits, lang, readonly, messages }).toEqual({
    challenge: 'redirect',
    theme: 'dark',
    digits: 'own',
    lang: 'hi',
    readonly: true,
    messages: { pay: 'Order' },
  });
  expect(form.className).toBe('mine');
  await show({ theme: 'light' });
  await form.updateComplete;
  expect(form.disabled).toBe(false);
  expect(form.readonly).toBe(false);
  expect(form.theme).toBe('light');
  expect(form.messages).toEqual({});
  expect(complaints).toEqual([]);
});

test('the handler of the latest render is called, and none after the component is unmounted', async () => {
  const [first, second] = [vi.fn(), vi.fn()];
  await show({ onState: first });
  await show({ onState: second });
  const form = formIn(place);
  first.mockClear();
  second.mockClear();
  form.dispatchEvent(new Event('eximpe-state'));
  expect([first, second].map(({ mock }) => mock.calls.length)).toEqual([0, 1]);
  await act(async () => root?.unmount());
  root = undefined;
  form.dispatchEvent(new Event('eximpe-state'));
  expect(second).toHaveBeenCalledTimes(1);
});

test('a form that React hides, since something beside it loads, still reports the outcome', async () => {
  const outcome = vi.fn();
  let isLoading = false;
  const never = new Promise<never>(() => {});
  const Beside = (): null => {
    if (isLoading) throw never;
    return null;
  };
  const render = (): Promise<void> =>
    act(async () => {
      root ??= createRoot(place);
      const form = createElement(CardForm, { ...PROPS, onOutcome: outcome });
      root.render(createElement(Suspense, { fallback: 'Loading' }, form, createElement(Beside)));
    });
  await render();
  const form = formIn(place);
  isLoading = true;
  await render();
  expect(place.textContent).toContain('Loading');
  form.dispatchEvent(new Event('eximpe-outcome'));
  isLoading = false;
  await render();
  formIn(place).dispatchEvent(new Event('eximpe-outcome'));
  expect(outcome).toHaveBeenCalledTimes(2);
});

test('a ref gives the element with its methods', async () => {
  const ref = createRef<EximpeCardForm>();
  await show({ ref });
  expect(ref.current).toBe(formIn(place));
  await expect.poll(() => typeof ref.current?.validate).toBe('function');
});

test('server-rendered markup hydrates without a warning, and gets events from the start', async () => {
  const ready = vi.fn();
  const page = createElement(
    CardForm,
    { ...PROPS, lang: 'en', onReady: ready },
    createElement('p', null, 'Pay another way'),
  );
  place.innerHTML = renderToString(page);
  // There is a document here, unlike on a server: node/ tests what React 18 says there.
  complaints.length = 0;
  expect(place.innerHTML).toContain(
    '<eximpe-card-form endpoint="/scripted-kit" checkout="NO-CHALLENGE" lang="en"><p>Pay another way</p></eximpe-card-form>',
  );
  await act(async () => {
    root = hydrateRoot(place, page);
  });
  await formHasCome();
  await expect.poll(() => ready.mock.calls.length).toBe(1);
  expect(complaints).toEqual([]);
});
