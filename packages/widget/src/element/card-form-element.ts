// <eximpe-card-form>: attributes in, events out, and the view of the state in between.
import type { CheckoutAnswer, Mop } from '@eximpe/contract';
import { NETWORKS } from '@eximpe/contract/networks';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { KnownNetwork } from '../card/networks.ts';
import { EximpeChangeEvent } from '../events/eximpe-change-event.ts';
import { CardFields } from '../fields/card-fields.ts';
import { FIELDS, type FieldName } from '../fields/judge-card.ts';
import { en } from '../i18n/en.ts';
import { directionOf, languageOf, messagesIn } from '../i18n/languages.ts';
import { wordsOf, type Messages, type Words } from '../i18n/messages.ts';
import { printAmount } from '../i18n/money.ts';
import { PROBLEM_WORDS } from '../i18n/problem-words.ts';
import type { ChallengeWish } from '../challenge/choose-mode.ts';
import type { PaymentController } from '../payment/payment-controller.ts';
import type { PaymentState } from '../payment/state.ts';
import look from '../theme/card-form.css?inline';
import tokens from '../theme/tokens.css?inline';
import { assemble, type Assemble } from './assemble.ts';
import { eventsOf } from './events-of.ts';
import { fixFor } from './fix.ts';
import { panelOf, type PanelAction } from './panels.ts';
import { keepQuiet } from './quiet-events.ts';
import { TemplateElement } from './template-element.ts';
import { entryView } from './views/entry-view.ts';
import { panelView } from './views/panel-view.ts';
import { wordValues } from './word-values.ts';

const CHALLENGES: readonly ChallengeWish[] = ['auto', 'popup', 'iframe', 'redirect'];
/** In flight, what the attributes say is not looked at: the payment under way is not disturbed. */
const IN_FLIGHT = new Set<PaymentState['kind']>(['submitting', 'challenge', 'checking']);

/**
 * A card form that pays one checkout through a server-kit.
 *
 * @fires eximpe-ready - the form can be paid with
 * @fires eximpe-change - the detected network or completeness changed
 * @fires eximpe-state - the payment moved
 * @fires eximpe-settled - the shopper has an answer
 * @fires eximpe-problem - something stands in the way
 */
export class EximpeCardForm extends TemplateElement {
  static readonly observedAttributes = ['endpoint', 'checkout', 'challenge', 'lang', 'disabled', 'readonly'];
  /** Replaced by tests of this element. */
  static assemble: Assemble = assemble;

  #payment: PaymentState = { kind: 'loading' };
  #asksMop = false;
  #mop: Mop | undefined;
  #mopMissing = false;
  /** What the polite and the urgent live region say. Never what was typed. */
  #said = '';
  #alarm = '';

  #lang = 'en';
  #messages: Messages = en;
  #overrides: Partial<Messages> = {};
  #words: Words = wordsOf(en);
  #controller: PaymentController | undefined;
  /** As the server last said; `paid` and resumed states do not repeat it. */
  #checkout: CheckoutAnswer | null = null;
  #started = '';
  #ready = false;
  #network: KnownNetwork | undefined;
  #complete = false;
  #focusNext: FieldName | 'mop' | 'pay' | 'panel' | undefined;
  readonly #fields = new CardFields({
    input: (name) => this.renderRoot?.querySelector<HTMLInputElement>(`[data-field=${name}]`) ?? null,
    accepts: (network) => this.#accepts(network),
    onChange: () => this.#fieldsChanged(),
  });

  /** Pays with what is in the fields, as the Pay button does. Call it synchronously in a click: a popup may have to open. */
  submit(): void {
    if (this.#payment.kind !== 'entry' || this.disabled || !this.validate()) return;
    const card = this.#fields.read();
    if (card) this.#controller?.submit(card, this.#asksMop ? this.#mop : undefined);
  }

  /** What `<form>` calls it; the same as `submit()`. */
  requestSubmit(): void {
    this.submit();
  }

  /** Shows what is wrong, takes the caret there, and says whether the form can be sent. */
  validate(): boolean {
    this.requestUpdate();
    const wrong = this.#fields.check();
    this.#mopMissing = this.#asksMop && !this.#mop;
    if (wrong.length > 0 || this.#mopMissing) {
      const names = [
        ...wrong.map((name) => this.#words(`label_${name}`)),
        ...(this.#mopMissing ? [this.#words('label_mop')] : []),
      ];
      this.#alarm = this.#words('check_fields', { fields: names.join(', ') });
      this.#focus(wrong[0] ?? 'mop');
      return false;
    }
    this.#alarm = '';
    return true;
  }

  /** Empties the fields. A payment under way is not touched. */
  reset(): void {
    this.#mop = undefined;
    this.#mopMissing = false;
    this.#alarm = '';
    this.#wipe();
    this.requestUpdate();
  }

  /** Gives a payment under way up, as the Cancel button does; the server is asked for the truth. */
  cancel(): void {
    this.#controller?.cancel();
  }

  /** The first field that is not right yet, the Pay button when all are, or what stands in place of the form. */
  override focus(): void {
    if (panelOf(this.#payment, this.#words)) this.#focus('panel');
    else this.#focus(this.#fields.firstWrong() ?? 'pay');
  }

  /** Where the server-kit is mounted: a path of this site such as `/eximpe`, or an absolute address. */
  get endpoint(): string {
    return this.getAttribute('endpoint') ?? '';
  }
  set endpoint(endpoint: string) {
    this.setAttribute('endpoint', endpoint);
  }

  /** The merchant's reference of what is to be paid. */
  get checkout(): string {
    return this.getAttribute('checkout') ?? '';
  }
  set checkout(checkout: string) {
    this.setAttribute('checkout', checkout);
  }

  /** How the bank's page is shown; `auto` without it. */
  get challenge(): ChallengeWish {
    return CHALLENGES.find((wish) => wish === this.getAttribute('challenge')) ?? 'auto';
  }
  set challenge(challenge: ChallengeWish) {
    this.setAttribute('challenge', challenge);
  }

  /** Nothing can be typed or sent. */
  get disabled(): boolean {
    return this.hasAttribute('disabled');
  }
  set disabled(disabled: boolean) {
    this.toggleAttribute('disabled', disabled);
  }

  /** What is typed stands; it can still be sent. */
  get readonly(): boolean {
    return this.hasAttribute('readonly');
  }
  set readonly(readonly: boolean) {
    this.toggleAttribute('readonly', readonly);
  }

  /** The shop's own words for single messages, in whatever language it likes. */
  get messages(): Partial<Messages> {
    return this.#overrides;
  }
  set messages(messages: Partial<Messages>) {
    this.#overrides = messages;
    this.#words = wordsOf(this.#messages, messages);
    this.requestUpdate();
  }

  override connectedCallback(): void {
    const isNew = !this.renderRoot;
    super.connectedCallback();
    if (isNew) keepQuiet(this.renderRoot);
    window.addEventListener('pagehide', this.#wipe);
  }

  disconnectedCallback(): void {
    window.removeEventListener('pagehide', this.#wipe);
    // Moving the element takes it out and puts it back in one go; only when it stays out is it over.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#wipe();
      this.#controller?.stop();
      this.#controller = undefined;
      this.#started = '';
    });
  }

  protected css(): string {
    return tokens + look;
  }

  protected updated(): void {
    this.#start();
    const target = this.#focusNext;
    this.#focusNext = undefined;
    if (target) this.#focus(target);
  }

  protected template(): TemplateResult {
    this.#speak();
    const payment = this.#payment;
    const words = this.#words;
    const checkout = ('checkout' in payment && payment.checkout) || this.#checkout;
    const amount = checkout ? printAmount(checkout.amount, checkout.currency, this.#lang) : undefined;
    const panel = panelOf(payment, words);
    return html`<div
      part="root"
      lang=${this.#lang}
      dir=${directionOf(this.#lang)}
      class="rr-block ph-no-capture sentry-block fs-exclude mp-block nr-block"
      data-private
      data-hj-suppress
      data-clarity-mask="true"
      data-dd-privacy="hidden"
      data-sentry-block
      data-openreplay-obscured
      data-nr-block
      data-cs-mask
      data-recording-ignore="mask"
    >
      <div class="quietly" role="status">${this.#said}</div>
      <div class="quietly" role="alert">${this.#alarm}</div>
      ${entryView(
        {
          words,
          hidden: panel !== undefined,
          checkout,
          amount,
          busy: payment.kind === 'submitting',
          disabled: this.disabled,
          readonly: this.readonly,
          problem: payment.kind === 'entry' ? payment.problem : undefined,
          fields: this.#fields.state,
          asksMop: this.#asksMop,
          mop: this.#mop,
          mopMissing: this.#mopMissing,
        },
        {
          onInput: (event) => this.#typed(event),
          onLeave: (event) => this.#left(event),
          onSubmit: (event) => {
            event.preventDefault();
            this.submit();
          },
          onSlottedClick: ({ target }) => {
            if (!this.renderRoot.contains(target as Node)) this.submit();
          },
          onMop: (mop) => {
            this.#mop = mop;
            this.#mopMissing = false;
            this.requestUpdate();
          },
        },
      )}
      ${panel ? panelView(panel, amount, words, (action) => this.#act(action)) : nothing}
      <div class="bank"></div>
    </div>`;
  }

  /** Takes up the language of the place; English until it is here. */
  #speak(): void {
    const lang = languageOf(this);
    const messages = messagesIn(lang, () => this.requestUpdate());
    if (messages === this.#messages) return;
    this.#messages = messages;
    this.#lang = messages === en ? 'en' : lang;
    this.#words = wordsOf(messages, this.#overrides);
  }

  #start(): void {
    const { endpoint, checkout, challenge, lang } = this;
    const wanted = JSON.stringify([endpoint, checkout, challenge]);
    if (wanted === this.#started || !checkout || IN_FLIGHT.has(this.#payment.kind)) return;
    this.#controller?.stop();
    this.#started = wanted;
    this.#ready = false;
    this.#checkout = null;
    const words: Words = (key) => this.#words(key);
    this.#controller = (this.constructor as typeof EximpeCardForm).assemble({
      endpoint,
      challenge,
      lang,
      hostWords: {
        get bankPage() {
          return words('bank_page');
        },
        get openInWindow() {
          return words('new_window');
        },
        get close() {
          return words('close');
        },
      },
      onState: (next) => this.#moved(next),
      frameParent: () => this.renderRoot.querySelector<HTMLElement>('.bank') ?? document.body,
    });
    this.#controller.start(checkout);
  }

  #moved(next: PaymentState): void {
    const before = this.#payment;
    const hadFocus = this.matches(':focus-within');
    this.#payment = next;
    if ('checkout' in next && next.checkout) this.#checkout = next.checkout;
    if (next.kind !== before.kind) {
      const panel = panelOf(next, this.#words);
      this.#said = panel?.title ?? (next.kind === 'submitting' ? this.#words('paying') : '');
      if (panel && hadFocus) this.#focusNext = 'panel';
      if (next.kind === 'paid') this.#wipe();
      if (next.kind === 'entry') this.#backToForm(before, next, hadFocus);
    }
    for (const event of eventsOf(before, next, this.#ready)) this.dispatchEvent(event);
    if (next.kind === 'entry') this.#ready = true;
    this.#fields.refresh();
    this.requestUpdate();
  }

  /** Back at the form after an attempt: what has to be mended is emptied and gets the caret. */
  #backToForm(
    before: PaymentState,
    { checkout, problem }: Extract<PaymentState, { kind: 'entry' }>,
    hadFocus: boolean,
  ): void {
    const why = problem ?? (before.kind === 'failed' ? before.problem : undefined);
    this.#asksMop ||= checkout.mop === 'ask' || why?.code === 'card_type_needed';
    if (!why) return;
    const { wipe, focus } = fixFor(why.code);
    this.#fields.wipe(wipe);
    if (problem)
      this.#alarm = this.#words(PROBLEM_WORDS[problem.code], wordValues(checkout, this.#fields.state.detection));
    if (hadFocus || before.kind !== 'loading') this.#focusNext = focus;
  }

  #accepts(network: KnownNetwork): boolean {
    // Until the server has said, every network EximPe can charge will do.
    return ((this.#checkout?.networks ?? NETWORKS) as readonly KnownNetwork[]).includes(network);
  }

  #typed(event: Event): void {
    const name = fieldOf(event);
    if (name) this.#fields.typed(name, event);
  }

  #left(event: FocusEvent): void {
    const name = fieldOf(event);
    // Leaving the whole page, for a banking app or another tab, is no reason to complain.
    if (name && document.hasFocus()) this.#fields.left(name);
  }

  #fieldsChanged(): void {
    const { detection, complete, errors } = this.#fields.state;
    const { network, sure } = detection;
    this.requestUpdate();
    if (network !== this.#network && network && sure && !errors.number) {
      this.#said = this.#words('detected', wordValues(null, detection));
    }
    if (errors.number === 'network_not_accepted') {
      this.#alarm = this.#words('network_not_accepted', wordValues(this.#checkout, detection));
    }
    if (network === this.#network && complete === this.#complete) return;
    this.#network = network;
    this.#complete = complete;
    this.dispatchEvent(new EximpeChangeEvent({ network, complete }));
  }

  #act(action: PanelAction): void {
    const controller = this.#controller;
    const verbs: Readonly<Record<PanelAction, () => void>> = {
      reopen: () => controller?.reopenChallenge(),
      cancel: () => controller?.cancel(),
      retry: () => controller?.retry(),
      check: () => controller?.checkNow(),
    };
    verbs[action]();
  }

  #focus(target: FieldName | 'mop' | 'pay' | 'panel'): void {
    this.renderRoot.querySelector<HTMLElement>(FOCUS[target])?.focus();
  }

  readonly #wipe = (): void => this.#fields.wipe();
}

const FOCUS: Readonly<Record<FieldName | 'mop' | 'pay' | 'panel', string>> = {
  number: '[data-field=number]',
  expiry: '[data-field=expiry]',
  cvc: '[data-field=cvc]',
  name: '[data-field=name]',
  mop: '[name=mop]',
  pay: '[type=submit]',
  panel: 'h2',
};

function fieldOf({ target }: Event): FieldName | undefined {
  const name = target instanceof HTMLElement ? target.dataset['field'] : undefined;
  return FIELDS.find((field) => field === name);
}
