import { expect, test } from 'vitest';
import { pageHeaders, type PageKind } from './page-headers.ts';

const headersOf = (kind: PageKind, allowLoopbackHttp: boolean): readonly string[] => {
  const { headers } = pageHeaders(kind, { frameAncestors: [], allowLoopbackHttp, logo: null });
  return [headers['content-security-policy'] ?? '', headers['permissions-policy'] ?? ''];
};

test.each<PageKind>(['opaque', 'native'])('a template that runs (%s) can’t access the shopper’s network', (kind) => {
  const [policy, permissions] = headersOf(kind, false);
  expect(policy).toMatch(/; treat-as-public-address$/);
  expect(permissions).toMatch(/, local-network-access=\(\), local-network=\(\), loopback-network=\(\)$/);
  // The simulator's bank is on the developer's own machine.
  expect(headersOf(kind, true)[0]).not.toContain('treat-as-public-address');
});
