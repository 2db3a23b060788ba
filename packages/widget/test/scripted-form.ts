// For tests of the element: a form whose payment is controlled by the test.
import { problem, type InitiateRequest, type ProblemCode, type SavedCard } from '@eximpe/contract';
import { userEvent } from 'vitest/browser';
import { until } from './eventually.ts';
import type { ControllerOptions } from '../src/payment/create-controller.ts';
import type { PaymentController } from '../src/payment/payment-controller.ts';
import type { PaymentState } from '../src/payment/state.ts';
import type { SavedCardsApi } from '../src/saved-cards/saved-cards-api.ts';
import type { CreateSavedCards } from '../src/saved-cards/saved-cards-kit.ts';
import type { BinFacts } from '../src/api/bin-api.ts';
import type { Reply } from '../src/api/payment-api.ts';
import type { CreateBinLookup } from '../src/parts/bin-lookup.ts';
import { ATTEMPT, CHECKOUT, ENTRY, PAYMENT } from './played-answers.ts';
import { createFramedForm, diagnose, createBinLookup, createSavedCards, EximpeCardForm } from './form-under-test.ts';

export { ATTEMPT, CHECKOUT, ENTRY, PAYMENT };

export interface Script {
  readonly form: EximpeCardForm & { answer: Promise<boolean> };
  /** Files of parts that were asked for. */
  readonly loaded: readonly string[];
  readonly controllers: { readonly options: ControllerOptions; readonly calls: string[] }[];
  /** What the form handed over for sending. */
  readonly sent: (readonly [InitiateRequest['card'], InitiateRequest['mop']])[];
  readonly events: { readonly type: string; readonly detail: unknown }[];
  to(state: PaymentState): Promise<void>;
  query(selector: string): HTMLElement;
  text(): string;
}

const EVENTS = ['eximpe-ready', 'eximpe-change', 'eximpe-state', 'eximpe-outcome', 'eximpe-problem'] as const;

/** The saved cards of the simulated server, and the requests to it. */
export const savedOnServer: {
  cards: readonly SavedCard[];
  asked: string[];
  /** The checkout that was sent with the request. */
  checkout?: string;
  /** The request for the cards waits for this. */
  slow?: Promise<void> | undefined;
} = { cards: [], asked: [] };
const SAVED_CARDS: SavedCardsApi = {
  list: () => savedOnServer.slow?.then(() => savedOnServer.cards) ?? Promise.resolve(savedOnServer.cards),
  remove: (id) => {
    savedOnServer.asked.push(`remove ${id}`);
    savedOnServer.cards = savedOnServer.cards.filter((card) => card.id !== id);
    return Promise.resolve(savedOnServer.cards);
  },
};

let bins: (bin: string, checkout: string) => Promise<Reply<BinFacts>> = () =>
  Promise.resolve({ kind: 'lost', problem: problem('gateway_unreachable') });
/** From now on first digits are looked up there. */
export const withBins = (lookUp: typeof bins): void => void (bins = lookUp);

/** The real parts, with simulated servers. */
const PARTS: Readonly<Record<string, unknown>> = {
  'saved-cards.js': ((kit) => {
    savedOnServer.checkout = kit.checkout;
    return createSavedCards(kit, SAVED_CARDS);
  }) satisfies CreateSavedCards,
  'parts/diagnostics.js': diagnose,
  'parts/framed.js': createFramedForm,
  'parts/bin-lookup.js': ((endpoint, checkout, onFacts) =>
    createBinLookup(endpoint, checkout, onFacts, (bin) => bins(bin, checkout))) satisfies CreateBinLookup,
};

/** The real element; only its surroundings are simulated. */
class ScriptedForm extends EximpeCardForm {
  readonly controllers: { options: ControllerOptions; calls: string[] }[] = [];
  readonly sent: [InitiateRequest['card'], InitiateRequest['mop']][] = [];
  /** Files of parts that were asked for. */
  readonly loaded: string[] = [];
  /** “Check again” waits for this: whether the server answers. */
  answer: Promise<boolean> = Promise.resolve(true);

  protected override loadPart<Part>(file: string): Promise<Part | undefined> {
    this.loaded.push(file);
    return Promise.resolve(PARTS[file] as Part | undefined);
  }

  protected override createPaymentController(options: ControllerOptions): PaymentController {
    const calls: string[] = [];
    this.controllers.push({ options, calls });
    const note = (verb: string) => () => void calls.push(verb);
    return {
      state: { kind: 'loading' },
      start: (checkout, why) => void calls.push(['start', checkout, why?.code].filter(Boolean).join(' ')),
      submit: (card, mop) => {
        calls.push('submit');
        this.sent.push([card, mop]);
      },
      reopenChallenge: note('reopenChallenge'),
      cancel: note('cancel'),
      retry: note('retry'),
      checkNow: async () => {
        calls.push('checkNow');
        return this.answer;
      },
      stop: note('stop'),
    };
  }
}
customElements.define('scripted-card-form', ScriptedForm);

/** A form in the page, before the server has answered. */
export async function scriptedForm(attributes: Readonly<Record<string, string>> = {}): Promise<Script> {
  const form = document.createElement('scripted-card-form') as ScriptedForm;
  for (const [name, value] of Object.entries({ endpoint: '/eximpe', checkout: 'ORDER-1', ...attributes }))
    form.setAttribute(name, value);
  const events: { type: string; detail: unknown }[] = [];
  for (const type of EVENTS) form.addEventListener(type, (event) => events.push({ type, detail: event.detail }));
  // A page that is loading or behind another one announces nothing.
  window.focus();
  await until(() => document.readyState === 'complete' && document.hasFocus());
  document.body.append(form);
  await form.updateComplete;
  const query = (selector: string): HTMLElement => {
    const found = form.renderRoot.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`The form shows no ${selector}.`);
    return found;
  };
  const { controllers, sent, loaded } = form;
  return {
    form,
    controllers,
    sent,
    loaded,
    events,
    query,
    to: async (state) => {
      controllers.at(-1)?.options.onState(state);
      await form.updateComplete;
      await form.updateComplete;
    },
    text: () => query('[part=root]').textContent.replace(/\s+/g, ' '),
  };
}

export const inputOf = (script: Script, field: string): HTMLInputElement =>
  script.query(`[data-field=${field}]`) as HTMLInputElement;
export const payButton = (script: Script): HTMLElement => script.query('[type=submit]');
export const focused = (script: Script): Element | null | undefined => script.form.shadowRoot?.activeElement;

/** A form that is ready to pay. */
export async function readyForm(attributes: Readonly<Record<string, string>> = {}): Promise<Script> {
  const script = await scriptedForm(attributes);
  await script.to(ENTRY);
  return script;
}

/** A RuPay card from the gateway's documents; no four consecutive digits of it occur anywhere by chance. */
export const NUMBER = '6082015309577308';

/** Types into every field with the keyboard. */
export async function typeCard(script: Script, number = NUMBER): Promise<void> {
  inputOf(script, 'number').focus();
  await userEvent.keyboard(number);
  inputOf(script, 'expiry').focus();
  await userEvent.keyboard('0530');
  inputOf(script, 'cvc').focus();
  await userEvent.keyboard('123');
  inputOf(script, 'name').focus();
  await userEvent.keyboard('Asha Menon');
}

export const failedFor = (code: ProblemCode): PaymentState => ({
  kind: 'failed',
  checkout: CHECKOUT,
  payment: { ...PAYMENT, status: 'failed' },
  problem: problem(code),
});
