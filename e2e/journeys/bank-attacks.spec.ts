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

test('on a host of its own, none of them gets further', async ({ page, nativeHandOver }) => {
  for (const row of ATTACKS.filter(({ runs }) => runs)) {
    await openCheckout(page, nativeHandOver);
    await attack(page, nativeHandOver, row);
  }
});
