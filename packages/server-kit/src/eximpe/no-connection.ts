// Whether a request never left this machine, and how to say so with the address it was meant for.

/** Error codes that can only arise before the first byte of a request was written. */
const BEFORE_SENDING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** A system error can also happen on a connection in use; only an error while connecting proves that nothing was sent. */
export const neverSent = (code: string, syscall: string | undefined): boolean =>
  BEFORE_SENDING.has(code) && (syscall === undefined || syscall === 'connect' || syscall === 'getaddrinfo');

const LOOPBACK = /^(?:localhost|.*\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** `no connection to http://127.0.0.1:4010 (ECONNREFUSED): is the simulator running?` Without path, user or password. */
export function noConnection(base: URL, code: string): string {
  const said = `no connection to ${base.origin} (${code})`;
  return LOOPBACK.test(base.hostname) ? `${said}: is the simulator running?` : said;
}
