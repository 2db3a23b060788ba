// What the element on the shop's page and the form in its frame tell each other: every message there is, and how each side reads it.
//
// No message has room for what is typed into the card's fields. What is not exactly one of these is dropped without an answer.
import { PAGE_TOKEN_VALUE } from '@eximpe/contract/page-tokens';
import type { CheckoutAnswer, Problem } from '@eximpe/contract';
import type { EximpeChangeDetail } from '../events/eximpe-change-event.ts';
import type { EximpeOutcomeDetail } from '../events/eximpe-outcome-event.ts';
import type { EximpeProblemDetail } from '../events/eximpe-problem-event.ts';
import type { EximpeReadyDetail } from '../events/eximpe-ready-event.ts';
import type { EximpeStateDetail } from '../events/eximpe-state-event.ts';
import type { PaymentState } from '../payment/state.ts';
import { fields, listOf, MISFIT, perhaps, text, texts, aNumber, aBoolean, type Read } from './shapes.ts';

/**
 * The one word that is said from window to window, and answered with itself and a port, through which everything else goes: by the frame, that it
 * is there, to the shop's origin alone; by the page, to the card server's.
 */
export const HELLO = 'eximpe-frame';

type Texts = Readonly<Record<string, string | null | undefined>>;

/** What the form in the frame is to be: all of it each time, as the element and its page have it. The frame takes what it knows. */
export interface Settings {
  /** Of the element; {@link ATTRIBUTES} are taken. */
  readonly attributes: Texts;
  /** The shop's own words for single messages. */
  readonly messages: Texts | undefined;
  /**
   * Tokens and inherited properties, by their names in CSS; `rem` is the font size of the page. Where `pale` is `true`, hints need all of the ink.
   */
  readonly looks: Texts;
  /** The words in what the shop has put into slots; {@link SLOTS} are taken. */
  readonly slots: Texts;
  readonly shopper: Place;
}

/**
 * Where the focus is, as only the page can see: in another window or tab, in the form, in nothing, or in something else of the page's.
 */
export type Place = 'away' | 'form' | 'page' | 'field';

/** `lang` is the language that the element has from its page. */
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
/** A Pay button and a note of the shop's stand on its own page, in place of those in the frame; a label is taken into the frame. */
const SLOTS = ['submit', 'submit-label', 'footer'];
const LOOK = /^(--eximpe-[a-z-]+|color|color-scheme|font-family|font-size|rem|pale)$/;

/** What the element tells the form in the frame. */
export type Order =
  | { readonly type: 'settings'; readonly settings: Settings }
  | { readonly type: 'submit' | 'validate' | 'reset' | 'cancel' | 'focus' };

/** How the form in the frame is at the moment. */
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
  /** The tab is to go to the bank: a path of the card server's. The page of the shop goes nowhere else. */
  | { readonly type: 'bank'; readonly path: string }
  /** An event of the form. */
  | { [Name in EventName]: { readonly type: Name; readonly detail: Details[Name] } }[EventName];

const WORD = text(/^[a-z_]{1,40}$/);
const TEXT = text(/^[^]{0,4000}$/);

/** What shops are told of a problem; the rest is the form's own. */
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

/** The message without whatever else was in it; undefined where it is none. */
function readBy(readers: Readonly<Record<string, Read>>, message: unknown): object | undefined {
  const { type } = Object(message) as { readonly type?: unknown };
  if (typeof type !== 'string' || !Object.hasOwn(readers, type)) return undefined;
  const rest = readers[type]?.(message);
  return rest === MISFIT ? undefined : { ...(rest as object), type };
}

export const readOrder = (message: unknown): Order | undefined => readBy(ORDERS, message) as Order | undefined;
export const readNews = (message: unknown): News | undefined => readBy(NEWS, message) as News | undefined;
