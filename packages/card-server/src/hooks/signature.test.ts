import fc from 'fast-check';
import { expect, test } from 'vitest';
import { REPLAY_WINDOW_SECONDS } from './contract.ts';
import { sign, verify } from './signature.ts';

const NOW = 1_795_000_000;
const [KEY, NEXT, OTHER] = ['the-key-of-this-shop', 'its-next-key', 'the-key-of-another-shop'];
const BODY = '{"type":"payment.paid"}';

test.each([
  ['signed now', sign(BODY, [KEY], NOW), true],
  ['signed with the next key, too', sign(BODY, [NEXT, KEY], NOW), true],
  ['just young enough', sign(BODY, [KEY], NOW - REPLAY_WINDOW_SECONDS), true],
  ['stale', sign(BODY, [KEY], NOW - REPLAY_WINDOW_SECONDS - 1), false],
  ['from the future', sign(BODY, [KEY], NOW + REPLAY_WINDOW_SECONDS + 1), false],
  ['unsigned', undefined, false],
  ['empty', '', false],
  ['another shop’s', sign(BODY, [OTHER], NOW), false],
  ['of another body', sign(`${BODY} `, [KEY], NOW), false],
  ['with a time that was changed', sign(BODY, [KEY], NOW).replace(`t=${NOW}`, `t=${NOW + 1}`), false],
  ['cut off', sign(BODY, [KEY], NOW).slice(0, -1), false],
  ['without a time', sign(BODY, [KEY], NOW).replace(/^t=\d+,/, ''), false],
])('%s: %s', (_, header, right) => {
  expect(verify(BODY, header, KEY, NOW)).toBe(right);
});

test('whatever is sent, nothing is thrown, and only what was signed with the key passes', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string({ minLength: 1 }), (body, header, key) => {
      expect(verify(body, header, key, NOW)).toBe(false);
      expect(verify(body, sign(body, [key], NOW), key, NOW)).toBe(true);
    }),
  );
});
