import { describe, expect, test } from 'vitest';
import { EximpeWebhookError, signForTest, verifyWebhook } from '../../index.ts';

const KEY = 'test_encryption_key';
const BODY = '{"event_type":"PAYMENT_SUCCESSFUL","sequence_number":"S-1","data":{"order_id":"OD1"}}';
const HEADERS = signForTest(BODY, KEY);
const EVENT = JSON.parse(BODY) as unknown;

describe('verifyWebhook returns the event', () => {
  const upperCase = Object.fromEntries(Object.entries(HEADERS).map(([name, value]) => [name.toUpperCase(), value]));
  test.each([
    ['from node:http', HEADERS],
    ['in any case, as in serverless events', upperCase],
    ['as lists', Object.fromEntries(Object.entries(HEADERS).map(([name, value]) => [name, [value]]))],
    ['from a web Request', new Request('https://shop.example', { headers: HEADERS }).headers],
  ])('with headers %s', (_, headers) => {
    expect(verifyWebhook(BODY, headers, KEY)).toEqual(EVENT);
  });

  test.each([
    ['a text', BODY],
    ['a Buffer', Buffer.from(BODY)],
    ['a part of an ArrayBuffer', new Uint8Array(Buffer.from(`..${BODY}..`)).subarray(2, 2 + BODY.length)],
  ])('of %s', (_, body) => {
    expect(verifyWebhook(body, HEADERS, ['new-key', KEY])).toEqual(EVENT);
  });
});

describe('verifyWebhook throws', () => {
  const thrown = (act: () => unknown): unknown => {
    try {
      return act();
    } catch (error) {
      return error;
    }
  };

  test('an error with a reason for code and a message for people', () => {
    const error = thrown(() => verifyWebhook(BODY, HEADERS, ` ${KEY}`));
    expect(error).toBeInstanceOf(EximpeWebhookError);
    expect(error).toMatchObject({
      reason: 'no_key_fits',
      message:
        'no_key_fits: the key has white space around it; without it, the signature matches. Remove the white space',
    });
  });

  test('for a parsed body, and says what to pass instead', () => {
    const error = thrown(() => verifyWebhook(EVENT as string, HEADERS, KEY));
    expect(error).toMatchObject({
      reason: 'body_changed',
      message: expect.stringContaining('express.raw') as string,
    });
  });

  test('for a repeated header', () => {
    const twice = { 'x-webhook-signature-v2': [HEADERS['x-webhook-signature-v2'] ?? '', 't=1,v2=00'] };
    expect(thrown(() => verifyWebhook(BODY, twice, KEY))).toMatchObject({ reason: 'malformed_signature' });
  });

  test('for a signed body that is not a webhook', () => {
    expect(thrown(() => verifyWebhook('[]', signForTest('[]', KEY), KEY))).toMatchObject({ reason: 'unreadable' });
  });

  test('for an old webhook, by the time passed in', () => {
    const later = Date.now() + 3 * 3_600_000;
    expect(thrown(() => verifyWebhook(BODY, HEADERS, KEY, later))).toMatchObject({ reason: 'stale' });
  });
});
