// Messages that the shop's page and its frame never send each other: arbitrary values, and valid messages that were broken, with a card in them.
import * as fc from 'fast-check';

/** From EximPe's documents; no eight of its digits occur anywhere by chance. */
export const CARD = '4576238912771450';
const FOREIGN = 'https://thief.example/eximpe/challenge/x?lang=en';

const event = (type: string, detail: object): object => ({ type, detail });
/** One valid message of each kind. */
const TRUE_ONES: readonly object[] = [
  { type: 'form', height: 430, isValid: false, isPaid: false, state: 'entry' },
  { type: 'bank', path: '/eximpe/challenge/AbC-1?lang=en' },
  event('eximpe-ready', {
    reference: 'ORDER-1',
    amount: '1000.00',
    currency: 'INR',
    environment: 'sandbox',
    networks: ['visa'],
    mop: 'detected',
    paid: false,
  }),
  event('eximpe-change', { network: 'visa', complete: true }),
  event('eximpe-state', { state: 'entry' }),
  event('eximpe-problem', { problem: { code: 'card_declined', message: 'No.' } }),
  event('eximpe-outcome', { status: 'successful', checkout: 'O', orderId: 'OD1', network: 'visa', last4: '0003' }),
  { type: 'settings', settings: { attributes: {}, messages: {}, looks: {}, slots: {}, shopper: 'page' } },
];

/** Lists that no reader accepts. */
const nonsense = fc.constantFrom([CARD], [[CARD]], [{ number: CARD }], [FOREIGN], [null]);
const PATHS = [
  FOREIGN,
  'javascript:alert(1)',
  '//thief.example/eximpe/challenge/x?lang=en',
  '/eximpe/challenge/../../checkout?lang=en',
  '/eximpe/challenge/x',
  `/eximpe/payments/${CARD}?lang=en`,
  '@thief.example/eximpe/challenge/x?lang=en',
  '.thief.example/eximpe/challenge/x?lang=en',
  ':1/eximpe/challenge/x?lang=en',
];

const isDeeper = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;

/** Replaces one field, at any depth except the message itself and its type. */
function broken(message: object): fc.Arbitrary<object> {
  const places = Object.entries(message).filter(([name]) => name !== 'type');
  return fc
    .constantFrom(...places)
    .chain(([name, value]) =>
      (isDeeper(value) ? fc.oneof(nonsense, broken(value)) : nonsense).map((other) => ({ ...message, [name]: other })),
    );
}

export const malformed: fc.Arbitrary<unknown> = fc.oneof(
  fc.json().map((text) => JSON.parse(text) as unknown),
  fc.constantFrom(...TRUE_ONES).chain(broken),
  fc.constantFrom(...TRUE_ONES).map((message) => ({ ...message, type: `${(message as { type: string }).type} ` })),
  fc.constantFrom(...PATHS).map((path) => ({ type: 'bank', path })),
  fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty').map((type) => ({ type, number: CARD })),
  // A valid message of the form's with the card added to it: fields that are not named are not read.
  fc.constantFrom(...TRUE_ONES.slice(3, 5)).map((message) => ({
    ...message,
    number: CARD,
    detail: { ...(message as { detail: object }).detail, number: CARD, cvc: '739' },
  })),
);
