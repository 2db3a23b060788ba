// Every way in which the simulator's banks write their page, handed over by the kit: the aggregator accepts only what arrives unchanged.
import { randomUUID } from 'node:crypto';
import { SCENARIOS } from '@eximpe/simulator';
import type { Page } from '@playwright/test';
import { VISA_DEBIT } from '../cards.ts';
import { visit } from '../corpus/hand-over.ts';
import type { Shop } from '../open-shop.ts';
import { expect, test } from '../shop.ts';

const KINDS = Object.keys(SCENARIOS).filter((name) => name === 'link' || name.startsWith('template-'));
/** Kinds in one test. */
const MOST_AT_ONCE = 8;

/** Pays as the form does, but without it. Returns the address that hands the shopper over. */
async function launch(page: Page, shop: Shop, scenario: string): Promise<string> {
  const checkout = await page.request.get(shop.url);
  const reference = new URL(checkout.url()).pathname.split('/').at(-1) ?? '';
  shop.simulator.setScenario(scenario, reference.replace(/^\w+-/, 'INV-'));
  const [month, year] = VISA_DEBIT.expiry.split('/');
  const answer = await page.request.post(`${shop.url}/eximpe/payments`, {
    headers: { 'idempotency-key': randomUUID() },
    data: {
      checkout: reference,
      card: {
        kind: 'new',
        number: VISA_DEBIT.number,
        expiryMonth: month,
        expiryYear: `20${year}`,
        cvc: VISA_DEBIT.cvc,
        holderName: VISA_DEBIT.name,
        network: 'visa',
      },
    },
  });
  const { launchUrl } = (await answer.json()) as { readonly launchUrl?: string };
  return `${shop.url}${launchUrl}`;
}

for (let from = 0; from < KINDS.length; from += MOST_AT_ONCE) {
  const kinds = KINDS.slice(from, from + MOST_AT_ONCE);
  test(`the shopper arrives at the bank: ${kinds.join(', ')}`, async ({ page, shop }) => {
    for (const kind of kinds) {
      await test.step(kind, async () => {
        await visit(page, await launch(page, shop, kind));
        await expect(page.getByRole('heading', { name: 'Confirm your payment' }), kind).toBeVisible();
      });
    }
  });
}
