import { SAMPLE_CHECKOUT } from '@eximpe/simulator';
import { expect, expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import { CheckoutSchema } from './checkout-schema.ts';
import type { CheckedCheckout, Checkout } from './checkout.ts';

const { buyer: BUYER, product: PRODUCT } = SAMPLE_CHECKOUT;
/** With every field. */
const CHECKOUT: Checkout = {
  ...SAMPLE_CHECKOUT,
  buyer: { ...BUYER, address: { ...BUYER.address, line2: 'Fort' } },
  product: { ...PRODUCT, hsCodeDescription: 'Table linen' },
  invoice: { number: 'INV-1', date: '2026-11-22' },
  customer: { identifier: 'customer-1041' },
  resultUrl: 'https://shop.example/thanks',
};

test('the published type and its schema have the same shape', () => {
  expectTypeOf<z.output<typeof CheckoutSchema>>().toExtend<CheckedCheckout>();
  expectTypeOf<CheckedCheckout>().toExtend<z.output<typeof CheckoutSchema>>();
  expectTypeOf<keyof z.output<typeof CheckoutSchema>>().toEqualTypeOf<keyof Checkout>();
  expectTypeOf<keyof z.output<typeof CheckoutSchema>['buyer']['address']>().toEqualTypeOf<
    keyof Checkout['buyer']['address']
  >();
  expectTypeOf<keyof z.output<typeof CheckoutSchema>['product']>().toEqualTypeOf<keyof Checkout['product']>();
});

test('no field of a checkout is lost when it is parsed', () => {
  expect(CheckoutSchema.parse(CHECKOUT)).toEqual(CHECKOUT);
});

test('null values from a database are accepted', () => {
  const given: Checkout = {
    ...CHECKOUT,
    buyer: { ...CHECKOUT.buyer, address: { line1: null, line2: null, city: null, state: null, postalCode: '682002' } },
    product: { name: 'Song', typeOfGoods: 'digital_goods', hsCode: null, description: null, hsCodeDescription: null },
    invoice: { number: 'INV-1', date: null },
    customer: null,
    merchantId: null,
    resultUrl: null,
  };
  const { buyer, amount, currency } = CHECKOUT;
  expect(CheckoutSchema.parse(given)).toEqual({
    amount,
    currency,
    buyer: { ...buyer, address: { postalCode: '682002' } },
    product: { name: 'Song', typeOfGoods: 'digital_goods' },
    invoice: { number: 'INV-1' },
  });
});
