import { createHmac, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { hmacSha256 } from './hmac.ts';

test.each([0, 1, 32, 63, 64])('gives what Node gives with a key of %i bytes, also by turns', (length) => {
  const key = randomBytes(length);
  const mac = hmacSha256(key);
  const texts = [
    '',
    'a',
    '4895380110000003',
    '₹ é 💳',
    ...[54, 55, 56, 63, 64, 65, 300].map((size) => 'x'.repeat(size)),
  ];
  expect(texts.map(mac)).toEqual(texts.map((text) => createHmac('sha256', key).update(text).digest('base64url')));
});
