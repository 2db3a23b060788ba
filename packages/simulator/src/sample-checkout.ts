// A checkout for tests, complete enough to be charged and paid out.

/** The answer of `resolveCheckout` in a shop's tests: add an invoice, e.g. `{ ...SAMPLE_CHECKOUT, invoice: { number: 'INV-7' } }`. */
export const SAMPLE_CHECKOUT = {
  amount: '1000.00',
  currency: 'INR',
  buyer: {
    name: 'Asha Menon',
    email: 'asha.menon@example.com',
    phone: '+919876543210',
    address: { line1: '14 Bazaar Road', city: 'Kochi', state: 'Kerala', postalCode: '682002' },
  },
  product: {
    name: 'Table runner',
    description: 'Cotton table runner, printed by hand',
    typeOfGoods: 'physical_goods',
    hsCode: '63025100',
  },
} as const;
