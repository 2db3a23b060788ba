import { expect, test } from 'vitest';
import { createKeys } from '../keys.ts';
import { addressHashOf, networkOf } from './address-key.ts';

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['192.0.2.2', '192.0.2.2'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['::FFFF:192.0.2.1', '192.0.2.1'],
  ['::ffff:c000:201', '192.0.2.1'],
  ['0:0:0:0:0:ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002:0000:0000:0000:0001', '2001:db8:1:2::/64'],
  ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
  ['2001:db8::1', '2001:db8::/64'],
  ['2001:db8:0:0:8::', '2001:db8::/64'],
  ['fe80::1%eth0', 'fe80::/64'],
  ['fe80::2%25eth1', 'fe80::/64'],
  ['::1', '::/64'],
  ['unknown', 'unknown'],
  ['', ''],
])('%s is counted as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test('the hash is the same within a network, and differs between networks and between secrets', () => {
  const keys = createKeys(['a-secret-that-only-this-test-uses-0001']);
  const hash = addressHashOf(keys, '2001:db8:1:2::1');
  expect(addressHashOf(keys, '2001:db8:1:2:9::9')).toBe(hash);
  expect(addressHashOf(keys, '2001:db8:1:3::1')).not.toBe(hash);
  expect(addressHashOf(createKeys(['a-secret-that-only-this-test-uses-0002']), '2001:db8:1:2::1')).not.toBe(hash);
});
