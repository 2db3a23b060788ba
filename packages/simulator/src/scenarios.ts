// Every way a payment can go: each scenario changes one or more steps of the usual course.
import { TEMPLATE_KINDS, type TemplateName } from './bank/template-kinds.ts';

/** What the gateway does with the call that creates the order. */
export type CreateFault =
  | 'gateway-error'
  | 'html'
  | 'drop-before'
  | 'drop-after'
  | 'silence'
  | 'duplicate'
  | 'rate-limited';

/** The guide's categories of failure, which no documented payload carries. */
export type FailureCategory = 'CARD_DECLINED' | 'INSUFFICIENT_FUNDS' | 'EXPIRED_CARD' | 'INVALID_CVV' | '3DS_FAILED';

export type Outcome =
  | { readonly status: 'captured' }
  | {
      readonly status: 'failed';
      readonly message: string;
      readonly category: FailureCategory;
      readonly cancelled?: boolean;
    };

export interface Course {
  readonly create: 'served' | CreateFault;
  /** What the bank's page asks for; `none`: there is no such page. */
  readonly challenge: 'otp' | 'app' | 'passkey' | 'none';
  /** How the `acs_template` is written; `link`: an address to go to instead. */
  readonly template: TemplateName | 'link';
  /** How the bank's page behaves. */
  readonly bank:
    | 'plain'
    | 'app-link'
    | 'coop'
    | 'no-frames'
    | 'needs-cookies'
    | 'target-parent'
    | 'target-top'
    | 'slow'
    | 'never-returns';
  /** The outcome after the bank has approved. */
  readonly outcome: Outcome;
  /** Simulated seconds from the approval to the outcome; `never`: it stays pending; `webhook`: the API shows it only after the webhook arrived. */
  readonly settles: number | 'never' | 'webhook';
  /** How the browser comes back to `return_url`. */
  readonly return: 'post' | 'get' | 'no-hash' | 'wrong-hash';
  readonly webhook: WebhookCourse;
}

export interface WebhookCourse {
  /** Simulated seconds between the outcome and the first attempt; `never`: none is sent. */
  readonly delaySeconds: number | 'never';
  readonly copies: number;
  /** The browser waits at the gateway until the first attempt is over. */
  readonly beforeReturn: boolean;
  /** An older PAYMENT_FAILED arrives after the event. */
  readonly outOfOrder: boolean;
  readonly oldShape: boolean;
  readonly signature: 'valid' | 'none' | 'wrong';
}

export const USUAL_COURSE: Course = {
  create: 'served',
  challenge: 'otp',
  template: 'plain',
  bank: 'plain',
  outcome: { status: 'captured' },
  settles: 0,
  return: 'post',
  webhook: { delaySeconds: 0, copies: 1, beforeReturn: false, outOfOrder: false, oldShape: false, signature: 'valid' },
};

/** What the bank or the gateway says when a payment fails; free text, as in the documents. */
export const FAILURES = {
  declined: { status: 'failed', message: 'Payment declined by bank', category: 'CARD_DECLINED' },
  'insufficient-funds': {
    status: 'failed',
    message: 'Insufficient funds in the account',
    category: 'INSUFFICIENT_FUNDS',
  },
  'expired-card': { status: 'failed', message: 'Card has expired', category: 'EXPIRED_CARD' },
  'invalid-cvv': { status: 'failed', message: 'Incorrect CVV provided', category: 'INVALID_CVV' },
  'challenge-failed': { status: 'failed', message: '3D Secure authentication failed', category: '3DS_FAILED' },
  cancelled: { status: 'failed', message: 'Cancelled by user', category: '3DS_FAILED', cancelled: true },
} as const satisfies Readonly<Record<string, Outcome>>;

interface ScenarioRow extends Partial<Omit<Course, 'webhook'>> {
  readonly what: string;
  readonly webhook?: Partial<WebhookCourse>;
}

/** One for each way to write the `acs_template`. */
const TEMPLATES = Object.fromEntries(
  Object.entries(TEMPLATE_KINDS).map(([template, { what }]) => [
    `template-${template}`,
    { what: `acs_template ${what}`, template },
  ]),
) as { readonly [Name in TemplateName as `template-${Name}`]: { readonly what: string; readonly template: Name } };

export const SCENARIOS = {
  paid: { what: 'paid after the OTP', outcome: { status: 'captured' } },
  declined: { what: 'declined by the bank', outcome: FAILURES.declined },
  'insufficient-funds': { what: 'insufficient funds', outcome: FAILURES['insufficient-funds'] },
  'expired-card': { what: 'the bank says the card has expired', outcome: FAILURES['expired-card'] },
  'invalid-cvv': { what: 'the bank says the security code is wrong', outcome: FAILURES['invalid-cvv'] },
  'challenge-failed': { what: '3-D Secure fails with any OTP', outcome: FAILURES['challenge-failed'] },
  'cancelled-at-bank': { what: 'comes back as cancelled by the shopper', outcome: FAILURES.cancelled },
  frictionless: { what: 'paid at once, without the bank’s page', challenge: 'none' },
  'frictionless-declined': {
    what: 'declined at once, without the bank’s page',
    challenge: 'none',
    outcome: FAILURES.declined,
  },
  'bank-app': { what: 'the bank asks for an approval in its app; it comes after 10 seconds', challenge: 'app' },
  'bank-app-denied': {
    what: 'the same, but the bank’s app denies it',
    challenge: 'app',
    outcome: FAILURES['challenge-failed'],
  },
  'bank-passkey': { what: 'the bank asks for a passkey (WebAuthn)', challenge: 'passkey' },
  'pending-then-paid': { what: 'pending for 10 seconds after the OTP, then paid', settles: 10 },
  'pending-forever': { what: 'pending forever after the OTP', settles: 'never' },
  'webhook-before-status': { what: 'the API says paid only after the webhook arrived', settles: 'webhook' },
  'gateway-error': { what: 'the gateway answers 500', create: 'gateway-error' },
  'html-answer': { what: 'the gateway answers with an HTML page', create: 'html' },
  'drop-before': { what: 'the connection drops before the order is stored', create: 'drop-before' },
  'drop-after': { what: 'the connection drops after the order is stored', create: 'drop-after' },
  silence: { what: 'the gateway is silent for 30 seconds, then answers', create: 'silence' },
  duplicate: { what: 'the gateway says the reference was already used', create: 'duplicate' },
  'rate-limited': { what: 'the gateway answers 429', create: 'rate-limited' },
  ...TEMPLATES,
  link: { what: 'no acs_template, but a link to follow (data.link)', template: 'link' },
  'bank-app-link': { what: 'the bank’s page tries to open the bank’s app first', bank: 'app-link' },
  'bank-coop': { what: 'the bank’s page sets Cross-Origin-Opener-Policy', bank: 'coop' },
  'bank-no-frames': { what: 'the bank’s page refuses frames (X-Frame-Options: DENY)', bank: 'no-frames' },
  'bank-needs-cookies': { what: 'the bank’s page needs its own cookies', bank: 'needs-cookies' },
  'bank-target-parent': { what: 'the bank’s form targets _parent', bank: 'target-parent' },
  'bank-target-top': { what: 'the bank’s form targets _top', bank: 'target-top' },
  'bank-slow': { what: 'the bank’s page takes 8 seconds', bank: 'slow' },
  'bank-never-returns': {
    what: 'the bank accepts the OTP and never returns; paid 3 seconds later',
    bank: 'never-returns',
    settles: 3,
  },
  'return-get': { what: 'the browser comes back by GET', return: 'get' },
  'return-no-hash': { what: 'the browser comes back without a hash', return: 'no-hash' },
  'return-wrong-hash': { what: 'the browser comes back with a wrong hash', return: 'wrong-hash' },
  'webhook-late': { what: 'the webhook comes 30 seconds late', webhook: { delaySeconds: 30 } },
  'webhook-never': { what: 'no webhook comes', webhook: { delaySeconds: 'never' } },
  'webhook-twice': { what: 'the webhook comes twice', webhook: { copies: 2 } },
  'webhook-first': { what: 'the webhook comes before the browser returns', webhook: { beforeReturn: true } },
  'webhook-out-of-order': { what: 'an older PAYMENT_FAILED comes after the webhook', webhook: { outOfOrder: true } },
  'webhook-old-shape': { what: 'the webhook has the seven older keys, in lower case', webhook: { oldShape: true } },
  'webhook-unsigned': { what: 'the webhook has no signature', webhook: { signature: 'none' } },
  'webhook-wrong-signature': { what: 'the webhook’s signature is wrong', webhook: { signature: 'wrong' } },
} as const satisfies Readonly<Record<string, ScenarioRow>>;

export type ScenarioName = keyof typeof SCENARIOS;

/** Several scenarios joined by `+`: `declined+bank-slow`. */
export type ScenarioText = string;

const isName = (word: string): word is ScenarioName => Object.hasOwn(SCENARIOS, word);

/** The names in a scenario text. Throws with the list of known names when one is unknown. */
export function scenarioNames(text: ScenarioText): readonly ScenarioName[] {
  return text.split('+').map((word) => {
    const name = word.trim();
    if (!isName(name))
      throw new RangeError(`Unknown scenario "${name.slice(0, 60)}". Known: ${Object.keys(SCENARIOS).join(', ')}.`);
    return name;
  });
}

/** The usual course with each scenario's changes on top, later ones winning. */
export function courseOf(names: readonly ScenarioName[]): Course {
  return names.reduce<Course>((course, name) => {
    const { what: _, webhook, ...changes }: ScenarioRow = SCENARIOS[name];
    return { ...course, ...changes, webhook: { ...course.webhook, ...webhook } };
  }, USUAL_COURSE);
}
