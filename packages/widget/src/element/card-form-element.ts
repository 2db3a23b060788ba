// <eximpe-card-form>: attributes in, events out, and the view of the state in between.
import type { CheckoutAnswer, Mop, PaymentAnswer } from '@eximpe/contract';
import { html, type TemplateResult } from 'lit/html.js';
import { learnNetwork } from '../card/detect-network.ts';
import type { KnownNetwork } from '../card/networks.ts';
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
import type { DressLight } from '../parts/light-root.ts';
import type { BinLookupKit, CreateBinLookup } from '../parts/bin-lookup-kit.ts';
import type { PaymentController } from '../payment/payment-controller.ts';
import { isInFlight, type PaymentState } from '../payment/state.ts';
import type { CreateSavedCards, SavedCards, SavedCardsKit } from '../saved-cards/saved-cards-kit.ts';
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
const INCOMPLETE = 'eximpe-card-form: set checkout and endpoint';

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
  /** What the controller was started with. */
  #started = '';
  #ready = false;
  #offline = false;
  /** Ends what listens to the page. */
  #leaving: AbortController | undefined;
  #asksMop = false;
  #mop: Mop | undefined;
  #mopMissing = false;
  #saved: SavedCards | undefined;
  /** What the polite and the urgent live region say. Never what was typed. */
  #said = '';
  #alarm = '';
  #lang = 'en';
  #overrides: Partial<Messages> = {};
  #words: Words = wordsOf(en);
  #focusNext: FieldName | 'mop' | 'pay' | 'panel' | undefined;
  readonly #fields = new CardFields({
    input: (name) => this.renderRoot?.querySelector<HTMLInputElement>(`[data-field=${name}]`) ?? null,
    // Until the server has said which, nothing is refused; nothing can be sent either.
    accepts: (network) => (this.#checkout?.networks as readonly KnownNetwork[] | undefined)?.includes(network) ?? true,
    onChange: (state, before) => this.#fieldsChanged(state, before),
  });

  /** Pays with what is in the fields, as the Pay button does. Call it synchronously in a click: a popup may have to open. */
  submit(): void {
    if (this.#payment.kind !== 'entry' || this.disabled || this.#isOffline() || !this.validate()) return;
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
    this.requestUpdate();
  }

  /** Gives a payment under way up, as the Cancel button does; the server is asked for the truth. */
  cancel(): void {
    this.#controller?.cancel();
  }

  /** The first field that is not right yet, the Pay button when all are, or what stands in place of the form. */
  override focus(options?: FocusOptions): void {
    this.#focus(panelOf(this.#payment, this.#words, false) ? 'panel' : (this.#fields.firstWrong() ?? 'pay'), options);
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
    setTimeout(this.#reportIncomplete, WAIT_FOR_ATTRIBUTES_MS);
  }

  disconnectedCallback(): void {
    this.#leaving?.abort();
    // Moving the element takes it out and puts it back in one go; only when it stays out is it over.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#wipe();
      this.#controller?.stop();
      this.#started = '';
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

  protected template(): TemplateResult {
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
        problem: payment.kind === 'entry' ? payment.problem : undefined,
        offline: this.#offline,
        fields: this.#fields.state,
        asksMop: this.#asksMop,
        mop: this.#mop,
        mopMissing: this.#mopMissing,
        saved: this.#saved,
        onInput: (event) => {
          const name = fieldOf(event);
          if (name) this.#fields.typed(name, event);
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
          if (this.renderRoot.contains(event.target as Node)) return;
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

  /** What the attributes come to say in mid-payment is dropped: its outcome would be gone from the screen at once. */
  #start(): void {
    const { endpoint, checkout, challenge } = this;
    const wanted = [endpoint, checkout, challenge].join();
    if (wanted === this.#started || !checkout || !isAddress(endpoint)) return;
    this.#started = wanted;
    if (isInFlight(this.#payment)) return;
    this.#controller?.stop();
    this.#ready = false;
    this.#checkout = null;
    this.#saved = undefined;
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

  #moved(next: PaymentState): void {
    const before = this.#payment;
    // `:focus-within` would be false while the bank's window is in front.
    const hadFocus = this.contains((this.getRootNode() as Document).activeElement);
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
    for (const event of eventsOf(before, next, this.#ready)) this.dispatchEvent(event);
    if (next.kind === 'entry' && !this.#ready) {
      this.#ready = true;
      this.#extend(next.checkout);
    }
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
    if (needsOtherCard(why.code)) this.#saved?.chooseNew();
    if (problem) this.#alarm = this.#words(problemWord(why.code), wordValues(checkout, this.#fields.state.detection));
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
    if (!this.isConnected || this.#started) return;
    this.#moved({ kind: 'unavailable', problem: { code: 'request_invalid', message: INCOMPLETE } });
    void this.#advise();
  };

  async #advise(): Promise<void> {
    const advise = await parts.load<Advise>('parts/advice.js');
    if (advise) advise(this);
    // oxlint-disable-next-line no-console -- meant for the developer of the page, and nothing else reaches them
    else console.warn(INCOMPLETE);
  }

  /** Loads what only some checkouts have: cards to choose from, and what the issuer's data says of a card. */
  #extend({ savesCards, asksCvc, mop, environment }: CheckoutAnswer): void {
    const started = this.#started;
    const kit = {
      html,
      endpoint: this.endpoint,
      root: this.renderRoot,
      mark: networkMark,
      asksCvc,
      words: (key) => this.#words(key),
      repaint: (said = this.#said) => {
        this.#said = said;
        this.requestUpdate();
      },
      learned: (bin, network, asksMop) => {
        if (network) {
          learnNetwork(bin, network);
          this.#fields.refresh();
        }
        if (asksMop !== this.#asksMop) this.requestUpdate();
        this.#asksMop = asksMop;
      },
    } satisfies SavedCardsKit & BinLookupKit;
    const bring = async (file: string): Promise<void> => {
      const create = await parts.load<CreateSavedCards | CreateBinLookup>(file);
      if (started === this.#started) this.#saved = create?.(kit) ?? this.#saved;
    };
    if (savesCards) void bring('saved-cards.js');
    // Not before somebody is about to type: the time to mount is dear on a cheap phone.
    for (const sign of mop === 'detected' ? ['focusin', 'input'] : [])
      this.renderRoot.addEventListener(sign, () => void bring('parts/bin-lookup.js'), { once: true });
    // Shoppers have no use for it, and a developer was here first.
    if (environment === 'sandbox') void this.#advise();
  }

  #focus(target: FieldName | 'mop' | 'pay' | 'panel', options?: FocusOptions): void {
    this.renderRoot?.querySelector<HTMLElement>(`[data-field=${target}]`)?.focus(options);
  }

  readonly #wipe = (): void => this.#fields.wipe();

  /** At the end of the file, where it compresses best. */
  protected css(): string {
    return tokens + look;
  }
}

function fieldOf({ target }: Event): FieldName | undefined {
  return FIELDS.find((field) => field === (target as HTMLElement).dataset['field']);
}
