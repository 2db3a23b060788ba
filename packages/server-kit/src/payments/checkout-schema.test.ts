import { SAMPLE_CHECKOUT } from '@eximpe/simulator';
import { describe, expect, test } from 'vitest';
import { CheckoutSchema } from './checkout-schema.ts';
import type { Checkout } from './checkout.ts';

const CHECKOUT: Checkout = { ...SAMPLE_CHECKOUT, invoice: { number: 'INV-1', date: '2026-11-22' } };

/** The checkout with another value for the field at this path. */
function withField(path: string, value: unknown): unknown {
  const checkout = structuredClone(CHECKOUT) as unknown as Record<string, unknown>;
  const names = path.split('.');
  const last = names.pop() ?? '';
  let place = checkout;
  for (const name of names) place = (place[name] ??= {}) as Record<string, unknown>;
  place[last] = value;
  return checkout;
}

function fieldOf(checkout: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], checkout);
}

describe('values from a shop’s database are cleaned up', () => {
  test.each([
    ['buyer.name', 'Brian O’Neill', "Brian O'Neill"],
    ['buyer.name', 'Brian Oʼ Neill', "Brian O' Neill"],
    ['buyer.name', 'Asha\u00a0Menon', 'Asha Menon'],
    ['buyer.name', '\ufeffAsha\u202fMenon\u200b ', 'Asha Menon'],
    ['buyer.name', 'आशा मेनन', 'आशा मेनन'],
    ['buyer.email', ' asha.menon@example.com\u200b', 'asha.menon@example.com'],
    ['buyer.phone', '+91 98765 43210', '+919876543210'],
    ['buyer.phone', '+91-98765-43210', '+919876543210'],
    ['buyer.phone', '+91\u00a098765\u2011 43210', '+919876543210'],
    ['buyer.phone', '+1 (212) 555.0123', '+12125550123'],
    ['buyer.phone', '＋９１９８７６５４３２１０', '+919876543210'],
    ['buyer.address.postalCode', '682 002', '682002'],
    ['buyer.address.postalCode', '682-002', '682002'],
    ['buyer.address.postalCode', '６８２\u00a0００２', '682002'],
    ['buyer.address.line1', 'St. Mary’s Road\u00a014', "St. Mary's Road 14"],
    ['buyer.address.city', '\u200bKochi', 'Kochi'],
    ['product.hsCode', '6302.51.00', '63025100'],
    ['product.hsCode', '6302 51 00', '63025100'],
    ['product.description', 'Weaver’s runner', "Weaver's runner"],
    ['invoice.number', ' INV\u00a01 ', 'INV 1'],
  ])('%s %j becomes %j', (path, given, tidied) => {
    expect(fieldOf(CheckoutSchema.parse(withField(path, given)), path)).toBe(tidied);
  });
});

describe('an empty optional field counts as absent', () => {
  const OPTIONAL = [
    'buyer.address.line1',
    'buyer.address.line2',
    'buyer.address.city',
    'buyer.address.state',
    'product.description',
    'product.hsCodeDescription',
    'invoice.date',
    'customer',
    'customer.identifier',
    'resultUrl',
  ];
  test.each(OPTIONAL.flatMap((path) => ['', ' ', '\u00a0', null].map((empty) => [path, empty] as const)))(
    '%s as %j',
    (path, empty) => {
      if (path === 'customer' && empty !== null) return;
      const parsed = CheckoutSchema.parse(withField(path, empty));
      expect(fieldOf(parsed, path)).toBeUndefined();
      if (path === 'customer.identifier') expect(parsed.customer).toBeUndefined();
    },
  );

  test('also the code of a service', () => {
    const service = { ...CHECKOUT, product: { name: 'Lesson', typeOfGoods: 'service', hsCode: '' } };
    expect(CheckoutSchema.parse(service).product.hsCode).toBeUndefined();
  });
});

describe('what EximPe forbids is refused, and the field is named', () => {
  test.each([
    ['amount', '2500000.01', 'EximPe takes at most ₹25,00,000 a transaction'],
    ['amount', '99999999.00', 'EximPe takes at most ₹25,00,000 a transaction'],
    ['amount', '1000', 'must be rupees with two decimals, e.g. "1000.00"'],
    ['amount', '0.00', 'must be rupees with two decimals, e.g. "1000.00"'],
    ['buyer.name', 'Asha <Menon>', "must be letters, spaces and .,-' only"],
    ['buyer.name', 'A'.repeat(256), /255/],
    ['buyer.name', null, /string/],
    ['buyer.name', ' ', /./],
    ['buyer.email', 'asha', /email/],
    ['buyer.phone', '9876543210', /international form/],
    ['buyer.phone', '', /international form/],
    ['buyer.address.postalCode', '68200', /Indian PIN code/],
    ['buyer.address.postalCode', '082002', /Indian PIN code/],
    ['buyer.address.postalCode', 682_002, /string/],
    ['buyer.address.city', 'Kochi 2', 'must be letters'],
    ['buyer.address.line1', 'x'.repeat(256), /255/],
    ['product.hsCode', '630251', 'must be 8 digits'],
    ['product.hsCode', '', 'is required for physical goods (8 digits)'],
    ['product.hsCode', null, 'is required for physical goods (8 digits)'],
    ['product.typeOfGoods', 'goods', /./],
    ['product.description', 'x'.repeat(1025), /1024/],
    ['invoice.number', '', /./],
    ['invoice.date', '22/11/2026', /date/i],
    ['customer', '', /object/],
    ['resultUrl', 'javascript:alert(1)', /./],
  ])('%s %j', (path, given, says) => {
    const issues = CheckoutSchema.safeParse(withField(path, given)).error?.issues ?? [];
    expect(issues.map((issue) => issue.path.join('.'))).toContain(path);
    const { message = '' } = issues.find((issue) => issue.path.join('.') === path) ?? {};
    if (typeof says === 'string') expect(message).toBe(says);
    else expect(message).toMatch(says);
  });

  test('but the maximum amount is accepted', () => {
    expect(CheckoutSchema.safeParse({ ...CHECKOUT, amount: '2500000.00' }).success).toBe(true);
  });
});
