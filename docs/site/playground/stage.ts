// The document in the playground's frame: the real form, a played server-kit, and what the page around it asks for.
import { LANGUAGE_CODES, LANGUAGES, isLanguage } from '@eximpe/contract/languages';
import { ATTRIBUTE_VALUES } from '../../../packages/widget/src/element/attribute-values.ts';
import type { ControllerOptions } from '../../../packages/widget/src/payment/create-controller.ts';
import type { PaymentController } from '../../../packages/widget/src/payment/payment-controller.ts';
import { STATES } from '../../../packages/widget/test/states.ts';
import { BANKS } from './banks.ts';
import { forceColors } from './forced-colors.ts';
import { playedKit } from './kit.ts';
import type { Choices, FromStage, Settings, Token } from './settings.ts';

/** Ready themes of the form: the files that it has, named when this script is built. */
declare const THEMES: readonly string[];
const HERE = new URL('.', location.href);
const MOUNT = new URL('kit', HERE).pathname;

let settings: Settings | undefined;
const tell = (what: FromStage): void => window.parent.postMessage(what, location.origin);

const kit = playedKit(MOUNT, new URL('bank.html', HERE).pathname, () => settings?.bank ?? 'paid');
window.fetch = kit.fetch(window.fetch.bind(window));
// Nothing is pushed here: the form asks, and answers are held back.
Object.defineProperty(window, 'EventSource', { value: undefined });
// The frame plays the screen: by its width the form chooses how to show the bank's page.
Object.defineProperty(window, 'outerWidth', { get: () => window.innerWidth });
// The waiting page is a file beside this one.
const open = window.open.bind(window);
window.open = (url, ...more) => {
  const attempt = /\/challenge\/wait\/([\w-]+)/.exec(String(url))?.[1];
  return open(attempt ? new URL(`wait.html#${attempt}`, HERE).href : url, ...more);
};

interface Form extends HTMLElement {
  readonly updateComplete: Promise<unknown>;
  createPaymentController(options: ControllerOptions): PaymentController;
}

/** A state that is looked at: nothing leads out of it. */
const still = (): PaymentController => ({
  state: { kind: 'loading' },
  start: () => undefined,
  submit: () => undefined,
  reopenChallenge: () => undefined,
  cancel: () => undefined,
  retry: () => undefined,
  checkNow: () => Promise.resolve(true),
  stop: () => undefined,
});

let moveTo: ControllerOptions['onState'] | undefined;

async function loadForm(): Promise<void> {
  await import(/* @vite-ignore */ new URL('made/form/card-form.js', HERE).href);
  const { prototype } = customElements.get('eximpe-card-form') as unknown as { prototype: Form };
  // oxlint-disable-next-line typescript/unbound-method -- it is called as the form's own below
  const create = prototype.createPaymentController;
  prototype.createPaymentController = function createOrStill(options) {
    moveTo = options.onState;
    return settings?.state === 'live' ? create.call(this, options) : still();
  };
}

const themeLink = document.createElement('link');
themeLink.rel = 'stylesheet';
document.head.append(themeLink);

/** What needs a new form; the rest is set on the one that is there. */
const identityOf = ({ state, bank, look, attributes }: Settings): string =>
  JSON.stringify([state, bank, look === 'forced', attributes['render-root'], attributes['challenge']]);

async function show(next: Settings): Promise<void> {
  const isAnother = !settings || identityOf(settings) !== identityOf(next);
  settings = next;
  const { lang, look, style, attributes, tokens } = next;
  document.documentElement.lang = lang;
  document.documentElement.dir = isLanguage(lang) ? LANGUAGES[lang].direction : 'ltr';
  document.documentElement.style.colorScheme = look === 'light' ? 'light' : 'dark';
  if (style === '') themeLink.removeAttribute('href');
  else themeLink.href = new URL(`made/form/themes/${style}.css`, HERE).href;

  const before = document.querySelector<Form>('eximpe-card-form');
  const form = isAnother || !before ? (document.createElement('eximpe-card-form') as unknown as Form) : before;
  for (const name of form.getAttributeNames()) if (!(name in attributes)) form.removeAttribute(name);
  const all = { endpoint: MOUNT, checkout: 'ORDER-1', ...attributes };
  for (const [name, value] of Object.entries(all)) form.setAttribute(name, value);
  for (const [name, value] of Object.entries(tokens)) form.style.setProperty(name, value);
  if (form === before) return;

  for (const { name: type } of described.events)
    form.addEventListener(type, (event) => tell({ kind: 'event', type, detail: (event as CustomEvent).detail }));
  before?.remove();
  document.querySelector('main')?.append(form);
  await form.updateComplete;
  const state = STATES.find(([name]) => name === next.state)?.[1];
  if (state) moveTo?.(state);
  await form.updateComplete;
  if (look === 'forced' && form.shadowRoot) forceColors(form.shadowRoot);
}

interface Described {
  readonly cssProperties: readonly Token[];
  readonly events: readonly { readonly name: string }[];
}

/** The form as its manifest describes it. */
async function readManifest(): Promise<Described> {
  const manifest = (await (await fetch(new URL('made/form/custom-elements.json', HERE))).json()) as {
    modules: [{ declarations: [Described] }];
  };
  return manifest.modules[0].declarations[0];
}

function choices(): Choices {
  return {
    states: STATES.map(([name]) => name),
    banks: Object.entries(BANKS).map(([name, { title }]) => [name, title]),
    languages: LANGUAGE_CODES.map((code) => [code, nameOf(code)]),
    styles: THEMES,
    attributes: Object.entries(ATTRIBUTE_VALUES),
    tokens: described.cssProperties,
  };
}

const nameOf = (code: string): string => new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;

const described = await readManifest();
await loadForm();
window.addEventListener('message', ({ source, data }: MessageEvent<Settings>) => {
  if (source === window.parent) void show(data);
});
new ResizeObserver(() => tell({ kind: 'height', px: document.body.scrollHeight })).observe(document.body);
tell({ kind: 'ready', choices: choices() });
