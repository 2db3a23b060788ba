// The shop of the suite, in the process of Next's server: one for all of Next's bundles.
import { MemoryStore } from '@eximpe/server-kit';
import { assembleKit } from '@eximpe/server-kit/kit';
import { openShop } from '../src/shop.ts';

/** @returns {import('../src/shop.ts').Shop} */
export const shop = () => (globalThis.conformanceShop ??= open());

function open() {
  const setup = JSON.parse(process.env.CONFORMANCE_SETUP);
  // Next is behind a proxy, or believes what is said to it: it writes `X-Forwarded-For` itself where there is none.
  const trustProxy = setup.trusts === 'loopback' ? 1 : setup.trusts;
  return openShop({ assembleKit, MemoryStore }, setup, process.env.CONFORMANCE_URL, trustProxy);
}
