// The network that an address belongs to: the limits per address count by it.
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { Keys } from '../keys.ts';

/** One IPv6 line has at least this prefix: its devices choose the other half themselves, and change it as often as they like. */
const IPV6_PREFIX_BITS = 64;

/**
 * IPv4 by address (`192.0.2.1`, even when it came in IPv6 form), IPv6 by network (`2001:db8:1:2::/64`), without the
 * zone. A text that is not an address is returned as it is.
 */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  const [withoutZone = address] = address.split('%', 1);
  const network = ipaddr.IPv6.networkAddressFromCIDR(`${withoutZone}/${IPV6_PREFIX_BITS}`);
  return `${network.toString()}/${IPV6_PREFIX_BITS}`;
}

/** A keyed hash, so that neither a store nor an attempt has to hold a shopper's address for the limits. */
export const addressHashOf = (keys: Keys, address: string): string => keys.hash('address', networkOf(address));
