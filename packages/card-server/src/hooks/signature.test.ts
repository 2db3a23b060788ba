import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { HOOK_HEADERS, REPLAY_WINDOW_SECONDS } from './contract.ts';
import { headerIdOf, HOOKS_KEY, signedHeaders, verify } from './signature.ts';

const NOW = 1_795_000_000;
const keyOf = (text: string): string => `whsec_${Buffer.from(text.padEnd(24, '-')).toString('base64')}`;
const [KEY, NEXT, OTHER] = [keyOf('the key of this shop'), keyOf('its next key'), keyOf('the key of another shop')];
const BODY = '{"type":"payment.paid"}';
const signed = (keys: readonly string[], unixSeconds = NOW, body = BODY) =>
  signedHeaders({ id: 'paid:1', unixSeconds, body }, keys);
const changed = (name: keyof typeof HOOK_HEADERS, change: (value: string) => string) => {
  const headers = signed([KEY]);
  return { ...headers, [HOOK_HEADERS[name]]: change(headers[HOOK_HEADERS[name]] ?? '') };
};

test.each([
  ['signed now', signed([KEY]), true],
  ['also signed with the next key', signed([NEXT, KEY]), true],
  ['just recent enough', signed([KEY], NOW - REPLAY_WINDOW_SECONDS), true],
  ['stale', signed([KEY], NOW - REPLAY_WINDOW_SECONDS - 1), false],
  ['from the future', signed([KEY], NOW + REPLAY_WINDOW_SECONDS + 1), false],
  ['unsigned', {}, false],
  ['empty', changed('signature', () => ''), false],
  ['another shop’s', signed([OTHER]), false],
  ['of another body', signed([KEY], NOW, `${BODY} `), false],
  ['of another message', changed('id', () => 'paid:2'), false],
  ['without a message', changed('id', () => ''), false],
  ['with a changed time', changed('timestamp', () => String(NOW + 1)), false],
  ['without a time', changed('timestamp', () => ''), false],
  ['truncated', changed('signature', (value) => value.slice(0, -1)), false],
  ['of another version', changed('signature', (value) => value.replace('v1,', 'v2,')), false],
])('%s: %s', (_, headers, right) => {
  expect(verify(BODY, headers, KEY, NOW)).toBe(right);
});

test('for any input, nothing is thrown, and only messages signed with the key pass', () => {
  const key = fc.uint8Array({ minLength: 24, maxLength: 64 }).map((bytes) => Buffer.from(bytes).toString('base64'));
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), key, (body, timestamp, signature, secret) => {
      expect(HOOKS_KEY.test(secret) && HOOKS_KEY.test(`whsec_${secret}`)).toBe(true);
      const given = {
        [HOOK_HEADERS.id]: 'a',
        [HOOK_HEADERS.timestamp]: timestamp,
        [HOOK_HEADERS.signature]: signature,
      };
      expect(verify(body, given, secret, NOW)).toBe(false);
      const right = signedHeaders({ id: 'a', unixSeconds: NOW, body }, [secret]);
      expect(verify(body, right, `whsec_${secret}`, NOW)).toBe(true);
    }),
  );
});

test('the Standard Webhooks library accepts our signatures, and we accept its', () => {
  const library = new Webhook(KEY);
  const now = Math.floor(Date.now() / 1_000);
  const both = signedHeaders({ id: 'paid:1', unixSeconds: now, body: BODY }, [NEXT, KEY]);
  expect(library.verify(BODY, { ...both })).toEqual(JSON.parse(BODY));
  expect(() => library.verify(`${BODY} `, { ...both })).toThrow('No matching signature');
  const theirs = {
    [HOOK_HEADERS.id]: 'paid:1',
    [HOOK_HEADERS.timestamp]: String(now),
    [HOOK_HEADERS.signature]: library.sign('paid:1', new Date(now * 1_000), BODY),
  };
  expect(verify(BODY, theirs, KEY, now)).toBe(true);
});

test.each(['', 'whsec_', 'a-key-of-words-and-no-base64-at-all-01', 'c2hvcnQ=', 'A'.repeat(33)])(
  '“%s” is not a key',
  (text) => expect(HOOKS_KEY.test(text)).toBe(false),
);

test.each([
  ['paid:1f6d2c1e-6a0b-4a53-9b55-7d1c6f0e2b90', 'paid:1f6d2c1e-6a0b-4a53-9b55-7d1c6f0e2b90'],
  ['dispute:CB 1:won:2026-11-28T09:00:00.000Z', 'dispute:CB%201:won:2026-11-28T09:00:00%2e000Z'],
  ['webhook_unreadable:नया\r\n:', 'webhook_unreadable:%928%92f%93e%0d%0a:'],
])('%s is %s in a header', (name, expected) => {
  expect(headerIdOf(name)).toBe(expected);
  expect(new Headers({ 'webhook-id': headerIdOf(name) }).get('webhook-id')).toBe(expected);
});
