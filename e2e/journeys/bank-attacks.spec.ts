// Templates that are after the shopper or the shop: whatever they try, the shop's tab, cookies, storage and inputs are as before.
import { ATTACKS } from '../corpus/attacks.ts';
import { attack, openCheckout } from '../corpus/attack.ts';
import { test } from '../corpus/hand-over.ts';

for (const row of ATTACKS) {
  test(
    `a template that ${row.what}`.replace(/^a template that (?=markup|a |names|handlers)/, ''),
    async ({ page, handOver }) => {
      await openCheckout(page, handOver);
      await attack(page, handOver, row);
    },
  );
}

const RUNNING = ATTACKS.filter(({ runs }) => runs);
/** In one test. */
const MOST_AT_ONCE = 12;

for (let from = 0; from < RUNNING.length; from += MOST_AT_ONCE) {
  const rows = RUNNING.slice(from, from + MOST_AT_ONCE);
  test(`on a host of its own, none of these gets further: ${from + 1} to ${from + rows.length}`, async ({
    page,
    nativeHandOver,
  }) => {
    for (const row of rows) {
      await openCheckout(page, nativeHandOver);
      await attack(page, nativeHandOver, row);
    }
  });
}
