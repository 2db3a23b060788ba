import { expect, test } from 'vitest';
import { checkReturnHash } from './return-hash.ts';
import { signForTest } from './sign-for-test.ts';
import { verifyWebhook } from './verify-webhook.ts';

// Computed from EximPe's documents with our own key.
const KEY = 'test_encryption_key';
const RAW =
  '{"data":{"amount":1000,"bank_ref_num":"OD3376378679-PR6938527534","extended_status":"SUCCESS","merchant_reference_id":"CARD-1","message":"Payment Captured","mop_type":"CREDIT_CARD","order_id":"OD3376378679","payment_completed_at":"2025-02-12T10:29:55.000000Z","payment_id":"PR6938527534","payment_message":null,"status":"CAPTURED","subscription_id":null,"utr":null,"virtual_account_id":null},"event_time":"2025-02-12T10:30:00.123456Z","event_type":"PAYMENT_SUCCESSFUL","sequence_number":"550e8400-e29b-41d4-a716-446655440000","version":"2.0.0"}';
const SIGNED_AT_MS = 1_739_356_200_000;
const V1 = '7c82cd83a77ff072fc26c2532cc3ce263be0af3b9ec7b6a4d50b0e9882203e75';
const V2 = 't=1739356200,v2=577c63e2474fa8ec31cb81f97f355bc7fa0e999f807d32755f1d1670e9325821';

test('the documented webhook is signed and verified byte for byte', () => {
  expect(signForTest(RAW, KEY, SIGNED_AT_MS)).toMatchObject({
    'x-webhook-signature': V1,
    'x-webhook-signature-v2': V2,
  });
  const [v1, v2] = [{ 'x-webhook-signature': V1 }, { 'x-webhook-signature-v2': V2 }];
  for (const headers of [v1, v2, { ...v1, ...v2 }, { 'x-webhook-signature': V1.toUpperCase() }]) {
    expect(verifyWebhook(RAW, headers, ['other', KEY], SIGNED_AT_MS)).toEqual(JSON.parse(RAW));
    expect(() => verifyWebhook(`${RAW} `, headers, ['other'], SIGNED_AT_MS)).toThrow('no_key_fits');
  }
});

test('the documented return is verified, and its message is not part of the signed data', () => {
  const form =
    'order_id=OD6567064038&payment_id=PR2352113376&status=captured&message=Payment+captured+successfully&mop_type=UPI&bank_ref_num=OD6567064038-PR2352113376&payment_completed_at=2025-06-25+12%3A15%3A48%2B00%3A00&hash=383e839f62f037ab120c9a9b4cd219370dba0af6b85fed8ef208dfab75ebd268';
  const fields = new URLSearchParams(form);
  expect(checkReturnHash(fields, [KEY])).toBe('right');
  fields.set('message', 'anything');
  expect(checkReturnHash(fields, [KEY])).toBe('right');
  fields.set('status', 'failed');
  expect(checkReturnHash(fields, [KEY])).toBe('wrong');
  fields.delete('hash');
  expect(checkReturnHash(fields, [KEY])).toBe('absent');
});
