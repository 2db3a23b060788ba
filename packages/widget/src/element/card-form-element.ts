// <eximpe-card-form>: attributes in, events out, and the view of the state in between.
import { LitElement, unsafeCSS, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { ChallengeWish } from '../challenge/choose-mode.ts';
import type { FieldName } from '../fields/judge-card.ts';
import type { Messages } from '../i18n/messages.ts';
import { printAmount } from '../i18n/money.ts';
import { loadPart } from '../load-part.ts';
import { createController, type ControllerOptions } from '../payment/create-controller.ts';
import type { PaymentController } from '../payment/payment-controller.ts';
import { paymentOf } from '../payment/state.ts';
import formStyles from '../theme/card-form.css?inline';
import tokens from '../theme/tokens.css?inline';
import { entryHandlers } from './entry-handlers.ts';
import { FormParts } from './form-parts.ts';
import { adoptLightStyles } from './light-root.ts';
import { panelOf } from './panels.ts';
import { containInputEvents } from './contain-input-events.ts';
import { textAttribute } from './text-attribute.ts';
import { entryView } from './views/entry-view.ts';
import { panelView } from './views/panel-view.ts';
import { rootView } from './views/root-view.ts';

/**
 * A card form that pays one checkout through a server-kit.
 *
 * @fires eximpe-ready - the form can be paid with
 * @fires eximpe-change - the detected network or completeness changed
 * @fires eximpe-state - the payment moved
 * @fires eximpe-settled - the shopper has an answer
 * @fires eximpe-problem - something stands in the way
 */
export class EximpeCardForm extends LitElement {
  static override readonly styles = [unsafeCSS(tokens), unsafeCSS(formStyles)];

  /** `lang` is the platform's own property; the form only has to know when it changes. */
  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang'];
  }

  /** Where the server-kit is mounted: a path of this site such as `/eximpe`, or an absolute address. */
  @property(textAttribute) endpoint = '';
  /** The merchant's reference of what is to be paid. */
  @property(textAttribute) checkout = '';
  /** How the bank's page is shown; `auto` without it. */
  @property(textAttribute) challenge: ChallengeWish | '' = '';
  /** Whether it is light or dark behind the form; `auto`, as the page's color-scheme says, without it. */
  @property(textAttribute) theme: 'auto' | 'light' | 'dark' | '' = '';
  /** How much air there is; `comfortable` without it. */
  @property(textAttribute) density: 'comfortable' | 'compact' | '' = '';
  /** Nothing can be typed or sent. */
  @property({ type: Boolean, reflect: true }) disabled = false;
  /** What is typed stands; it can still be sent. */
  @property({ type: Boolean, reflect: true }) readonly = false;
  /** The shop's own words for single messages, in whatever language it likes. */
  @property({ attribute: false }) messages: Partial<Messages> = {};

  declare readonly renderRoot: HTMLElement | ShadowRoot;
  readonly #parts = new FormParts(this, {
    createPaymentController: (options) => this.createPaymentController(options),
    loadPart: (file) => this.loadPart(file),
  });
  readonly #handlers = entryHandlers(this, {
    fields: this.#parts.fields,
    submit: () => this.submit(),
    onDigits: (digits) => this.#parts.binLookup.digitsChanged(digits),
  });

  /** Pays with what is in the fields, as the Pay button does. Call it synchronously in a click: a popup may have to open. */
  submit(): void {
    const { cardType, connectivity, fields, savedCards, session } = this.#parts;
    connectivity.refresh();
    if (this.disabled || connectivity.isOffline || !this.validate()) return;
    const saved = savedCards.part?.selected();
    if (saved) return session.controller?.submit(saved);
    const card = fields.read();
    const save = savedCards.part?.consent();
    if (card)
      session.controller?.submit({ ...card, ...(save && { save }) }, cardType.isAsked ? cardType.answer : undefined);
  }

  /** What `<form>` calls it; the same as `submit()`. */
  requestSubmit(): void {
    this.submit();
  }

  /** Shows what is wrong, takes the caret there, and says whether the form can be sent. */
  validate(): boolean {
    const { announcements, cardType, fields, focus, localization, savedCards, session } = this.#parts;
    // What is paid, or on its way, has no fields to mend.
    if (session.state.kind !== 'entry') return false;
    announcements.urgent = '';
    if (savedCards.part?.selected()) return savedCards.part.check();
    const wrong: (FieldName | 'mop')[] = [...fields.check()];
    if (!cardType.check()) wrong.push('mop');
    if (!wrong[0]) return true;
    const names = wrong.map((name) => localization.words(`label_${name}`)).join(', ');
    announcements.urgent = localization.words('check_fields', { fields: names });
    focus.move(wrong[0]);
    return false;
  }

  /** Empties the fields. A payment under way is not touched. */
  reset(): void {
    const { announcements, binLookup, cardType, wipe } = this.#parts;
    cardType.reset();
    announcements.urgent = '';
    wipe();
    binLookup.digitsChanged('');
  }

  /** Cancels a payment under way, as the Cancel button does; the server is asked for the truth. */
  cancel(): void {
    this.#parts.session.controller?.cancel();
  }

  /** The first field that is not right yet, the Pay button when all are, or what stands in place of the form. */
  override focus(options?: FocusOptions): void {
    const { fields, focus, localization, savedCards, session } = this.#parts;
    const field = savedCards.part?.selected() ? undefined : fields.firstWrong();
    const panel = panelOf(session.state, localization.words, false);
    focus.move(panel ? 'panel' : (field ?? 'pay'), options);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('pagehide', this.#parts.wipe);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('pagehide', this.#parts.wipe);
    // Moving the element takes it out and puts it back in one go; only when it stays out is it over.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#parts.wipe();
      this.#parts.session.end();
    });
  }

  override attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    super.attributeChangedCallback(name, before, now);
    if (name === 'lang') this.requestUpdate();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const isLight = this.getAttribute('render-root') === 'light';
    const root = isLight ? adoptLightStyles(this, tokens + formStyles) : super.createRenderRoot();
    containInputEvents(root);
    return root;
  }

  protected override render(): TemplateResult {
    const { announcements, cardType, connectivity, fields, localization, savedCards, session } = this.#parts;
    const { state, checkout } = session;
    const { words, lang } = localization;
    // A payment under way keeps its amount, whatever the checkout costs by now.
    const owed = paymentOf(state) ?? checkout;
    const amount = owed && printAmount(owed.amount, lang);
    const panel = panelOf(state, words, connectivity.isOffline);
    return rootView({
      lang,
      announcements,
      entry: entryView({
        words,
        hidden: panel !== undefined,
        checkout,
        amount,
        busy: state.kind === 'submitting',
        disabled: this.disabled,
        readonly: this.readonly,
        problem: state.kind === 'entry' && state.problem ? this.#parts.problem : '',
        offline: connectivity.isOffline,
        fields: fields.state,
        cardType,
        saved: savedCards.part,
        handlers: this.#handlers,
      }),
      panel: panel && panelView(panel, amount, words, (action) => session.controller?.[action]()),
    });
  }

  /** Makes what looks after a payment. */
  protected createPaymentController(options: ControllerOptions): PaymentController {
    return createController(options);
  }

  /** Loads a part that lies beside the form's script. */
  protected loadPart<Part>(file: string): Promise<Part | undefined> {
    return loadPart(file);
  }
}
