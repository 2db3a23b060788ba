import { expect, expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import { CheckoutSchema } from './checkout-schema.ts';
import type { Checkout } from './checkout.ts';

const CHECKOUT: Checkout = {
  amount: '1000.00',
  currency: 'INR',
  buyer: {
    name: 'Asha Menon',
    email: 'asha.menon@example.com',
    phone: '+919876543210',
    address: { line1: '14 Bazaar Road', line2: 'Fort', city: 'Kochi', state: 'Kerala', postalCode: '682002' },
  },
  product: {
    name: 'Table runner',
    typeOfGoods: 'physical_goods',
    hsCode: '63025100',
    description: 'Cotton',
    hsCodeDescription: 'Table linen',
  },
  invoice: { number: 'INV-1', date: '2026-11-22' },
  customer: { identifier: 'customer-1041' },
  resultUrl: 'https://shop.example/thanks',
};

test('the published type and the rules that check it are of one shape', () => {
  expectTypeOf<z.output<typeof CheckoutSchema>>().toExtend<Checkout>();
  expectTypeOf<Checkout>().toExtend<z.output<typeof CheckoutSchema>>();
  expectTypeOf<keyof z.output<typeof CheckoutSchema>>().toEqualTypeOf<keyof Checkout>();
  expectTypeOf<keyof z.output<typeof CheckoutSchema>['buyer']['address']>().toEqualTypeOf<
    keyof Checkout['buyer']['address']
  >();
  expectTypeOf<keyof z.output<typeof CheckoutSchema>['product']>().toEqualTypeOf<keyof Checkout['product']>();
});

test('no field of a checkout is lost when it is read', () => {
  expect(CheckoutSchema.parse(CHECKOUT)).toEqual(CHECKOUT);
});
