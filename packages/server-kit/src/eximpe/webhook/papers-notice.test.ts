import { describe, expect, test } from 'vitest';
import { gatewayNotices, parseEvent } from './event.ts';
import { papersNotice } from './papers-notice.ts';

const SIX = ['buyer_name', 'product_description', 'buyer_address', 'invoice_number', 'buyer_postal_code', 'hs_code'];
const OUR_SIX = [
  'buyer.name',
  'product.description',
  'buyer.address',
  'invoice.number',
  'buyer.address.postalCode',
  'product.hsCode',
];
const ABOUT = { payment_id: 'PR1', order_id: 'OD1', link_id: null };

describe('the documented payloads', () => {
  test.each([
    [
      'PAYMENT_DETAILS_MISSING',
      { order_uid: 'OD1', payment_id: 'PR1', message: 'Supply the missing fields.', details_missing: SIX },
      { type: 'papers.needed', fields: OUR_SIX, message: 'Supply the missing fields.' },
    ],
    [
      'VERIFICATION_NEEDED',
      {
        ...ABOUT,
        verification_status: 'ACTION_REQUIRED',
        message: 'Payment verification action required',
        action_required_fields: ['buyer_name', 'hs_code'],
      },
      {
        type: 'papers.needed',
        fields: ['buyer.name', 'product.hsCode'],
        message: 'Payment verification action required',
      },
    ],
    [
      'VERIFICATION_NEEDED',
      {
        ...ABOUT,
        verification_status: 'IN_REVIEW',
        message: 'Payment verification action required',
        action_required_fields: [],
      },
      { type: 'papers.in_review' },
    ],
    [
      'VERIFICATION_NEEDED',
      { ...ABOUT, verification_status: 'VERIFIED', message: 'Payment verified', action_required_fields: [] },
      { type: 'papers.verified' },
    ],
  ])('%s %j', (name, data, notice) => {
    const event = parseEvent(Buffer.from(JSON.stringify({ event_type: name, data })));
    expect(event && gatewayNotices(event)).toEqual([{ orderId: 'OD1', paymentId: 'PR1', ...notice }]);
  });
});

describe('papers are also read', () => {
  const uuid = '98765432-10ab-cdef-9876-543210fedcba';
  test.each([
    ['with ids in any format', { order_id: uuid, payment_id: 7 }, { orderId: uuid, paymentId: '7' }],
    ['with either spelling of the order', { order_uid: 'OD2' }, { orderId: 'OD2' }],
    ['with either spelling of the fields', { details_missing: ['invoice_number'] }, { fields: ['invoice.number'] }],
    ['in lower case', { verification_status: 'verified' }, { type: 'papers.verified' }],
    ['with a space', { verification_status: 'In Review' }, { type: 'papers.in_review' }],
    ['with names in upper case', { action_required_fields: ['BUYER_NAME'] }, { fields: ['buyer.name'] }],
    ['with names not in a checkout', { action_required_fields: ['invoice_file'] }, { fields: ['invoice_file'] }],
    [
      'with a field named twice',
      { action_required_fields: ['hs_code'], details_missing: ['hs_code'] },
      { fields: ['product.hsCode'] },
    ],
    ['with fields that are not a list', { action_required_fields: 'hs_code' }, { type: 'papers.needed', fields: [] }],
    ['with an unknown status', { verification_status: 'REOPENED' }, { type: 'papers.needed', fields: [] }],
    ['with nothing at all', {}, { type: 'papers.needed', orderId: null, paymentId: null, fields: [], message: null }],
  ])('%s', (_, data, notice) => {
    expect(papersNotice(data)).toMatchObject(notice);
  });

  test.each([null, undefined, 'text', 7])('but not from %j', (data) => {
    expect(papersNotice(data)).toBeUndefined();
  });
});
