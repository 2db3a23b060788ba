// Templates that attack the shopper or the shop: the shop's tab, cookies, storage and inputs stay unchanged.
import { ATTACKS } from '../corpus/attacks.ts';
import { attack, openCheckout } from '../corpus/attack.ts';
import { everyRow, groupsOf } from '../corpus/every-row.ts';
import { test } from '../corpus/hand-over.ts';

for (const { title, rows } of groupsOf(ATTACKS))
  test(`attacks get nothing: ${title}`, ({ page, handOver }) =>
    everyRow(rows, async (row) => {
      await openCheckout(page, handOver);
      await attack(page, handOver, row);
    }));

for (const { title, rows } of groupsOf(ATTACKS.filter(({ runs }) => runs)))
  test(`attacks on a host of their own get nothing: ${title}`, ({ page, nativeHandOver }) =>
    everyRow(rows, async (row) => {
      await openCheckout(page, nativeHandOver);
      await attack(page, nativeHandOver, row);
    }));
