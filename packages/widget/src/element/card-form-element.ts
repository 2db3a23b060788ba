// <eximpe-card-form>: attributes in, events out, and the view of the state in between.
import type { CheckoutAnswer, CheckoutReference, Mop, Network, PaymentAnswer, ProblemCode } from '@eximpe/contract';
import { html } from 'lit/html.js';
import { learnNetwork } from '../card/detect-network.ts';
import type { EximpeChangeDetail } from '../events/eximpe-change-event.ts';
import { EximpeEvent } from '../events/eximpe-event.ts';
import { CardFields, type FieldsState } from '../fields/card-fields.ts';
import { FIELDS, type FieldName } from '../fields/judge-card.ts';
import { en } from '../i18n/en.ts';
import { languageOf, messagesIn } from '../i18n/languages.ts';
import { wordsOf, type Messages, type Words } from '../i18n/messages.ts';
import { printAmount } from '../i18n/money.ts';
import { problemWord } from '../i18n/problem-words.ts';
import type { Advise } from '../parts/advice.ts';
import type { CreateBinLookup } from '../parts/bin-lookup.ts';
import type { DressLight } from '../parts/light-root.ts';
import type { PaymentController } from '../payment/payment-controller.ts';
import { isInFlight, type PaymentState } from '../payment/state.ts';
import type { CreateSavedCards, SavedCards } from '../saved-cards/saved-cards-kit.ts';
import look from '../theme/card-form.css?inline';
import tokens from '../theme/tokens.css?inline';
import { parts } from './assemble.ts';
import { isAddress } from '../api/send.ts';
import { eventsOf } from './events-of.ts';
import { fixFor, needsOtherCard } from './fix.ts';
import { FormAttributes } from './form-attributes.ts';
import { panelOf } from './panels.ts';
import { keepQuiet } from './quiet-events.ts';
import { entryView } from './views/entry-view.ts';
import { networkMark } from './views/network-marks.ts';
import { panelView } from './views/panel-view.ts';
import { rootView } from './views/root-view.ts';
import { wordValues } from './word-values.ts';

/** Frameworks may set attributes late; after this long what is missing is said. */
const WAIT_FOR_ATTRIBUTES_MS = 2_000;

/**
 * A card form that pays one checkout through a server-kit.
 *
 * @fires eximpe-ready - the form can be paid with
 * @fires eximpe-change - the detected network or completeness changed
 * @fires eximpe-state - the payment moved
 * @fires eximpe-settled - the shopper has an answer
 * @fires eximpe-problem - something stands in the way
 */
export class EximpeCardForm extends FormAttributes {
  #payment: PaymentState = { kind: 'loading' };
  /** As the server last said; `paid` and resumed states do not repeat it. */
  #checkout: CheckoutAnswer | null = null;
  #controller: PaymentController | undefined;
  /** What the controller was started with, and what came to be wished while its payment was under way. */
  #started = '';
  #postponed = '';
  #reference: CheckoutReference = '';
  #ready = false;
  #offline = false;
  /** Ends what listens to the page. */
  #leaving: AbortController | undefined;
  #asksMop = false;
  #mop: Mop | undefined;
  #mopMissing = false;
  #lookUp: ((digits: string) => void) | undefined;
  #saved: SavedCards | undefined;
  /** What the polite and the urgent live region say. Never what was typed. */
  #said = '';
  #alarm = '';
  /** Why the last attempt ended at the form. */
  #why = '';
  #lang = 'en';
  #overrides: Partial<Messages> = {};
  #words: Words = wordsOf(en);
  #focusNext: FieldName | 'mop' | 'pay' | 'panel' | undefined;
  readonly #fields = new CardFields({
    input: (name) => this.renderRoot?.querySelector<HTMLInputElement>(`[data-field=${name}]`) ?? null,
    // Until the server has said which, nothing is refused; nothing can be sent either.
    accepts: (network) => this.#checkout?.networks.includes(network as Network) ?? true,
    lacksCvc: (network) => this.#checkout?.cvcOptional?.includes(network as Network),
    onChange: (state, before) => this.#fieldsChanged(state, before),
  });

  /** Pays with what is in the fields, as the Pay button does. Call it synchronously in a click: a popup may have to open. */
  submit(): void {
    if (this.disabled || this.#isOffline() || !this.validate()) return;
    const saved = this.#saved?.chosen();
    if (saved) return this.#controller?.submit(saved);
    const card = this.#fields.read();
    const save = this.#saved?.consent();
    if (card) this.#controller?.submit({ ...card, ...(save && { save }) }, this.#asksMop ? this.#mop : undefined);
  }

  /** What `<form>` calls it; the same as `submit()`. */
  requestSubmit(): void {
    this.submit();
  }

  /** Shows what is wrong, takes the caret there, and says whether the form can be sent. */
  validate(): boolean {
    // What is paid, or on its way, has no fields to mend.
    if (this.#payment.kind !== 'entry') return false;
    this.requestUpdate();
    this.#alarm = '';
    if (this.#saved?.chosen()) return this.#saved.check();
    const wrong: (FieldName | 'mop')[] = [...this.#fields.check()];
    this.#mopMissing = this.#asksMop && !this.#mop;
    if (this.#mopMissing) wrong.push('mop');
    if (!wrong[0]) return true;
    const fields = wrong.map((name) => this.#words(`label_${name}`)).join(', ');
    this.#alarm = this.#words('check_fields', { fields });
    this.#focus(wrong[0]);
    return false;
  }

  /** Empties the fields. A payment under way is not touched. */
  reset(): void {
    this.#mop = undefined;
    this.#mopMissing = false;
    this.#alarm = '';
    this.#wipe();
    this.#lookUp?.('');
    this.requestUpdate();
  }

  /** Gives a payment under way up, as the Cancel button does; the server is asked for the truth. */
  cancel(): void {
    this.#controller?.cancel();
  }

  /** The first field that is not right yet, the Pay button when all are, or what stands in place of the form. */
  override focus(options?: FocusOptions): void {
    const field = this.#saved?.chosen() ? undefined : this.#fields.firstWrong();
    this.#focus(panelOf(this.#payment, this.#words, false) ? 'panel' : (field ?? 'pay'), options);
  }

  /** The shop's own words for single messages, in whatever language it likes. */
  get messages(): Partial<Messages> {
    return this.#overrides;
  }
  set messages(messages: Partial<Messages>) {
    this.#overrides = messages;
    this.requestUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    window.addEventListener('pagehide', this.#wipe, { signal });
    window.addEventListener('online', this.#isOffline, { signal });
    window.addEventListener('offline', this.#isOffline, { signal });
  }

  disconnectedCallback(): void {
    this.#leaving?.abort();
    // Moving the element takes it out and puts it back in one go; only when it stays out is it over.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#wipe();
      this.#end();
    });
  }

  protected override async open(): Promise<void> {
    const dressLight =
      this.getAttribute('render-root') === 'light' && (await parts.load<DressLight>('parts/light-root.js'));
    if (dressLight) {
      dressLight(this, this.css());
      this.renderRoot = this;
    } else super.open();
    keepQuiet(this.renderRoot);
    this.requestUpdate();
  }

  protected updated(): void {
    this.#start();
    if (this.#focusNext) this.#focus(this.#focusNext);
    this.#focusNext = undefined;
  }

  protected template(): unknown {
    this.#speak();
    const payment = this.#payment;
    const words = this.#words;
    const checkout = this.#checkout;
    // A payment under way keeps its amount, whatever the checkout costs by now.
    const owed = (payment as { readonly payment?: PaymentAnswer | null }).payment ?? checkout;
    const amount = owed && printAmount(owed.amount, this.#lang);
    const panel = panelOf(payment, words, this.#offline);
    return rootView({
      lang: this.#lang,
      said: this.#said,
      alarm: this.#alarm,
      entry: entryView({
        words,
        hidden: panel !== undefined,
        checkout,
        amount,
        busy: payment.kind === 'submitting',
        disabled: this.disabled,
        readonly: this.readonly,
        problem: payment.kind === 'entry' && payment.problem ? this.#why : '',
        offline: this.#offline,
        fields: this.#fields.state,
        asksMop: this.#asksMop,
        mop: this.#mop,
        mopMissing: this.#mopMissing,
        saved: this.#saved,
        onInput: (event) => {
          const name = fieldOf(event);
          if (name) this.#fields.typed(name, event);
          if (name === 'number') this.#lookUp?.(this.#fields.digits());
        },
        onKey: (event) => {
          if (this.#fields.isTabTooMany(event)) event.preventDefault();
        },
        onLeave: (event) => {
          const name = fieldOf(event);
          // Leaving the whole page, for a banking app or another tab, is no reason to complain.
          if (name && document.hasFocus()) this.#fields.left(name);
        },
        onSubmit: (event) => {
          event.preventDefault();
          this.submit();
        },
        onSlottedClick: (event) => {
          const target = event.target as Element;
          // Terms to read or to tick beside the shop's own button are not that button.
          const other = target.closest('a,label');
          if (this.renderRoot.contains(target) || (other && this.contains(other) && !other.slot)) return;
          event.preventDefault(); // Or it sends a form of the shop around this one.
          this.submit();
        },
        onMop: (mop) => {
          this.#mop = mop;
          this.#mopMissing = false;
          this.requestUpdate();
        },
      }),
      panel: panel && panelView(panel, amount, words, (action) => this.#controller?.[action]()),
    });
  }

  /** Takes up the language of the place; English until it is here. */
  #speak(): void {
    const lang = languageOf(this);
    const messages = messagesIn(lang, () => this.requestUpdate());
    this.#lang = messages === en ? 'en' : lang;
    this.#words = wordsOf(messages, this.#overrides);
  }

  /**
   * What the attributes come to say in mid-payment waits: its outcome would be gone from the screen at once. Back at the form it counts.
   */
  #start(): void {
    const { endpoint, checkout, challenge } = this;
    const wanted = [endpoint, checkout, challenge].join();
    if (isInFlight(this.#payment)) this.#postponed = wanted;
    else if (this.#payment.kind === 'entry') this.#postponed = '';
    if (!this.isConnected || [this.#started, this.#postponed].includes(wanted)) return;
    this.#end();
    this.#started = wanted;
    this.#reference = checkout;
    if (!checkout || !isAddress(endpoint)) {
      setTimeout(this.#reportIncomplete, WAIT_FOR_ATTRIBUTES_MS);
      return;
    }
    this.#controller = parts.assemble({
      endpoint,
      challenge,
      // As wished: its words may still be on their way.
      lang: () => languageOf(this),
      words: (key) => this.#words(key),
      onState: (next) => this.#moved(next),
      frameParent: () => this.renderRoot.querySelector<HTMLElement>('.bank') ?? document.body,
    });
    this.#controller.start(checkout);
  }

  /** Stops looking after a checkout; a payment under way can be found again. */
  #end(): void {
    this.#controller?.stop();
    this.#controller = this.#saved = this.#lookUp = undefined;
    this.#ready = this.#asksMop = false;
    this.#checkout = null;
    this.#started = this.#postponed = '';
    if (this.#payment.kind !== 'loading') this.#moved({ kind: 'loading' });
  }

  #moved(next: PaymentState): void {
    const before = this.#payment;
    const hadFocus = this.#hasFocus();
    this.#payment = next;
    if ('checkout' in next && next.checkout) this.#checkout = next.checkout;
    if (next.kind !== before.kind) {
      this.#alarm = '';
      const panel = panelOf(next, this.#words, this.#offline);
      this.#said = panel?.title ?? (next.kind === 'submitting' ? this.#words('paying') : '');
      if (panel && hadFocus) this.#focusNext = 'panel';
      if (next.kind === 'paid') this.#wipe();
      if (next.kind === 'entry') this.#backToForm(before, next, hadFocus);
    }
    for (const event of eventsOf(before, next, this.#ready, this.#reference)) this.dispatchEvent(event);
    if (next.kind === 'unavailable') void this.#advise(next.problem.code);
    if (next.kind === 'entry' && !this.#ready) {
      this.#ready = true;
      this.#extend(next.checkout);
    }
    this.#fields.refresh();
    this.requestUpdate();
  }

  /** `:focus-within` would be false while the bank's window is in front. */
  #hasFocus(): boolean {
    return this.contains((this.getRootNode() as Document).activeElement);
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
    // Before the number goes: its network may be the reason.
    this.#why = this.#words(
      problem?.code === 'challenge_abandoned' ? 'given_up' : problemWord(why.code),
      wordValues(checkout, this.#fields.state.detection),
    );
    if (problem) this.#alarm = this.#why;
    const { wipe, focus } = fixFor(why.code);
    this.#fields.wipe(wipe);
    if (needsOtherCard(why.code)) this.#saved?.chooseNew();
    if (hadFocus || before.kind !== 'loading') this.#focusNext = focus;
  }

  #fieldsChanged({ detection, complete, errors }: FieldsState, before: FieldsState): void {
    const { network } = detection;
    const values = wordValues(this.#checkout, detection);
    const named = detection.sure && network;
    if (named && !(before.detection.sure && before.detection.network === named)) this.#said = values['network'] ?? '';
    if (errors.number === 'network_not_accepted') this.#alarm = this.#words(errors.number, values);
    if (network !== before.detection.network || complete !== before.complete) {
      this.dispatchEvent(new EximpeEvent<EximpeChangeDetail>('eximpe-change', { network, complete }));
    }
    this.requestUpdate();
  }

  /** Nothing is sent, and nothing is expected, while there is no network. Said once for each time it goes. */
  readonly #isOffline = (): boolean => {
    const before = this.#offline;
    this.#offline = !navigator.onLine;
    if (this.#offline !== before) {
      const { kind } = this.#payment;
      // A payment that is settled has nothing to fear.
      const lost = isInFlight(this.#payment) || kind === 'unknown' ? 'checking_lost_text' : 'offline';
      this.#alarm = this.#offline && !/paid|failed/.test(kind) ? this.#words(lost) : '';
      this.requestUpdate();
    }
    return this.#offline;
  };

  /** Without a checkout and an endpoint there is nothing to wait for. */
  readonly #reportIncomplete = (): void => {
    if (!this.isConnected || this.#controller) return;
    this.#moved({ kind: 'unavailable', problem: { code: 'request_invalid', message: 'Set checkout, endpoint.' } });
  };

  async #advise(code?: ProblemCode): Promise<void> {
    (await parts.load<Advise>('parts/advice.js'))?.(this, code);
  }

  /** What only some checkouts have: cards to choose from, and what the issuer's data says of a card. */
  #extend(checkout: CheckoutAnswer): void {
    const { savesCards, mop, environment } = checkout;
    // Not before somebody is about to type: the time to mount is dear on a cheap phone.
    if (mop === 'detected') {
      if (this.#hasFocus()) void this.#bringLookUp();
      for (const sign of ['focusin', 'input'])
        this.renderRoot.addEventListener(sign, this.#bringLookUp, { once: true });
    }
    if (savesCards) void this.#bringSavedCards(checkout);
    // Shoppers have no use for it, and a developer was here first.
    if (environment === 'sandbox') void this.#advise();
  }

  readonly #bringLookUp = async (): Promise<void> => {
    if (this.#lookUp) return;
    this.#lookUp = () => {};
    const { endpoint } = this;
    const create = await parts.load<CreateBinLookup>('parts/bin-lookup.js');
    if (endpoint !== this.endpoint) return;
    this.#lookUp = create?.(endpoint, (bin, facts) => {
      // Another card than the one that was answered for.
      if (!facts) this.#mop = undefined;
      if (facts?.network) {
        learnNetwork(bin, facts.network);
        this.#fields.refresh();
      }
      const asksMop = facts?.mop === null;
      if (asksMop !== this.#asksMop) this.requestUpdate();
      this.#asksMop = asksMop;
    });
    // Digits may have been first.
    this.#lookUp?.(this.#fields.digits());
  };

  async #bringSavedCards({ asksCvc, networks }: CheckoutAnswer): Promise<void> {
    const started = this.#started;
    const create = await parts.load<CreateSavedCards>('saved-cards.js');
    if (started !== this.#started) return;
    this.#saved = create?.({
      html,
      endpoint: this.endpoint,
      root: this.renderRoot,
      mark: networkMark,
      asksCvc,
      networks,
      words: (key, values) => this.#words(key, values),
      repaint: (said = this.#said) => {
        this.#said = said;
        this.requestUpdate();
      },
    });
  }

  #focus(target: FieldName | 'mop' | 'pay' | 'panel', options?: FocusOptions): void {
    this.renderRoot?.querySelector<HTMLElement>(`[data-field=${target}]`)?.focus(options);
  }

  readonly #wipe = (): void => {
    this.#fields.wipe();
    this.#saved?.forget();
  };

  /** At the end of the file, where it compresses best. */
  protected css(): string {
    return tokens + look;
  }
}

function fieldOf({ target }: Event): FieldName | undefined {
  return FIELDS.find((field) => field === (target as HTMLElement).dataset['field']);
}
