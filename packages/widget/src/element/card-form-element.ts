// <eximpe-card-form>: attributes in, events out, and the view of the state in between.
import { LitElement, type TemplateResult } from 'lit';
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

const STYLES = tokens + formStyles;

/**
 * A card form that pays one checkout, with 3-D Secure, through an EximPe server-kit.
 *
 * @tag eximpe-card-form
 *
 * @attr {AttributeValue<'render-root'>} render-root - `light` renders the fields in the page itself, see “Light root” in the README. Read once, when the form is added to the page
 * @attr {string} lang - Language of the form; defaults to the `lang` of the nearest ancestor that has one
 *
 * @fires {EximpeReadyEvent} eximpe-ready - The form is ready to pay: fired once per checkout, and again when its amount changes. `detail` is the checkout as the server returned it: `amount` (decimal string in rupees), `currency`, `networks` …
 * @fires {EximpeChangeEvent} eximpe-change - The network changed, or whether the form is complete. `detail` is `{ network, complete }`; `network` is undefined until the first digits determine it
 * @fires {EximpeStateEvent} eximpe-state - The payment's state changed. `detail` is `{ state }`
 * @fires {EximpeProblemEvent} eximpe-problem - Something prevents the payment; the shopper already sees it. `detail` is `{ problem }`: `code`, `message` and, if there is one, the `requestId` in the server's log
 * @fires {EximpeOutcomeEvent} eximpe-outcome - The shopper sees the outcome; ship goods when your server confirms it, not on this event. `detail` is `{ status, checkout, orderId, network, last4, problem? }`
 *
 * @slot header - Above the fields
 * @slot submit - Replaces the Pay button; a click on it pays, except on links and labels in it
 * @slot submit-label - Replaces the text on the Pay button
 * @slot footer - Replaces the note below the button
 * @slot success - Below “Payment complete”
 *
 * @csspart root - Everything
 * @csspart test-mode - “Test mode”, at the top
 * @csspart form - The form, without the panels that replace it
 * @csspart problem - Why the last attempt ended, above the fields
 * @csspart field - A label with its input and error
 * @csspart number - The card number field
 * @csspart expiry - The expiry date field
 * @csspart cvc - The security code field
 * @csspart name - The name field
 * @csspart label - A label
 * @csspart input - An input
 * @csspart error - A field's error message
 * @csspart mop - The credit or debit question
 * @csspart network-mark - A network's logo
 * @csspart button - Any button
 * @csspart primary - The main button
 * @csspart secondary - Any other button
 * @csspart pay - The Pay button
 * @csspart note - The note below the Pay button
 * @csspart panel - A panel shown in place of the form
 * @csspart badge - A panel's icon
 * @csspart title - A panel's heading
 * @csspart saved-cards - The shopper's saved cards
 * @csspart saved-card - One saved card, or “Use a new card”
 * @csspart remove - The button that removes a saved card
 * @csspart consent - “Save this card”, with the consent text
 * @csspart bank-dialog - The dialog around the bank's page, with `challenge="iframe"`
 *
 * @cssprop [--eximpe-accent=`#2b3fae`, `#aab6ff` in dark mode] - Pay button, focus
 * @cssprop [--eximpe-on-accent=`#fff`, `#10142e` in dark mode] - Text on the accent
 * @cssprop [--eximpe-ink=`inherit`] - Text
 * @cssprop [--eximpe-quiet=70 % of the ink] - Hints
 * @cssprop [--eximpe-field=`Canvas`] - Background of the fields
 * @cssprop [--eximpe-line=50 % of the ink] - Borders
 * @cssprop [--eximpe-danger=`#b3261e`, `#ff9d94` in dark mode] - Errors
 * @cssprop [--eximpe-success=`#14693f`, `#6fd6a2` in dark mode] - “Payment complete”
 * @cssprop [--eximpe-radius=`10px`] - Corners
 * @cssprop [--eximpe-gap=`16px`] - Space between fields
 * @cssprop [--eximpe-field-height=`50px`] - Height of the fields
 * @cssprop [--eximpe-button-height=`52px`] - Height of the Pay button
 * @cssprop [--eximpe-border-width=`1px`] - Borders of the fields
 * @cssprop [--eximpe-shadow=`0 0 #0000`] - Shadow of the fields
 * @cssprop [--eximpe-ring=the accent] - Colour of the focus ring
 * @cssprop [--eximpe-label-size=`max(0.875rem, 14px)`] - Size of the labels
 * @cssprop [--eximpe-label-weight=`600`] - Weight of the labels
 * @cssprop [--eximpe-heading-font=`inherit`] - Font family of a panel's heading
 * @cssprop [--eximpe-panel-gap=`12px`] - Space between the lines of a panel
 * @cssprop [--eximpe-font=`inherit`] - Font family
 */
export class EximpeCardForm extends LitElement {
  /** `lang` is a native property; the form only needs to know when it changes. */
  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang'];
  }

  /** URL of a card server, such as `https://cards.shop.example`, instead of `endpoint`: the form is then in a frame from that server, which no script on the page can read */
  @property(textAttribute) src = '';
  /** Where the server-kit is mounted: a path on this site such as `/eximpe`, or an absolute URL */
  @property(textAttribute) endpoint = '';
  /** Your own reference for what is being paid, hard to guess; or a session that your server signed */
  @property(textAttribute) checkout = '';
  /** How the bank's page is shown: `auto` (default), `popup`, `redirect`, `iframe` */
  @property(textAttribute) challenge: AttributeValue<'challenge'> | '' = '';
  /** `light` or `dark`, regardless of the page; `auto` (default) follows the text colour that the form inherits */
  @property(textAttribute) theme: AttributeValue<'theme'> | '' = '';
  /** `comfortable` (default) or `compact` */
  @property(textAttribute) density: AttributeValue<'density'> | '' = '';
  /** Digits of amounts: `latin` (default), as on cards and in the bank's messages, or the language's `own` */
  @property(textAttribute) digits: AttributeValue<'digits'> | '' = '';
  /** Whether the caret moves automatically from a completed field to an empty one: `auto` (default) or `off` */
  @property(textAttribute) advance: AttributeValue<'advance'> | '' = '';
  /** Nothing can be typed or sent; the contents can still be read */
  @property({ type: Boolean, reflect: true }) disabled = false;
  /** The contents can't be changed, but can still be sent */
  @property({ type: Boolean, reflect: true }) readonly = false;
  /** Your own text for individual messages, see “Languages” in the README */
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

  constructor() {
    super();
    // A deep copy of a form in the page itself brings the copied fields along, with what was typed.
    this.querySelector('[render-root=light] > [part=root]')?.remove();
  }

  /** Pays with the contents of the fields, like the Pay button. Call it synchronously in a click handler: it may have to open a popup */
  submit(): void {
    if (!this.disabled) this.#actions.submit();
  }

  /** Same as `submit()`, under the name that `<form>` uses */
  requestSubmit(): void {
    this.submit();
  }

  /** Shows what is wrong and moves the caret there; returns `true` if nothing is. Returns `false` while there is no form to fill in */
  validate(): boolean {
    return this.#actions.validate();
  }

  /** Clears the fields. Doesn't affect a payment in progress */
  reset(): void {
    this.#actions.reset();
  }

  /** Cancels a payment in progress, like the Cancel button. The server is asked for the outcome: the payment may still turn out to be paid */
  cancel(): void {
    this.#actions.cancel();
  }

  /** Moves the focus to the first invalid field, to the Pay button if all are valid, or to the heading of the panel shown in place of the form */
  override focus(options?: FocusOptions): void {
    (this.#parts.frame.part ?? this.#own).focus(options);
  }

  /** Until the frame has loaded, the form itself handles the calls. */
  get #actions(): FormActions {
    const { part } = this.#parts.frame;
    return part?.isThere() ? part : this.#own;
  }

  /** The parts of the form. */
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
      if (!this.isConnected) this.#parts.leave();
    });
  }

  /** Taken into another document, in which style sheets of this one do not count. */
  adoptedCallback(): void {
    if (this.renderRoot && !this.#isLight) this.#bringStyles();
  }

  #bringStyles(): void {
    if (this.#isLight) adoptLightStyles(this, STYLES);
    else adoptStyles(this.renderRoot as ShadowRoot, STYLES);
    this.#parts.savedCards.part?.bringStyles();
  }

  override attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    super.attributeChangedCallback(name, before, now);
    if (name === 'lang') this.requestUpdate();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    this.#isLight = this.getAttribute('render-root') === 'light';
    const root = this.#isLight ? this : (super.createRenderRoot() as ShadowRoot);
    // Not lit's `styles`: their sheets belong to the document where the class was loaded, which may not be this one.
    if (root !== this) adoptStyles(root as ShadowRoot, STYLES);
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

  /** Creates the controller of a payment. */
  protected createPaymentController(options: ControllerOptions): PaymentController {
    return createController(options);
  }

  /** Loads a part from a file beside the form's script. */
  protected loadPart<Part>(file: string): Promise<Part | undefined> {
    return loadPart(file);
  }
}
