import { describe, expect, test } from 'vitest';
import { readWebhook, type WebhookReading } from './read-webhook.ts';
import { signForTest } from './sign-for-test.ts';

const KEY = 'test_encryption_key';
const NOW_MS = 1_739_356_200_000;
const MINUTE_MS = 60_000;
const BODY =
  '{"data":{"merchant_reference_id":"CF-1","order_id":"OD1","payment_id":"PR1","status":"CAPTURED"},"event_type":"PAYMENT_SUCCESSFUL","sequence_number":"S-1"}';

const read = (body: string, headers: Record<string, string>, keys: readonly string[] = [KEY]): WebhookReading =>
  readWebhook(Buffer.from(body), (name) => headers[name], keys, NOW_MS);
const signed = (body: string, key = KEY, atMs = NOW_MS): Record<string, string> => signForTest(body, key, atMs);
const only = (version: 'x-webhook-signature' | 'x-webhook-signature-v2', headers: Record<string, string>) => ({
  [version]: headers[version] ?? '',
});
const v1 = (headers: Record<string, string>) => only('x-webhook-signature', headers);
const v2 = (headers: Record<string, string>) => only('x-webhook-signature-v2', headers);

interface Case {
  readonly of: string;
  readonly body?: string;
  readonly headers: Record<string, string>;
  readonly keys?: readonly string[];
  readonly reason: string;
  readonly says: RegExp;
}

const spaced = JSON.stringify(JSON.parse(BODY), null, 2);
const resorted = '{"event_type":"PAYMENT_SUCCESSFUL","data":{"status":"CAPTURED","order_id":"OD1"}}';
const asSorted = '{"data":{"order_id":"OD1","status":"CAPTURED"},"event_type":"PAYMENT_SUCCESSFUL"}';

const REFUSED: readonly Case[] = [
  { of: 'no header at all', headers: {}, reason: 'no_signature', says: /neither .* proxy .* drops unknown headers/ },
  { of: 'an empty header', headers: { 'x-webhook-signature': ' ' }, reason: 'no_signature', says: /neither/ },
  {
    of: 'a truncated version 1 signature',
    headers: { 'x-webhook-signature': 'abc' },
    reason: 'malformed_signature',
    says: /64 hexadecimal digits; got 3 characters/,
  },
  {
    of: 'a version 2 signature in another format',
    headers: { ...v1(signed(BODY)), 'x-webhook-signature-v2': 'v2=00' },
    reason: 'malformed_signature',
    says: /t=<seconds>,v2=/,
  },
  {
    of: 'another key',
    headers: signed(BODY, 'another'),
    reason: 'no_key_fits',
    says: /^the key does not match\. Is it the Encryption Key of this account and environment/,
  },
  {
    of: 'a key other than the two given',
    headers: v1(signed(BODY, 'another')),
    keys: ['first-key', 'second-key'],
    reason: 'no_key_fits',
    says: /^none of the 2 keys matches/,
  },
  {
    of: 'a key that fits without the white space around it',
    headers: signed(BODY),
    keys: ['other', `${KEY}\n`],
    reason: 'no_key_fits',
    says: /^key 2 of 2 has white space around it; without it, the signature matches/,
  },
  {
    of: 'a key that does not fit even without the white space around it',
    headers: signed(BODY, 'another'),
    keys: [` ${KEY}`],
    reason: 'no_key_fits',
    says: /^no key matches, and the key has white space around it/,
  },
  {
    of: 'a body that was parsed and printed with indentation',
    body: spaced,
    headers: v2(signed(BODY)),
    reason: 'body_changed',
    says: /^the key is right, but the body was parsed and rewritten/,
  },
  {
    of: 'a body with its keys in another order',
    body: resorted,
    headers: v2(signed(asSorted)),
    reason: 'body_changed',
    says: /mount the kit above body parsers/,
  },
  {
    of: 'a body with a line feed at its end',
    body: `${resorted}\n`,
    headers: v1(signed(resorted)),
    reason: 'body_changed',
    says: /rewritten/,
  },
  { of: 'an empty body', body: '', headers: signed(BODY), reason: 'body_changed', says: /^its body is empty/ },
  {
    of: 'a body that is an object converted to a string',
    body: '[object Object]',
    headers: signed(BODY),
    reason: 'body_changed',
    says: /^its body is not JSON/,
  },
  {
    of: 'an event other than the signed one',
    body: BODY.replace('CAPTURED', 'FAILED'),
    headers: signed(BODY),
    reason: 'no_key_fits',
    says: /Otherwise, the body was changed on the way, or EximPe did not send it/,
  },
  {
    of: 'a timestamp that was moved forward',
    headers: {
      ...signed(BODY),
      'x-webhook-signature-v2': (v2(signed(BODY, KEY, 0))['x-webhook-signature-v2'] ?? '').replace(
        't=0',
        't=1739356200',
      ),
    },
    reason: 'signatures_disagree',
    says: /timestamp was changed/,
  },
  {
    of: 'a signature from yesterday',
    headers: v2(signed(BODY, KEY, NOW_MS - 26 * 60 * MINUTE_MS)),
    reason: 'stale',
    says: /signed 26 hours ago, but is accepted for 2 hours/,
  },
  {
    of: 'a signature from 15 minutes in the future',
    headers: v2(signed(BODY, KEY, NOW_MS + 15 * MINUTE_MS)),
    reason: 'stale',
    says: /signed 15 minutes in the future.* clock is behind/,
  },
];

describe('a webhook is refused with a likely cause and a remedy', () => {
  test.each(REFUSED)('for $of', ({ body = BODY, headers, keys = [KEY], reason, says }) => {
    const reading = read(body, headers, keys);
    expect(reading).toEqual({ kind: 'refused', reason, says: expect.stringMatching(says) as string });
    for (const key of keys) expect(JSON.stringify(reading)).not.toContain(key.trim());
  });

  test('quickly even if its body is huge', () => {
    const huge = JSON.stringify({ event_type: 'X', data: 'x'.repeat(100_000) }, null, 2);
    const reading = read(huge, v2(signed(JSON.stringify(JSON.parse(huge)))), [KEY]);
    expect(reading).toMatchObject({ kind: 'refused', reason: 'no_key_fits' });
  });
});

describe('a webhook is read', () => {
  test('of a payment, with its outcome in our terms', () => {
    expect(read(BODY, signed(BODY))).toEqual({
      kind: 'event',
      id: 'S-1',
      name: 'PAYMENT_SUCCESSFUL',
      report: { referenceId: 'CF-1', orderId: 'OD1', paymentId: 'PR1', status: 'successful', reason: undefined },
      notices: [],
    });
  });

  test('of a payment with an unknown status, with the ids of the payment', () => {
    const body = BODY.replace('CAPTURED', 'TELEPORTED');
    expect(read(body, signed(body))).toEqual({
      kind: 'event',
      id: 'S-1',
      name: 'PAYMENT_SUCCESSFUL',
      unclear: { referenceId: 'CF-1', orderId: 'OD1' },
      notices: [],
    });
  });

  test('of other events, with their notices', () => {
    const body = '{"event_type":"PAYMENT_REFUNDED","data":{"refunds":[{"refund_id":"RF1"},{"refund_id":"RF2"}]}}';
    expect(read(body, signed(body))).toMatchObject({
      kind: 'event',
      id: undefined,
      name: 'PAYMENT_REFUNDED',
      notices: [
        { type: 'refund.updated', refundId: 'RF1' },
        { type: 'refund.updated', refundId: 'RF2' },
      ],
    });
  });

  test('by its version 1 signature if the spacing of the body was changed in transit', () => {
    expect(read(spaced, v1(signed(BODY)))).toMatchObject({ kind: 'event', id: 'S-1' });
  });

  test.each(['[1]', 'null', '{}', '"text"', '{"event_type":""}'])('%s is correctly signed but unreadable', (body) => {
    expect(read(body, signed(body))).toEqual({ kind: 'unreadable' });
  });
});
