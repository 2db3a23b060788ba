import {
  AttemptId,
  BinAnswer,
  CheckoutAnswer,
  Mop,
  PaymentAnswer,
  PaymentHandle,
  PaymentStatus,
  Problem,
  PROBLEM_CODES,
  SavedCard,
  SavedCardId,
  SavedCardsAnswer,
} from '@eximpe/contract';
import { readBin } from './bin-api.ts';
import { readSavedCards } from '../saved-cards/read-saved-cards.ts';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCheckout, readPayment, readProblem } from './read-shapes.ts';

const problem = {
  code: 'card_declined',
  message: 'No.',
  requestId: 'r',
  fields: ['card.number'],
  handle: 'h',
  retryAfterSeconds: 3,
};
const payment = {
  handle: 'handle.0123456789.0123456789',
  attempt: '0f8fad5b-d9cb-469f-a165-70867728950e',
  status: 'pending',
  orderId: 'OD1',
  network: 'visa',
  last4: '0003',
  issuingBank: 'HDFC Bank',
  amount: '1000.00',
  launchUrl: '/eximpe/challenge/x',
  problem,
  resultUrl: 'https://shop.example/thanks',
};
const checkout = {
  reference: 'ORDER 1',
  amount: '1000.00',
  currency: 'INR',
  environment: 'sandbox',
  networks: ['visa', 'rupay'],
  mop: 'detected',
  savesCards: true,
  paid: false,
};

const savedCard = {
  id: 'card-0123456789-0123456789',
  network: 'rupay',
  mop: 'debit_card',
  last4: '7308',
  expiryMonth: '05',
  expiryYear: '2030',
  nickname: 'RuPay Debit',
};
const bin = { network: 'visa', mop: 'credit_card', bank: 'A Bank', domestic: true };
const first = (value: unknown): unknown => readSavedCards({ cards: [value] })?.[0];
const cardsOf = (value: unknown): unknown => {
  const cards = readSavedCards(value);
  return cards && { cards };
};

/** Values near the limits of fields. */
const edges = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    0.5,
    '',
    ' ',
    '/x',
    '//x',
    'visa',
    'jcb',
    'failed',
    'ask',
    'INR',
    '0.00',
    '0.01',
    '10000000.00',
    '10000000.01',
    '1e3',
  ),
  fc.constantFrom<unknown>(
    [],
    ['visa'],
    ['visa', 'jcb'],
    {},
    problem,
    { ...problem, code: 'sorry' },
    { ...problem, more: 1 },
    'toString',
    '__proto__',
    '१२३४',
  ),
  fc
    .constantFrom(4, 19, 20, 21, 22, 36, 64, 65, 99, 100, 101, 200, 201, 400, 401, 500, 501, 2000, 2001)
    .map((length) => 'x'.repeat(length)),
  fc.constantFrom(20, 21).map((length) => Array.from({ length }, () => 'field')),
  fc.constantFrom(...PROBLEM_CODES),
  fc.constantFrom('debit_card', '13', '05', '2030', '1999', [savedCard], [savedCard, bin], [1]),
  fc.uuid({ version: 4 }),
  fc.stringMatching(/^\d{1,9}\.\d{2}$/),
  fc.string(),
  fc.jsonValue(),
);
/** The sample with some fields replaced, removed or added. All of it is JSON, since nothing else comes over the wire. */
const near = (sample: object): fc.Arbitrary<unknown> =>
  fc
    .record({
      put: fc.dictionary(fc.constantFrom(...Object.keys(sample), 'more'), edges, { maxKeys: 2 }),
      drop: fc.subarray(Object.keys(sample), { maxLength: Math.min(2, Object.keys(sample).length) }),
    })
    .map(({ put, drop }) =>
      Object.fromEntries(Object.entries({ ...sample, ...put }).filter(([key]) => !drop.includes(key))),
    );

const EXACT = {
  checkout: { amount: /^\d{1,8}\.\d\d$/, currency: /^INR$/, mop: /^(detected|ask)$/ },
  payment: {
    status: PaymentStatus,
    handle: PaymentHandle,
    attempt: AttemptId,
    amount: /^\d{1,8}\.\d\d$/,
    last4: /^\d{4}$/,
  },
  problem: { code: /^[a-z_]+$/ },
  'saved card': { id: SavedCardId, last4: /^\d{4}$/, mop: Mop },
  'list of saved cards': {},
  'BIN answer': {},
} as const;

describe.each([
  ['checkout', CheckoutAnswer, readCheckout, checkout],
  ['payment', PaymentAnswer, readPayment, payment],
  ['problem', Problem, readProblem, problem],
  ['saved card', SavedCard, first, savedCard],
  ['list of saved cards', SavedCardsAnswer, cardsOf, { cards: [savedCard, savedCard] }],
  ['BIN answer', BinAnswer, readBin, bin],
] as const)('a %s', (name, schema, read, sample) => {
  test('is accepted whenever the contract accepts it, and can’t be misread if more is accepted', () => {
    expect(read(sample)).toMatchObject(schema.parse(sample));
    fc.assert(
      fc.property(
        fc.oneof({ weight: 9, arbitrary: near(sample) }, { weight: 1, arbitrary: fc.jsonValue() }),
        (value) => {
          const expected = schema.safeParse(value);
          const accepted = read(value) as Record<string, unknown> | undefined;
          if (expected.success) expect(accepted).toMatchObject(expected.data);
          if (!accepted) return;
          for (const [field, form] of Object.entries<RegExp | { safeParse(field: unknown): { success: boolean } }>(
            EXACT[name],
          )) {
            const isExact =
              form instanceof RegExp ? form.test(String(accepted[field])) : form.safeParse(accepted[field]).success;
            expect(isExact).toBe(true);
          }
          if (name === 'payment' && accepted['problem']) expect(readProblem(accepted['problem'])).toBeDefined();
          if (name === 'payment') expect(typeof (accepted['launchUrl'] ?? '')).toBe('string');
        },
      ),
      { numRuns: 3000 },
    );
  });
});

test.each([
  ['/eximpe/challenge/x', true],
  ['//evil.example/x', false],
  ['/\\evil.example/x', false],
  ['/\t/evil.example/x', false],
  ['https://evil.example/x', false],
  ['javascript:alert(1)', false],
  ['challenge/x', false],
])('the shopper is sent only where the server-kit lives: %j', (launchUrl, isTaken) => {
  expect(readPayment({ ...payment, launchUrl }) !== undefined).toBe(isTaken);
  expect(PaymentAnswer.safeParse({ ...payment, launchUrl }).success).toBe(isTaken);
  if (isTaken) expect(new URL(launchUrl, 'https://shop.example').origin).toBe('https://shop.example');
});

test.each(PROBLEM_CODES)('%s is read', (code) => {
  expect(readProblem({ code, message: '' })).toEqual({ code, message: '' });
});
