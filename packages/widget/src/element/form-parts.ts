// Makes the parts of the form, and connects them.
import type { CheckoutAnswer, Network, ProblemCode } from '@eximpe/contract';
import { html, type LitElement } from 'lit';
import type { BinFacts } from '../api/bin-api.ts';
import { CardFields, type FieldsState } from '../fields/card-fields.ts';
import type { Sale } from '../challenge/bank-dialog.ts';
import type { Messages } from '../i18n/messages.ts';
import type { LoadPart } from '../load-part.ts';
import type { Diagnose } from '../parts/diagnostics.ts';
import { EximpeEvent } from '../events/eximpe-event.ts';
import type { FramedForm, FramedKit } from '../framed/framed-form.ts';
import tokens from '../theme/tokens.css?inline';
import type { ControllerOptions } from '../payment/create-controller.ts';
import type { PaymentController } from '../payment/payment-controller.ts';
import { paymentOf, type PaymentState } from '../payment/state.ts';
import { Announcements, type Saying } from './controllers/announcements.ts';
import { Attention } from './controllers/attention.ts';
import { BinLookupLoader } from './controllers/bin-lookup-loader.ts';
import { CardTypeQuestion } from './controllers/card-type-question.ts';
import { Connectivity } from './controllers/connectivity.ts';
import { FocusController } from './controllers/focus.ts';
import { Localization } from './controllers/localization.ts';
import { PageScheme } from './controllers/page-scheme.ts';
import { PanelActions } from './controllers/panel-actions.ts';
import { PartLoader } from './controllers/part-loader.ts';
import { PaymentSession } from './controllers/payment-session.ts';
import { SavedCardsLoader } from './controllers/saved-cards-loader.ts';
import { inputId } from './views/field-view.ts';
import { networkMark } from './views/network-marks.ts';

export interface FormHost extends LitElement {
  readonly renderRoot: HTMLElement | ShadowRoot;
  readonly src: string;
  readonly endpoint: string;
  readonly checkout: string;
  readonly challenge: string;
  readonly advance: string;
  readonly digits: string;
  readonly messages: Partial<Messages>;
}

/** What the other parts do when one has changed. */
export interface Reactions {
  readonly paymentMoved: (form: FormParts, before: PaymentState, next: PaymentState) => void;
  readonly fieldsChanged: (form: FormParts, state: FieldsState, before: FieldsState) => void;
  readonly connectivityChanged: (form: FormParts) => void;
  readonly binKnown: (form: FormParts, bin: string, facts: BinFacts | undefined) => void;
}

export interface FormPorts extends Reactions {
  readonly createPaymentController: (options: ControllerOptions) => PaymentController;
  readonly loadPart: LoadPart;
}

export class FormParts {
  readonly host: FormHost;
  readonly attention: Attention;
  readonly announcements: Announcements;
  readonly localization: Localization;
  readonly pageScheme: PageScheme;
  readonly focus: FocusController;
  readonly connectivity: Connectivity;
  readonly cardType: CardTypeQuestion;
  readonly savedCards: SavedCardsLoader;
  readonly binLookup: BinLookupLoader;
  /** The form in a frame, if `src` is set. */
  readonly frame: PartLoader<FramedKit, FramedForm>;
  readonly session: PaymentSession;
  readonly panelActions: PanelActions;
  readonly fields: CardFields;
  /** Why the last attempt ended and the form is shown again. */
  reason: Saying;
  /** Pay was pressed before the amount was known. */
  isPayEarly = false;
  /** The amount of this checkout that the page was last told, with `eximpe-ready`. */
  toldAmount: string | undefined = undefined;
  readonly #loadPart: LoadPart;

  constructor(host: FormHost, ports: FormPorts) {
    const { createPaymentController, loadPart, binKnown, connectivityChanged, fieldsChanged, paymentMoved } = ports;
    this.host = host;
    this.#loadPart = loadPart;
    this.attention = new Attention(host);
    this.localization = new Localization(host);
    this.announcements = new Announcements(host, this.attention);
    this.pageScheme = new PageScheme(host);
    this.focus = new FocusController(host, this.attention);
    this.connectivity = new Connectivity(host, () => connectivityChanged(this));
    this.cardType = new CardTypeQuestion(host);
    this.savedCards = new SavedCardsLoader(loadPart);
    this.binLookup = new BinLookupLoader({
      load: loadPart,
      digits: () => this.fields.digits(),
      onFacts: (bin, facts) => binKnown(this, bin, facts),
    });
    this.frame = new PartLoader(loadPart, 'parts/framed.js');
    this.session = new PaymentSession(host, {
      createFrame: (src) => void this.#bringFrame(src),
      create: (endpoint, challenge, onState) =>
        createPaymentController({
          endpoint,
          challenge,
          onState,
          lang: () => this.localization.wishedLang,
          words: (key) => this.localization.words(key),
          sale: () => this.#sale(),
          frameParent: () => host.renderRoot.querySelector<HTMLElement>('.bank') ?? document.body,
        }),
      onMove: (before, after) => paymentMoved(this, before, after),
      onEnd: () => this.#ended(),
    });
    this.panelActions = new PanelActions(host, this.session, this.announcements, this.localization);
    this.fields = new CardFields({
      input: (name) => host.renderRoot?.querySelector<HTMLInputElement>(`#${inputId(name)}`) ?? null,
      // Until the server has sent the networks, none is refused; and nothing can be sent.
      accepts: (network) => this.session.checkout?.networks.includes(network as Network) ?? true,
      lacksCvc: (network) => this.session.checkout?.cvcOptional?.includes(network as Network),
      advances: () => host.advance !== 'off',
      onChange: (state, before) => fieldsChanged(this, state, before),
    });
  }

  /** Loads what only some checkouts have: saved cards, and what the issuer's data says about a card. */
  loadExtras({ savesCards, asksCvc, networks, mop, environment }: CheckoutAnswer): void {
    const { host, announcements } = this;
    // The name that the page uses: if it is a session, the reference in the answer opens nothing.
    const { reference: checkout } = this.session;
    const { endpoint, renderRoot: root } = host;
    if (mop === 'detected') this.binLookup.waitForTyping(root, endpoint, checkout, this.focus.isInside);
    if (savesCards)
      void this.savedCards.bringFor(
        {
          html,
          endpoint,
          checkout,
          root,
          mark: networkMark,
          asksCvc,
          networks,
          words: (key, values) => this.localization.words(key, values),
          lang: () => this.localization.lang,
          repaint: () => host.requestUpdate(),
          say: (saying) => announcements.sayPolitely(saying),
        },
        !this.focus.isInside && this.fields.digits() === '',
      );
    // Production shoppers have no use for it, and the developer has already tested in the sandbox.
    if (environment === 'sandbox') void this.diagnose();
  }

  /** Tells the page's developer what is wrong with the page. */
  async diagnose(code?: ProblemCode): Promise<void> {
    const diagnose = await this.#loadPart<Diagnose>('parts/diagnostics.js');
    if (this.host.isConnected) diagnose?.(this.host, code);
  }

  /** Forgets what was typed. */
  readonly wipe = (): void => {
    this.fields.wipe();
    this.cardType.reset();
    this.savedCards.part?.clear();
  };

  /** The form stays off the page. */
  leave(): void {
    this.wipe();
    this.announcements.sayAtOnce();
    this.announcements.sayPolitely();
    this.focus.forget();
    this.connectivity.forget();
    this.session.end();
  }

  #sale(): Sale {
    const { state, checkout } = this.session;
    const owed = paymentOf(state) ?? checkout;
    return {
      shopName: checkout?.shopName ?? location.host,
      shopLogo: checkout?.shopLogo,
      amount: owed ? this.localization.amount(owed.amount) : '',
    };
  }

  async #bringFrame(src: string): Promise<void> {
    const repaint = (): void => this.host.requestUpdate();
    const looks = ['color', 'font-family', 'font-size', ...(tokens.match(/--eximpe-[a-z-]+/g) ?? [])];
    const hear: FramedKit['hear'] = (news) => {
      this.session.hear(news);
      if (news.type !== 'form') this.host.dispatchEvent(new EximpeEvent(news.type, news.detail));
      repaint();
    };
    const isHere = await this.frame.bring({ html, form: this, src, looks, repaint, hear });
    if (isHere === false) this.giveFrameUp();
  }

  /** The form in the frame did not load. */
  readonly giveFrameUp = (): void => {
    this.frame.drop();
    this.session.refuse({ code: 'gateway_unreachable', message: 'No form loaded from src.' });
  };

  #ended(): void {
    this.savedCards.drop();
    this.frame.drop();
    this.binLookup.stop();
    this.toldAmount = undefined;
    this.isPayEarly = false;
    this.cardType.isAsked = false;
  }
}
