// <eximpe-card-form>: attributes in, events out, and the view of the state in between.
import { LitElement, unsafeCSS, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Messages } from '../i18n/messages.ts';
import { loadPart } from '../load-part.ts';
import { createController, type ControllerOptions } from '../payment/create-controller.ts';
import type { PaymentController } from '../payment/payment-controller.ts';
import { hasFields, isOpen, paymentOf, problemOf } from '../payment/state.ts';
import formStyles from '../theme/card-form.css?inline';
import tokens from '../theme/tokens.css?inline';
import type { AttributeValue } from './attribute-values.ts';
import { entryHandlers } from './entry-handlers.ts';
import { FormParts } from './form-parts.ts';
import { adoptStyles } from './adopt-styles.ts';
import { actionsOf, sayWrong, useOtherCard } from './actions.ts';
import type { FormActions } from './form-actions.ts';
import { adoptLightStyles } from './light-root.ts';
import { panelOf } from './panels.ts';
import { containInputEvents } from './contain-input-events.ts';
import { reactions } from './reactions.ts';
import { textAttribute } from './text-attribute.ts';
import { entryView } from './views/entry-view.ts';
import { panelView } from './views/panel-view.ts';
import { rootView } from './views/root-view.ts';

/**
 * A card form that pays one checkout, with 3-D Secure, through an EximPe server-kit.
 *
 * @tag eximpe-card-form
 *
 * @attr {AttributeValue<'render-root'>} render-root - `light` puts the fields into the page itself, see “Light root” in the README. Read once, when the form comes onto the page
 * @attr {string} lang - Language of the form; without it, that of the nearest element around the form that has a `lang`
 *
 * @fires {EximpeReadyEvent} eximpe-ready - Once for each checkout, and again where its amount has changed: the form can be paid with. `detail` is the checkout as the server tells it: `amount` (decimal string in rupees), `currency`, `networks` …
 * @fires {EximpeChangeEvent} eximpe-change - The network or the completeness changed. `detail` is `{ network, complete }`; `network` is undefined while the first digits leave it open
 * @fires {EximpeStateEvent} eximpe-state - The payment moved. `detail` is `{ state }`
 * @fires {EximpeProblemEvent} eximpe-problem - Something stands in the way; the shopper sees it. `detail` is `{ problem }`: `code`, `message` and, where there is one, `requestId` of the server's log
 * @fires {EximpeOutcomeEvent} eximpe-outcome - The shopper has an answer; ship goods on the server's word, not on this. `detail` is `{ status, checkout, orderId, network, last4, problem? }`
 *
 * @slot header - Above the fields
 * @slot submit - In place of the Pay button; a click on it pays, save on links and labels in it
 * @slot submit-label - In place of the words on the Pay button
 * @slot footer - In place of the note below the button
 * @slot success - Below “Payment complete”
 *
 * @csspart root - Everything
 * @csspart test-mode - “Test mode”, on top
 * @csspart form - The form, without the panels that take its place
 * @csspart problem - Why the last attempt ended, above the fields
 * @csspart field - A label with its input and error
 * @csspart number - The field of the card number
 * @csspart expiry - The field of the expiry date
 * @csspart cvc - The field of the security code
 * @csspart name - The field of the name
 * @csspart label - A label
 * @csspart input - An input
 * @csspart error - What is wrong with a field
 * @csspart mop - The question for credit or debit
 * @csspart network-mark - The mark of a network
 * @csspart button - Any button
 * @csspart primary - The main button
 * @csspart secondary - Any other button
 * @csspart pay - The Pay button
 * @csspart note - The note below the Pay button
 * @csspart panel - What stands in place of the form
 * @csspart badge - The picture of a panel
 * @csspart title - The heading of a panel
 * @csspart saved-cards - The saved cards of a shopper
 * @csspart saved-card - One of them, or “Use a new card”
 * @csspart remove - The button that removes one
 * @csspart consent - “Save this card”, with what is agreed to
 * @csspart bank-dialog - The dialog around the bank's page, with `challenge="iframe"`
 *
 * @cssprop [--eximpe-accent=`#2b3fae`, `#aab6ff` in the dark] - Pay button, focus
 * @cssprop [--eximpe-on-accent=`#fff`, `#10142e` in the dark] - Text on the accent
 * @cssprop [--eximpe-ink=`inherit`] - Text
 * @cssprop [--eximpe-quiet=70 % of the ink] - Hints
 * @cssprop [--eximpe-field=`Canvas`] - Inside of the fields
 * @cssprop [--eximpe-line=50 % of the ink] - Borders
 * @cssprop [--eximpe-danger=`#b3261e`, `#ff9d94` in the dark] - Errors
 * @cssprop [--eximpe-success=`#14693f`, `#6fd6a2` in the dark] - “Payment complete”
 * @cssprop [--eximpe-radius=`10px`] - Corners
 * @cssprop [--eximpe-gap=`16px`] - Space between fields
 * @cssprop [--eximpe-field-height=`50px`] - Height of the fields
 * @cssprop [--eximpe-button-height=`52px`] - Height of the Pay button
 * @cssprop [--eximpe-border-width=`1px`] - Borders of the fields
 * @cssprop [--eximpe-shadow=`0 0 #0000`] - Shadow of the fields
 * @cssprop [--eximpe-ring=the accent] - Colour of the ring around what has the focus
 * @cssprop [--eximpe-label-size=`max(0.875rem, 14px)`] - Size of the labels
 * @cssprop [--eximpe-label-weight=`600`] - Weight of the labels
 * @cssprop [--eximpe-heading-font=`inherit`] - Font family of a panel's heading
 * @cssprop [--eximpe-panel-gap=`12px`] - Space between the lines of a panel
 * @cssprop [--eximpe-font=`inherit`] - Font family
 */
export class EximpeCardForm extends LitElement {
  static override readonly styles = [unsafeCSS(tokens), unsafeCSS(formStyles)];

  /** `lang` is the platform's own property; the form only has to know when it changes. */
  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang'];
  }

  /** Address of a card server, such as `https://cards.shop.example`, in place of `endpoint`: the form is then in a frame of that server's, which no script of the page can read */
  @property(textAttribute) src = '';
  /** Where the server-kit is mounted: a path of this site such as `/eximpe`, or an absolute address */
  @property(textAttribute) endpoint = '';
  /** Your own reference of what is to be paid, hard to guess; or a session that your server signed */
  @property(textAttribute) checkout = '';
  /** How the bank's page is shown: `auto` (default), `popup`, `redirect`, `iframe` */
  @property(textAttribute) challenge: AttributeValue<'challenge'> | '' = '';
  /** `light` or `dark` whatever the page is; `auto` (default) follows the ink that the form has from the page */
  @property(textAttribute) theme: AttributeValue<'theme'> | '' = '';
  /** `comfortable` (default) or `compact` */
  @property(textAttribute) density: AttributeValue<'density'> | '' = '';
  /** Of amounts: `latin` (default), as on cards and in the bank's messages, or the language's `own` */
  @property(textAttribute) digits: AttributeValue<'digits'> | '' = '';
  /** Whether the caret moves on by itself, from a field that is done to an empty one: `auto` (default) or `off` */
  @property(textAttribute) advance: AttributeValue<'advance'> | '' = '';
  /** Nothing can be typed or sent; what is there can still be read */
  @property({ type: Boolean, reflect: true }) disabled = false;
  /** What is typed stands; it can still be sent */
  @property({ type: Boolean, reflect: true }) readonly = false;
  /** Your own words for single messages, see “Languages” in the README */
  @property({ attribute: false }) messages: Partial<Messages> = {};

  /** @internal */
  declare readonly renderRoot: HTMLElement | ShadowRoot;
  #isLight = false;
  readonly #parts = new FormParts(this, {
    createPaymentController: (options) => this.createPaymentController(options),
    loadPart: (file) => this.loadPart(file),
    ...reactions,
  });
  readonly #own = actionsOf(this.#parts);
  readonly #handlers = entryHandlers(this, {
    fields: this.#parts.fields,
    submit: () => this.submit(),
    useOtherCard: () => useOtherCard(this.#parts),
    leftWrong: (reason) => sayWrong(this.#parts, reason),
    onDigits: (digits) => this.#parts.binLookup.digitsChanged(digits),
  });

  /** Pays with what is in the fields, as the Pay button does. Call it synchronously in a click: a popup may have to open */
  submit(): void {
    if (!this.disabled) this.#actions.submit();
  }

  /** The same as `submit()`; what `<form>` calls it */
  requestSubmit(): void {
    this.submit();
  }

  /** Shows what is wrong, moves the caret there, and returns `true` when nothing is. `false` while there is no form to fill in */
  validate(): boolean {
    return this.#actions.validate();
  }

  /** Empties the fields. A payment under way is not touched */
  reset(): void {
    this.#actions.reset();
  }

  /** Cancels a payment under way, as the Cancel button does. The server is asked for the truth: it may turn out to be paid */
  cancel(): void {
    this.#actions.cancel();
  }

  /** Goes to the first field that is not right, to the Pay button when all are, or to the heading of what stands in place of the form */
  override focus(options?: FocusOptions): void {
    (this.#parts.frame.part ?? this.#own).focus(options);
  }

  /** Before the frame is there it is asked for nothing: as long as the form loads, that is the form's own to answer. */
  get #actions(): FormActions {
    const { part } = this.#parts.frame;
    return part?.isThere() ? part : this.#own;
  }

  /** What it is made of. */
  protected get parts(): FormParts {
    return this.#parts;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#isLight) this.#bringStyles();
    window.addEventListener('pagehide', this.#parts.wipe);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('pagehide', this.#parts.wipe);
    // Moving the element takes it out and puts it back at once; its payment ends only when it stays out.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#parts.wipe();
      this.#parts.session.end();
    });
  }

  /** Taken into another document, in which style sheets of this one do not count. */
  adoptedCallback(): void {
    if (!this.#isLight) this.#bringStyles();
  }

  #bringStyles(): void {
    if (this.#isLight) adoptLightStyles(this, tokens + formStyles);
    else adoptStyles(this.renderRoot as ShadowRoot, tokens + formStyles);
    this.#parts.savedCards.part?.bringStyles();
  }

  override attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    super.attributeChangedCallback(name, before, now);
    if (name === 'lang') this.requestUpdate();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    this.#isLight = this.getAttribute('render-root') === 'light';
    const root = this.#isLight ? this : super.createRenderRoot();
    containInputEvents(root);
    return root;
  }

  protected override render(): TemplateResult {
    const { announcements, cardType, connectivity, fields, frame, localization, pageScheme, savedCards, session } =
      this.#parts;
    const { act, asking, asksCancel } = this.#parts.panelActions;
    const { state, checkout } = session;
    const { words, lang } = localization;
    // A payment under way keeps its amount, whatever the checkout costs now.
    const owed = isOpen(state) ? checkout : (paymentOf(state) ?? checkout);
    const amount = owed && localization.amount(owed.amount);
    const panel = panelOf(state, words, connectivity.isOffline, asksCancel);
    return rootView({
      lang,
      scheme: pageScheme.scheme,
      isPale: pageScheme.isPale,
      announcements,
      testMode: checkout?.environment === 'sandbox' ? words('test_mode') : undefined,
      entry: frame.isWanted
        ? frame.part?.view({
            title: words('pay_plain'),
            isShut: !hasFields(session.framed ?? state),
            onPayClick: this.#handlers.onPayClick,
          })
        : entryView({
            words,
            hidden: panel !== undefined,
            checkout,
            amount,
            busy: state.kind === 'submitting',
            disabled: this.disabled,
            readonly: this.readonly,
            failed: state.kind === 'failed',
            problem: isOpen(state) ? problemOf(state) : undefined,
            reason: this.#parts.reason?.() ?? '',
            isPayEarly: this.#parts.isPayEarly,
            offline: connectivity.isOffline,
            fields: fields.state,
            cardType,
            saved: savedCards.part,
            savedAreComing: savedCards.isComing,
            handlers: this.#handlers,
          }),
      panel: panel && panelView({ panel, amount, asking, words, act }),
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
