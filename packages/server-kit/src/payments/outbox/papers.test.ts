import { describe, expect, test } from 'vitest';
import type { CheckedCheckout } from '../checkout.ts';
import { missingPapers, papersDue } from './papers.ts';

const COMPLETE: Pick<CheckedCheckout, 'buyer' | 'product' | 'invoice'> = {
  buyer: {
    name: 'Asha Menon',
    email: 'asha.menon@example.com',
    phone: '+919876543210',
    address: { line1: '14 Bazaar Road', postalCode: '682002' },
  },
  product: { name: 'Table runner', typeOfGoods: 'physical_goods', hsCode: '63025100', description: 'Cotton' },
  invoice: { number: 'INV-1' },
};
const { buyer, product } = COMPLETE;

describe('the papers that a checkout lacks', () => {
  test.each([
    ['none', {}, []],
    ['the description', { product: { ...product, description: undefined } }, ['product.description']],
    ['the street', { buyer: { ...buyer, address: { postalCode: '682002' } } }, ['buyer.address']],
    ['the code of a service', { product: { ...product, hsCode: undefined } }, ['product.hsCode']],
    ['none, because the code is described', { product: { ...product, hsCode: '', hsCodeDescription: 'Linen' } }, []],
    [
      'all six',
      {
        buyer: { ...buyer, name: '', address: { line1: ' ', postalCode: '' } },
        product: { name: 'Runner', typeOfGoods: 'service' as const },
        invoice: { number: '' },
      },
      [
        'buyer.name',
        'buyer.address',
        'buyer.address.postalCode',
        'product.description',
        'product.hsCode',
        'invoice.number',
      ],
    ],
  ])('%s', (_, changes, missing) => {
    expect(missingPapers({ ...COMPLETE, ...changes })).toEqual(missing);
  });
});

describe('what is due after a capture', () => {
  const at = (iso: string): number => Date.parse(iso);

  test.each([
    ['at noon', '2026-11-22T12:00:00+05:30', '2026-11-22T23:59:59+05:30', '2026-12-02T23:59:59+05:30'],
    [
      'in the last second of the day',
      '2026-11-22T23:59:59+05:30',
      '2026-11-22T23:59:59+05:30',
      '2026-12-02T23:59:59+05:30',
    ],
    ['at midnight', '2026-11-23T00:00:00+05:30', '2026-11-23T23:59:59+05:30', '2026-12-03T23:59:59+05:30'],
    [
      'in the evening in UTC, the next morning in India',
      '2026-11-22T18:30:00Z',
      '2026-11-23T23:59:59+05:30',
      '2026-12-03T23:59:59+05:30',
    ],
    ['across the end of the year', '2026-12-31T18:29:59Z', '2026-12-31T23:59:59+05:30', '2027-01-10T23:59:59+05:30'],
    [
      'across the end of February in a leap year',
      '2028-02-25T10:00:00Z',
      '2028-02-25T23:59:59+05:30',
      '2028-03-06T23:59:59+05:30',
    ],
  ])('%s', (_, captured, today, tenDays) => {
    expect(papersDue(at(captured), { invoiceNumber: '', typeOfGoods: 'service' })).toEqual([
      { paper: 'invoice_number', dueAt: today },
      { paper: 'invoice_file', dueAt: tenDays },
    ]);
  });

  test.each([
    [{ invoiceNumber: 'INV-1', typeOfGoods: 'service' }, ['invoice_file']],
    [{ invoiceNumber: 'INV-1', typeOfGoods: 'digital_goods' }, ['invoice_file']],
    [{ invoiceNumber: 'INV-1', typeOfGoods: 'physical_goods' }, ['invoice_file', 'air_waybill']],
    [{ invoiceNumber: null, typeOfGoods: 'physical_goods' }, ['invoice_number', 'invoice_file', 'air_waybill']],
    [{ typeOfGoods: 'digital_goods' }, ['invoice_number', 'invoice_file']],
  ] as const)('of %j: %j', (facts, papers) => {
    const due = papersDue(at('2026-11-22T12:00:00+05:30'), facts);
    expect(due.map(({ paper }) => paper)).toEqual(papers);
    expect(due.find(({ paper }) => paper === 'air_waybill')?.dueAt ?? null).toBeNull();
  });
});
