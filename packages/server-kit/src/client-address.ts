// Who sent a request, as far as the proxies on its way may be believed.
import { isIP } from 'node:net';
import proxyAddr from 'proxy-addr';

/**
 * Which proxies to trust, as in Express's `trust proxy`: their number, their addresses (`'loopback'`, `'10.0.0.0/8'`,
 * several separated by commas or as an array), or a function of address and distance. `true` trusts everyone, and so
 * every client.
 */
export type TrustProxy =
  | boolean
  | number
  | string
  | readonly string[]
  | ((address: string, distance: number) => boolean);

type Trust = (address: string, distance: number) => boolean;

/** Throws a TypeError for a text that is not an address. */
export function compileTrust(trust: TrustProxy | undefined): Trust {
  if (typeof trust === 'function') return trust;
  if (typeof trust === 'boolean' || trust === undefined) return () => trust === true;
  if (typeof trust === 'number') return (_address, distance) => distance < trust;
  return proxyAddr.compile(typeof trust === 'string' ? trust.split(',').map((part) => part.trim()) : [...trust]);
}

export interface Sender {
  /** Undefined when neither the connection nor a header names it. */
  readonly address: string | undefined;
  readonly isSecure: boolean;
  /** A header names another address, and it was not believed. */
  readonly forwardedUnbelieved: boolean;
}

/** @param peer the other end of the connection; undefined when the platform does not say */
export function senderOf(
  header: (name: string) => string | undefined,
  peer: string | undefined,
  isTls: boolean,
  trust: Trust,
): Sender {
  const forwardedFor = header('x-forwarded-for')?.split(',').map(withoutPort).join(', ');
  // Without a connection to look at, the platform itself is the nearest proxy: the kit believes it if it believes any proxy.
  const nearest = peer ?? '127.0.0.1';
  const believesNearest = trust(nearest, 0);
  const request = { headers: { 'x-forwarded-for': forwardedFor }, connection: { remoteAddress: nearest } };
  const named = forwardedFor === undefined ? nearest : proxyAddr(request as never, trust);
  // A text that is not an IP address is not used: EximPe would refuse the order because of it.
  const address = isIP(named) === 0 ? nearest : named;
  const protocol = believesNearest ? header('x-forwarded-proto')?.split(',', 1)[0]?.trim() : undefined;
  return {
    address: peer === undefined && address === nearest ? undefined : plain(address),
    isSecure: protocol === undefined ? isTls : protocol === 'https',
    forwardedUnbelieved: forwardedFor !== undefined && address === nearest && !believesNearest,
  };
}

/** Some proxies name the port, too: `192.0.2.1:5000`, `[2001:db8::1]:5000`. */
const withoutPort = (address: string): string =>
  address
    .trim()
    .replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1')
    .replace(/^\[([\da-f:.]+)\](?::\d+)?$/i, '$1');

/** An IPv4 address in IPv4 form, even when it came over an IPv6 socket. This machine is `127.0.0.1`. */
export function plain(address: string): string {
  const bare = withoutPort(address).replace(/^::ffff:(?=\d+\.)/i, '');
  return bare === '::1' ? '127.0.0.1' : bare;
}

const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'x-real-ip', 'via'];

/** True when the request was made on this machine; a proxy on this machine only passes on requests that were made elsewhere. */
export const isFromThisMachine = (header: (name: string) => string | undefined, peer: string | undefined): boolean =>
  /^(?:127\.|::1$|::ffff:127\.)/i.test(peer ?? '') && !FORWARDED.some((name) => header(name) !== undefined);
