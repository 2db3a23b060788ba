// The messages between the element on the shop's page and the form in its frame: all of them, and how each side reads them.
//
// No message has a field for what is typed into the card's fields. Each side drops any other message without an answer.
import { PAGE_TOKEN_VALUE } from '@eximpe/contract/page-tokens';
import type { CheckoutAnswer, Problem } from '@eximpe/contract';
import type { AttributeWithValues } from '../element/attribute-values.ts';
import type { EximpeChangeDetail } from '../events/eximpe-change-event.ts';
import type { EximpeOutcomeDetail } from '../events/eximpe-outcome-event.ts';
import type { EximpeProblemDetail } from '../events/eximpe-problem-event.ts';
import type { EximpeReadyDetail } from '../events/eximpe-ready-event.ts';
import type { EximpeStateDetail } from '../events/eximpe-state-event.ts';
import type { PaymentState } from '../payment/state.ts';
import { fields, listOf, MISFIT, perhaps, text, texts, aNumber, aBoolean, type Read } from './shapes.ts';

/**
 * The only message that is sent from window to window. The frame sends it to the shop's origin only, to say that it is there; the page sends it
 * back to the card server's origin, together with a port that carries everything else.
 */
export const HELLO = 'eximpe-frame';

type Texts = Readonly<Record<string, string | null | undefined>>;

/** The settings of the form in the frame: sent whole each time, as the element and its page have them. The frame uses those it knows. */
export interface Settings {
  /** Attributes of the element; {@link ATTRIBUTES} are used. */
  readonly attributes: Texts;
  /** The shop's own words for single messages. */
  readonly messages: Texts | undefined;
  /**
   * Tokens and inherited properties, by their CSS names; `rem` is the page's root font size. If `pale` is `true`, hints need all of the ink.
   */
  readonly looks: Texts;
  /** The text of what the shop has put into slots; {@link SLOTS} are used. */
  readonly slots: Texts;
  readonly shopper: Place;
}

/**
 * Where the focus is, which only the page can see: in another window or tab, in the form, nowhere, or in something else on the page.
 */
export type Place = 'away' | 'form' | 'page' | 'field';

/** `lang` is the language that the page gives the element. */
export const ATTRIBUTES = [
  'lang',
  'checkout',
  'challenge',
  'theme',
  'density',
  'digits',
  'advance',
  'disabled',
  'readonly',
] as const;
/** The compiler names an attribute with closed values that is missing above. Where the form is rendered, only its page decides. */
export type Listed<Name extends (typeof ATTRIBUTES)[number] | 'render-root' = AttributeWithValues> = Name;
/** The shop's Pay button and note are on its own page and replace those in the frame; a label is copied into the frame. */
const SLOTS = ['submit', 'submit-label', 'footer'];
const LOOK = /^(--eximpe-[a-z-]+|color|color-scheme|font-family|font-size|rem|pale)$/;

/** What the element tells the form in the frame. */
export type Order =
  | { readonly type: 'settings'; readonly settings: Settings }
  | { readonly type: 'submit' | 'validate' | 'reset' | 'cancel' | 'focus' };

/** The current status of the form in the frame. */
export interface FormStatus {
  /** In CSS pixels. */
  readonly height: number;
  /** `validate()` would find nothing wrong. */
  readonly isValid: boolean;
  readonly isPaid: boolean;
  readonly state: PaymentState['kind'];
}

interface Details {
  readonly 'eximpe-ready': EximpeReadyDetail;
  readonly 'eximpe-change': EximpeChangeDetail;
  readonly 'eximpe-state': EximpeStateDetail;
  readonly 'eximpe-problem': EximpeProblemDetail;
  readonly 'eximpe-outcome': EximpeOutcomeDetail;
}
type EventName = keyof Details;

/** What the form in the frame tells the element. */
export type News =
  | (FormStatus & { readonly type: 'form' })
  /** The tab must go to the bank, through this path of the card server. The shop's page goes nowhere else. */
  | { readonly type: 'bank'; readonly path: string }
  /** An event of the form. */
  | { [Name in EventName]: { readonly type: Name; readonly detail: Details[Name] } }[EventName];

const WORD = text(/^[a-z_]{1,40}$/);
const TEXT = text(/^[^]{0,4000}$/);

/** What shops are told about a problem; the other fields stay in the form. */
const PROBLEM = fields({ code: WORD, message: TEXT, requestId: perhaps(TEXT) } satisfies Partial<
  Record<keyof Problem, Read>
>);

/* @__NO_SIDE_EFFECTS__ */
const event = (detail: Readonly<Record<string, Read>>): Read => fields({ detail: fields(detail) });

const EVENTS: Readonly<Record<EventName, Read>> = {
  'eximpe-ready': event({
    reference: TEXT,
    amount: text(/^\d{1,8}\.\d\d$/),
    currency: TEXT,
    shopName: perhaps(TEXT),
    shopLogo: perhaps(TEXT),
    environment: WORD,
    networks: listOf(WORD),
    mop: WORD,
    savesCards: perhaps(aBoolean),
    asksCvc: perhaps(aBoolean),
    cvcOptional: perhaps(listOf(WORD)),
    paid: aBoolean,
  } satisfies Record<Exclude<keyof CheckoutAnswer, 'mountedAt'>, Read>),
  'eximpe-change': event({ network: perhaps(WORD), complete: aBoolean } satisfies Record<
    keyof EximpeChangeDetail,
    Read
  >),
  'eximpe-state': event({ state: WORD }),
  'eximpe-problem': event({ problem: PROBLEM }),
  'eximpe-outcome': event({
    status: WORD,
    checkout: TEXT,
    orderId: perhaps(TEXT),
    network: perhaps(WORD),
    last4: perhaps(text(/^\d{4}$/)),
    problem: perhaps(PROBLEM),
  } satisfies Record<keyof EximpeOutcomeDetail, Read>),
};
export const eventNames = (): readonly EventName[] => Object.keys(EVENTS) as EventName[];

const NEWS: Readonly<Record<News['type'], Read>> = {
  form: fields({ height: aNumber, isValid: aBoolean, isPaid: aBoolean, state: WORD } satisfies Record<
    keyof FormStatus,
    Read
  >),
  bank: fields({ path: text(/^\/eximpe\/challenge\/[\w-]+\?lang=[^]{0,40}$/) }),
  ...EVENTS,
};

const ORDERS: Readonly<Record<Order['type'], Read>> = {
  settings: fields({
    settings: fields({
      attributes: texts((name) => ATTRIBUTES.some((each) => each === name), /^[^]{0,4000}$/),
      messages: perhaps(texts((name) => /^[a-z_]+$/.test(name), /^[^]{0,500}$/)),
      looks: texts((name) => LOOK.test(name), PAGE_TOKEN_VALUE),
      slots: texts((name) => SLOTS.includes(name), /^[^]{0,500}$/),
      shopper: text(/^(away|form|page|field)$/),
    } satisfies Record<keyof Settings, Read>),
  }),
  submit: fields({}),
  validate: fields({}),
  reset: fields({}),
  cancel: fields({}),
  focus: fields({}),
};

/** The message with only the known fields; undefined if it is not one of the messages. */
function readBy(readers: Readonly<Record<string, Read>>, message: unknown): object | undefined {
  const { type } = Object(message) as { readonly type?: unknown };
  if (typeof type !== 'string' || !Object.hasOwn(readers, type)) return undefined;
  const rest = readers[type]?.(message);
  return rest === MISFIT ? undefined : { ...(rest as object), type };
}

export const readOrder = (message: unknown): Order | undefined => readBy(ORDERS, message) as Order | undefined;
export const readNews = (message: unknown): News | undefined => readBy(NEWS, message) as News | undefined;
