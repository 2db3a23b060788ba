import { SAMPLE_CHECKOUT } from '@eximpe/simulator';
import { expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { CheckoutUnavailableError } from '../errors/checkout-unavailable.ts';
import type { Checkout } from '../payments/checkout.ts';
import type { Call } from './call.ts';
import { customerIdentifier } from './identify-customer.ts';
import { checkedResolver } from './resolve-checkout.ts';

const CHECKOUT: Checkout = { ...SAMPLE_CHECKOUT, invoice: { number: 'INV-1' } };
const CALL = { hookContext: {} } as Call;

/** Resolves each of the checkouts with one kit, and returns its warnings. */
async function warningsOf(...checkouts: readonly unknown[]): Promise<{ details: object; message: string }[]> {
  const warnings: { details: object; message: string }[] = [];
  const log = {
    info: () => undefined,
    warn: (details: object, message: string) => void warnings.push({ details, message }),
    error: (_details: object, message: string) => expect.fail(message),
  };
  const answers = [...checkouts];
  const resolve = checkedResolver(() => answers.shift() as Checkout, '2.0.0', { log, explainsFaults: true });
  for (const _ of checkouts) await resolve('ORDER-1', CALL);
  return warnings;
}

test('a checkout with all papers causes no warning', async () => {
  expect(await warningsOf(CHECKOUT)).toEqual([]);
});

test('a missing paper is named once, with its consequence', async () => {
  const incomplete = { ...CHECKOUT, product: { ...CHECKOUT.product, description: '' } };
  const withoutStreet = { ...incomplete, buyer: { ...CHECKOUT.buyer, address: { line1: null, postalCode: '682002' } } };
  const warnings = await warningsOf(incomplete, incomplete, CHECKOUT, withoutStreet, withoutStreet);
  expect(warnings.map(({ details }) => details)).toEqual([
    expect.objectContaining({
      code: 'EXIMPE_PAPERS_INCOMPLETE',
      checkout: 'ORDER-1',
      missing: ['product.description'],
    }),
    expect.objectContaining({ missing: ['buyer.address.line1'] }),
  ]);
  expect(warnings[0]?.message).toMatch(/returned no product\.description: .* pays out to you only when it has all/);
});

test('a checkout that can’t be paid causes no warning about papers', async () => {
  const resolve = (): Checkout => ({ ...CHECKOUT, amount: '2500000.01' });
  const log = { info: () => undefined, warn: () => expect.fail(), error: () => undefined };
  await expect(checkedResolver(resolve, '2.0.0', { log, explainsFaults: true })('ORDER-1', CALL)).rejects.toMatchObject(
    {
      problem: { message: expect.stringContaining('amount: EximPe takes at most ₹25,00,000 a transaction') as string },
    },
  );
});

test.each([
  [
    new CheckoutUnavailableError('the database is away'),
    { code: 'checkout_unavailable', message: 'the database is away' },
  ],
  [
    new CheckoutUnavailableError('the shop is busy', { retryAfterSeconds: 30 }),
    { code: 'checkout_unavailable', retryAfterSeconds: 30 },
  ],
  [new Error('a typing error'), { code: 'merchant_misconfigured' }],
])('%s becomes a problem that says what to try', async (error, expected) => {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const resolve = checkedResolver(() => Promise.reject(error), '2.0.0', { log, explainsFaults: true });
  await expect(resolve('ORDER-1', CALL)).rejects.toMatchObject({ problem: expected });
  const ports = { log, explainsFaults: true, clock: systemClock };
  const identify = customerIdentifier(() => Promise.reject(error), ports, { nobodyIdentified: () => undefined });
  await expect(identify(CALL)).rejects.toMatchObject({ problem: expected });
});
