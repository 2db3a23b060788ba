// The shop of the suite, in the process of `next start`: one for all of Next's bundles.
import { openShop } from '../src/shop.ts';

/** The kit itself comes from outside of the bundle, so that one build serves every version of it. */
const parts = () => import(/* turbopackIgnore: true */ /* webpackIgnore: true */ process.env.CONFORMANCE_PARTS);

/** @returns {Promise<import('../src/shop.ts').Shop>} */
export const shop = () => (globalThis.conformanceShop ??= open());

async function open() {
  const setup = JSON.parse(process.env.CONFORMANCE_SETUP);
  // Next is behind a proxy, or believes what is said to it: it writes `X-Forwarded-For` itself where there is none.
  return openShop(await parts(), setup, process.env.CONFORMANCE_URL, setup.behindProxy ? 1 : undefined);
}
