// Templates that are after the shopper or the shop: whatever they try, the shop's tab, cookies, storage and inputs are as before.
import { ATTACKS } from '../corpus/attacks.ts';
import { attack, openCheckout } from '../corpus/attack.ts';
import { everyRow, groupsOf } from '../corpus/every-row.ts';
import { test } from '../corpus/hand-over.ts';

for (const { title, rows } of groupsOf(ATTACKS))
  test(`none of these gets anything: ${title}`, ({ page, handOver }) =>
    everyRow(rows, async (row) => {
      await openCheckout(page, handOver);
      await attack(page, handOver, row);
    }));

for (const { title, rows } of groupsOf(ATTACKS.filter(({ runs }) => runs)))
  test(`on a host of its own, none of these gets further: ${title}`, ({ page, nativeHandOver }) =>
    everyRow(rows, async (row) => {
      await openCheckout(page, nativeHandOver);
      await attack(page, nativeHandOver, row);
    }));
