import { expect, test } from 'vitest';
import { faultsOfProcess } from './process-guard.ts';

const REFUSED: readonly (readonly [string[], Record<string, string>])[] = [
  [['--inspect'], {}],
  [['--inspect-brk=0.0.0.0:9229'], {}],
  [['--inspect_port=1'], {}],
  [['-r', './x.cjs'], {}],
  [['--require=./x.cjs'], {}],
  [['--import', './x.mjs'], {}],
  [['--experimental-loader', './x.mjs'], {}],
  [['--heapsnapshot-signal=SIGUSR2'], {}],
  [['--report-on-signal'], {}],
  [['--tls-keylog=/tmp/keys'], {}],
  [[], { NODE_OPTIONS: '--max-old-space-size=512 --require ./x.cjs' }],
  [[], { NODE_OPTIONS: '  --import="./x y.mjs"' }],
  [[], { NODE_OPTIONS: '--inspect' }],
  [[], { NODE_TLS_REJECT_UNAUTHORIZED: '0' }],
  [[], { NODE_DEBUG: 'http' }],
];

test.each(REFUSED)('%j with %j is refused, and the message says what it does', (execArgv, env) => {
  expect(faultsOfProcess({ execArgv, env })).toEqual([expect.stringMatching(/ (?:opens|runs|writes|accepts|prints) /)]);
});

test.each([
  [['--max-old-space-size=512', '--env-file=.env', '--enable-source-maps'], {}],
  [[], { NODE_OPTIONS: '--max-old-space-size=512', NODE_EXTRA_CA_CERTS: '/etc/ca.pem', NODE_DEBUG: '' }],
])('%j with %j is no one’s business', (execArgv, env) => {
  expect(faultsOfProcess({ execArgv, env })).toEqual([]);
});
