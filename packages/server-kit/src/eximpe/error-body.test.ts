import { expect, test } from 'vitest';
import { readErrorBody } from './error-body.ts';

const asIs = (text: string): string => text;

test.each([
  [
    'the envelope with nested details',
    {
      success: false,
      error: {
        code: 'ERR_ORDER_002',
        message: 'Validation error',
        details: { buyer: { email: 'Enter a valid email address.' }, amount: ['This field is required.'] },
      },
    },
    {
      code: 'ERR_ORDER_002',
      fields: [
        { path: 'buyer.email', says: 'Enter a valid email address.' },
        { path: 'amount', says: 'This field is required.' },
      ],
    },
  ],
  [
    'details as one sentence',
    { success: false, error: { code: 'ERR_ORDER_002', message: 'Validation error', details: 'Purpose code refused' } },
    { code: 'ERR_ORDER_002', message: 'Validation error', fields: [{ path: '', says: 'Purpose code refused' }] },
  ],
  [
    'a list of errors, from the token calls',
    {
      success: false,
      error: {
        type: 'validation_error',
        errors: [{ code: 'invalid', detail: 'This field is required.', attr: 'card_number' }],
      },
    },
    { message: 'validation_error', fields: [{ path: 'card_number', says: 'This field is required.' }] },
  ],
  ['a bare detail', { detail: 'You do not have permission to perform this action.' }, { code: null, fields: [] }],
])('an error body is read: %s', (_, body, said) => {
  expect(readErrorBody(body, asIs)).toMatchObject(said);
});

test.each([undefined, null, '', '<html>', [], {}, { error: 'no' }, 7])('%j is not an error body', (body) => {
  expect(readErrorBody(body, asIs)).toBeNull();
});
