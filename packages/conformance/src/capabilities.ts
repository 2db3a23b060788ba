// What every server must do with the kit mounted in it: the rows of the table in docs/servers.md.

export const CAPABILITIES = {
  routes: 'every route by GET and POST; `HEAD`; 405 with `Allow`',
  addresses: 'slashes at the end, upper case, query strings, addresses that can’t be decoded',
  payment: 'a whole payment: launch page, bank, return by POST and GET, webhook, `onPaid`',
  hooks: 'hooks get the web `Request` and the framework’s own',
  webhook: 'webhook signatures over the raw bytes',
  stream: 'event stream: the state at once, heartbeats, the outcome as its end',
  held: 'answers that are held back, released by news',
  limit: '`longestAnswerSeconds` ends streams and held answers',
  gone: 'a client that goes is noticed; an upload that breaks off does no harm',
  files: 'the form’s files: Brotli, gzip, 304, `HEAD`, caching',
  bodies: 'bodies too large (413), of another type (415), broken (400)',
  errors: 'errors are `application/problem+json` with a request id and no echo',
  origins: 'CORS for named origins, preflight, all others refused',
  address: 'the shopper’s address and TLS behind a proxy; not from forged headers',
  parser: 'a body parser in front is named',
  cookies: 'cookies set in front: kept on answers, taken off pages between shop and bank',
  faults: 'a hook that throws, a store that is away: a problem, and the process lives',
  many: '50 requests at once',
} as const;

export type Capability = keyof typeof CAPABILITIES;
