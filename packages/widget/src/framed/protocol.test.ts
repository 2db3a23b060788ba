import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventNames, readNews, readOrder, type News, type Order } from './protocol.ts';

const NEWS: readonly News[] = [
  { type: 'form', height: 430, isValid: false, isPaid: false, state: 'entry' },
  { type: 'bank', path: '/eximpe/challenge/AbC-1_d?lang=hi' },
  {
    type: 'eximpe-ready',
    detail: {
      reference: 'ORDER-1',
      amount: '1000.00',
      currency: 'INR',
      shopName: 'Neel & Daughters',
      environment: 'sandbox',
      networks: ['visa', 'rupay'],
      mop: 'detected',
      savesCards: true,
      paid: false,
    },
  },
  { type: 'eximpe-change', detail: { network: undefined, complete: false } },
  { type: 'eximpe-state', detail: { state: 'challenge' } },
  { type: 'eximpe-problem', detail: { problem: { code: 'card_declined', message: 'No.', requestId: 'r-1' } } },
  {
    type: 'eximpe-outcome',
    detail: {
      status: 'failed',
      checkout: 'ORDER-1',
      orderId: null,
      network: null,
      last4: null,
      problem: { code: 'card_declined', message: 'No.' },
    },
  },
];
const SETTINGS: Order = {
  type: 'settings',
  settings: {
    attributes: { checkout: 'ORDER-1', lang: 'ur', disabled: '' },
    messages: { pay: 'Pay now', card_hint: '' },
    looks: { '--eximpe-accent': '#0b6b53', color: 'rgb(17, 17, 17)', 'font-family': '"Noto Sans", serif', rem: '16px' },
    slots: { 'submit-label': 'Buy', footer: '' },
    shopper: 'page',
  },
};
const ORDERS: readonly Order[] = [
  SETTINGS,
  ...(['submit', 'validate', 'reset', 'cancel', 'focus'] as const).map((type) => ({ type })),
];

test('there is a message for each event of the form', () => {
  expect(new Set(eventNames())).toEqual(
    new Set(NEWS.map(({ type }) => type).filter((type) => type.startsWith('eximpe-'))),
  );
});

describe.each([
  ['the frame', readNews, NEWS, ORDERS],
  ['the page', readOrder, ORDERS, NEWS],
] as const)('what %s tells', (_, read, messages, others) => {
  test.each(messages.map((message) => [message.type, message] as const))('%s is read unchanged', (__, message) => {
    expect(read(message)).toEqual(message);
  });

  test('an unknown field is dropped, at any depth', () => {
    for (const message of messages) {
      const [name = '', value] = Object.entries(message).find(([, each]) => typeof each === 'object') ?? [];
      const more = { ...message, number: '1', ...(name && { [name]: { ...(value as object), number: '1' } }) };
      expect(read(more)).toEqual(message);
    }
  });

  test('messages of the other side are refused', () => {
    for (const message of others) expect(read(message)).toBeUndefined();
  });

  test('for any input, nothing is thrown and nothing unknown is read', () => {
    const types: ReadonlySet<unknown> = new Set(messages.map(({ type }) => type));
    const anything = fc.anything({ withNullPrototype: true, withSparseArray: true, withDate: true, withMap: true });
    fc.assert(
      fc.property(
        fc.oneof(
          anything,
          fc.record({
            type: fc.constantFrom(...types, '__proto__', 'constructor', 'valueOf'),
            detail: anything,
            settings: anything,
            path: anything,
          }),
        ),
        (message) => {
          const known = read(message);
          return known === undefined || types.has(known.type);
        },
      ),
      { numRuns: 10_000 },
    );
  });
});

test.each([
  'https://thief.example/eximpe/challenge/x?lang=en',
  '//thief.example/eximpe/challenge/x?lang=en',
  '.thief.example/eximpe/challenge/x?lang=en',
  '@thief.example/eximpe/challenge/x?lang=en',
  ':1/eximpe/challenge/x?lang=en',
  '/eximpe/challenge/../payments?lang=en',
  '/eximpe/challenge/%2e%2e?lang=en',
  '/eximpe/challenge/x/template?lang=en',
  '/eximpe/challenge/x',
  'javascript:alert(1)',
])('%s is no way to the bank', (path) => {
  expect(readNews({ type: 'bank', path })).toBeUndefined();
});

test('looks load nothing, and set only tokens and inherited properties', () => {
  const looks = {
    '--eximpe-field': 'url(https://thief.example)',
    '--eximpe-accent': '#000; background: red',
    '--eximpe-line': 'red',
    background: 'red',
    color: 'image-set("x" 1x)',
  };
  const order = readOrder({ ...SETTINGS, settings: { ...SETTINGS.settings, looks } });
  expect(order).toMatchObject({ settings: { looks: { '--eximpe-line': 'red' } } });
  expect(order?.type === 'settings' && Object.keys(order.settings.looks)).toEqual(['--eximpe-line']);
});
