// EximPe's words and ours, as tables. No code outside this folder knows that one fact has four spellings.
import { NETWORK_IDS, type Mop, type Network, type PaymentStatus, type ProblemCode } from '@eximpe/contract';

const lower = (word: unknown): string => (typeof word === 'string' ? word.trim().toLowerCase() : '');

/** Order status, payment status, webhook and return-form words. Any other word means *pending*. */
const STATUS: Readonly<Record<string, PaymentStatus>> = {
  payment_successful: 'successful',
  captured: 'successful',
  failed: 'failed',
  payment_failed: 'failed',
  payment_cancelled: 'failed',
  payment_expired: 'failed',
  payment_rejected: 'failed',
  cancelled: 'failed',
};

export const statusFrom = (word: unknown): PaymentStatus => STATUS[lower(word)] ?? 'pending';

/** The guide's failure categories and the phrases banks use for them; the first row that matches counts. */
const REASONS: readonly (readonly [RegExp, ProblemCode])[] = [
  [/insufficient[_ ]?(?:funds|balance)|not enough (?:funds|balance)|limit exceeded/, 'insufficient_funds'],
  [/expired[_ ]card|card (?:has |is )?expired/, 'card_expired'],
  [
    /(?:invalid|incorrect|wrong|mismatch)[_ ]?(?:the )?(?:cvv|cvc|security code)|(?:cvv|cvc|security code)[a-z _]*(?:invalid|incorrect|wrong|mismatch)/,
    'cvc_incorrect',
  ],
  [/cancel|abandon|dropped|expired|timed? ?out|not completed/, 'challenge_cancelled'],
  [/3-?d-?s|3d secure|authenticat|\botp\b/, 'challenge_failed'],
  [/network_error/, 'gateway_unreachable'],
];

/** Why a payment failed, from the words that came with it. Unexplained failures are declines. */
export function reasonFrom(...words: readonly unknown[]): ProblemCode {
  const text = words.map(lower).join(' | ');
  return REASONS.find(([pattern]) => pattern.test(text))?.[1] ?? 'card_declined';
}

/** A decline that came instead of an order: only the named categories count, since other refusals have other causes. */
const NAMED = /card_declined|insufficient_funds|expired_card|invalid_cvv|3ds_failed/;
export function declineFrom(...words: readonly unknown[]): ProblemCode | undefined {
  const text = words.map(lower).join(' | ');
  return NAMED.test(text) ? reasonFrom(text) : undefined;
}

/** EximPe's other words for networks; EximPe also uses our words. */
const NETWORK: Readonly<Record<string, Network>> = {
  american_express: 'amex',
  diners_club: 'diners',
  sbi_maestro: 'maestro',
};

export function networkFrom(word: unknown): Network | null {
  const name = lower(word).replace(/[ -]/g, '_');
  return NETWORK_IDS.find((id) => id === name) ?? NETWORK[name] ?? null;
}

const MOP: Readonly<Record<string, Mop>> = {
  credit_card: 'credit_card',
  credit: 'credit_card',
  debit_card: 'debit_card',
  debit: 'debit_card',
};
export const mopFrom = (word: unknown): Mop | null => MOP[lower(word)] ?? null;

/** Rupees with two decimals, from a number or a text; undefined for anything else. */
export function amountFrom(value: unknown): string | undefined {
  if (typeof value !== 'number' && (typeof value !== 'string' || value.trim() === '')) return undefined;
  const rupees = Number(value);
  return Number.isFinite(rupees) ? rupees.toFixed(2) : undefined;
}

/** `2025-06-24T12:30:44.000000Z`, `2025-06-25 12:15:48+00:00`; a time without a zone is meant in UTC. */
const MOMENT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|[+-]\d{2}:?\d{2})?$/i;

/** A moment in ISO 8601 and UTC; undefined for what can't be read as one. */
export function momentFrom(value: unknown): string | undefined {
  const [, day, time, zone = 'Z'] = (typeof value === 'string' && MOMENT.exec(value.trim())) || [];
  const ms = day === undefined ? Number.NaN : Date.parse(`${day}T${time}${zone.toUpperCase()}`);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

/** What a shopper may call their saved card when they did not name it. */
export const nicknameFor = (network: Network, mop: Mop): string =>
  `${network.toUpperCase()} ${mop === 'credit_card' ? 'Credit' : 'Debit'}`;
