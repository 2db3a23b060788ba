import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Amount, AttemptId, CheckoutReference, InitiateRequest, readSignal } from './index.ts';

const attempt = '0f8fad5b-d9cb-469f-a165-70867728950e';
const request = {
  checkout: 'ORDER-1',
  card: {
    kind: 'new',
    number: '4895380110000003',
    expiryMonth: '05',
    expiryYear: '2030',
    cvc: '123',
    holderName: 'John Doe',
    network: 'visa',
  },
};

test.each(['1000.00', '0.01', '2500000.00'])('%s is an amount', (text) => {
  expect(Amount.safeParse(text).success).toBe(true);
});
test.each(['0.00', '1000', '1000.5', '01.00', '-1.00', '1e3', '2500000.01', '1,000.00', ' 1.00'])(
  '%s is not an amount',
  (text) => {
    expect(Amount.safeParse(text).success).toBe(false);
  },
);

test('attempt ids are random UUIDs in lower case', () => {
  expect(AttemptId.safeParse(attempt).success).toBe(true);
  expect(AttemptId.safeParse(attempt.toUpperCase()).success).toBe(false);
  expect(AttemptId.safeParse('0f8fad5b-d9cb-169f-a165-70867728950e').success).toBe(false);
});

test.each(['', ' a', 'a\n', 'a\u0000b', 'x'.repeat(101)])('%j is not a checkout reference', (text) => {
  expect(CheckoutReference.safeParse(text).success).toBe(false);
});

test.each<[string, string, boolean]>([
  ['of the maximum length', `${'a'.repeat(40)}.${'b'.repeat(1_915)}.${'c'.repeat(43)}`, true],
  ['of more than the maximum length', `${'a'.repeat(40)}.${'b'.repeat(1_916)}.${'c'.repeat(43)}`, false],
  ['of two parts', `${'a'.repeat(100)}.${'b'.repeat(100)}`, false],
])('a session %s names a checkout: %#', (_, checkout, names) => {
  expect(InitiateRequest.safeParse({ ...request, checkout }).success).toBe(names);
});

test('a card request is accepted as documented', () => {
  expect(InitiateRequest.safeParse(request).success).toBe(true);
  expect(InitiateRequest.safeParse({ ...request, mop: 'debit_card' }).success).toBe(true);
});

test('a saved card is only named; saving one requires the text that the shopper was shown', () => {
  const id = 'x'.repeat(32);
  expect(InitiateRequest.safeParse({ ...request, card: { kind: 'saved', id } }).success).toBe(true);
  expect(InitiateRequest.safeParse({ ...request, card: { kind: 'saved', id, cvc: '123' } }).success).toBe(true);
  expect(InitiateRequest.safeParse({ ...request, card: { kind: 'saved', id, cvc: '12' } }).success).toBe(false);
  expect(
    InitiateRequest.safeParse({ ...request, card: { kind: 'saved', id, number: '4895380110000003' } }).success,
  ).toBe(false);
  const save = { textVersion: '2026-11', locale: 'hi', text: 'अगली बार' };
  expect(InitiateRequest.safeParse({ ...request, card: { ...request.card, save } }).success).toBe(true);
  expect(InitiateRequest.safeParse({ ...request, card: { ...request.card, save: true } }).success).toBe(false);
  const { text: _, ...unseen } = save;
  expect(InitiateRequest.safeParse({ ...request, card: { ...request.card, save: unseen } }).success).toBe(false);
});

test.each([
  ['an amount from the browser', { ...request, amount: '1.00' }],
  ['an unknown card field', { ...request, card: { ...request.card, pin: '1234' } }],
  ['a PAN with spaces', { ...request, card: { ...request.card, number: '4895 3801 1000 0003' } }],
  ['month 13', { ...request, card: { ...request.card, expiryMonth: '13' } }],
  ['a network that EximPe does not know', { ...request, card: { ...request.card, network: 'jcb' } }],
  ['a name of spaces', { ...request, card: { ...request.card, holderName: '   ' } }],
])('%s is refused', (_, body) => {
  expect(InitiateRequest.safeParse(body).success).toBe(false);
});

test('signals of this attempt are read, and everything else is ignored without an error', () => {
  expect(readSignal({ type: 'returned', attempt }, attempt)).toEqual({ type: 'returned', attempt });
  expect(readSignal({ type: 'go', attempt, launchUrl: '/x', extra: 1 }, attempt)).toEqual({
    type: 'go',
    attempt,
    launchUrl: '/x',
  });
  expect(readSignal({ type: 'go', attempt }, attempt)).toBeUndefined();
  expect(readSignal({ type: 'returned', attempt: 'other' }, attempt)).toBeUndefined();
  fc.assert(fc.property(fc.anything(), (data) => readSignal(data, attempt) === undefined));
});
