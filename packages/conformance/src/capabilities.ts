// What every server must do with the kit mounted in it: the rows of the table in docs/servers.md.

export const CAPABILITIES = {
  routes: 'every route by GET and POST; `HEAD`; 405 with `Allow`',
  addresses: 'trailing slashes, upper case, query strings, URLs that can’t be decoded',
  payment: 'a whole payment: launch page, bank, return by POST and GET, webhook, `onPaid`',
  hooks: 'hooks get the web `Request` and the framework’s own',
  webhook: 'webhook signatures over the raw bytes',
  stream: 'event stream: state at once, heartbeats, ends with the outcome',
  held: 'long polls, answered when there is news',
  limit: '`longestAnswerSeconds` ends streams and long polls',
  gone: 'a disconnected client is noticed; an aborted upload does no harm',
  files: 'the form’s files: Brotli, gzip, 304, `HEAD`, caching',
  bodies: 'bodies that are too large (413), of the wrong type (415), malformed (400)',
  errors: 'errors are `application/problem+json` with a request id, and echo nothing',
  origins: 'CORS for listed origins, preflight; other origins are refused',
  address: 'the shopper’s address and TLS behind a proxy; forged headers are ignored',
  trust: 'trusting every proxy is reported',
  insecure: 'a card over plain HTTP is refused and reported',
  parser: 'a body parser in front is reported',
  cookies: 'cookies set in front: kept; reported, and removed, on pages between shop and bank',
  faults: 'a hook that throws, an unreachable store: a problem, and the process survives',
  many: '50 concurrent requests',
} as const;

export type Capability = keyof typeof CAPABILITIES;
