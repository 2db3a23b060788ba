// Reads what a merchant's `resolveCheckout` answered: cleaned up, since shop databases need it, then checked field by field.
import { Amount, MOST_RUPEES } from '@eximpe/contract';
import { z } from 'zod';
import type { CheckedCheckout } from './checkout.ts';

/** Characters that word processors, web pages and keyboards write instead of a plain one. */
const LOOKALIKES: readonly (readonly [RegExp, string | ((found: string) => string)])[] = [
  // Typographic apostrophes: ‘ ’ ʼ ＇
  [/[\u2018\u2019\u02bc\uff07]/g, "'"],
  // No-break spaces.
  [/[\u00a0\u2007\u202f]/g, ' '],
  // Zero-width spaces, joiners and marks.
  [/[\u200b-\u200d\u2060\ufeff]/g, ''],
  // Full-width digits, and the plus sign of a phone number.
  [/[\uff10-\uff19\uff0b]/g, (found) => String.fromCodePoint((found.codePointAt(0) ?? 0) - 0xfee0)],
];

/** Printable ASCII has no look-alikes; most values are like this already. */
const PLAIN = /^[\x20-\x7e]*$/;

const tidy = (value: string): string => (PLAIN.test(value) ? value.trim() : withoutLookalikes(value).trim());

const withoutLookalikes = (value: string): string =>
  LOOKALIKES.reduce((text, [lookalike, plain]) => text.replace(lookalike, plain as string), value);

const isEmpty = (value: unknown): boolean => value === null || (typeof value === 'string' && tidy(value) === '');

/** A text without look-alikes and without white space around it. */
const tidied = z.string().overwrite(tidy);

/** The same without the characters that people use to group digits. */
const without = (grouping: RegExp) => tidied.overwrite((value) => value.replace(grouping, ''));

/** A value that is empty in the shop's database, `''` or `null`, counts as absent. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (isEmpty(value) ? undefined : value), schema.optional()).optional();

const text = (most: number) => tidied.min(1).max(most);
const words = (most: number, form: RegExp, sentence: string) => text(most).regex(form, sentence);

const Address = z.object({
  line1: optional(text(255)),
  line2: optional(text(255)),
  city: optional(words(255, /^[\p{L}\p{M} .'-]+$/u, 'must be letters')),
  state: optional(words(255, /^[\p{L}\p{M} .'&-]+$/u, 'must be letters')),
  postalCode: without(/[\s-]/g).regex(/^[1-9]\d{5}$/, 'must be an Indian PIN code of 6 digits, e.g. "682002"'),
});

const Buyer = z.object({
  name: words(255, /^[\p{L}\p{M} .,'-]+$/u, "must be letters, spaces and .,-' only"),
  email: tidied.pipe(z.email()),
  phone: without(/[\s().\u2010-\u2015-]/g).regex(
    /^\+[1-9]\d{6,14}$/,
    'must be in international form, e.g. "+919876543210"',
  ),
  address: Address,
});

const Product = z
  .object({
    name: text(255),
    typeOfGoods: z.enum(['physical_goods', 'digital_goods', 'service']),
    hsCode: optional(without(/[\s.]/g).regex(/^\d{8}$/, 'must be 8 digits')),
    description: optional(text(1024)),
    hsCodeDescription: optional(text(1024)),
  })
  .refine((product) => product.typeOfGoods !== 'physical_goods' || product.hsCode !== undefined, {
    path: ['hsCode'],
    message: 'is required for physical goods (8 digits)',
  });

const Invoice = z.object({
  number: text(255),
  date: optional(tidied.pipe(z.iso.date())),
});

/** A guest's customer may come as null, or with an empty identifier. */
const isGuest = (customer: unknown): boolean =>
  customer === null || (typeof customer === 'object' && 'identifier' in customer && isEmpty(customer.identifier));
const Customer = z.preprocess(
  (value) => (isGuest(value) ? undefined : value),
  z.object({ identifier: text(64) }).optional(),
);

const amountFault = (value: string): string | undefined => {
  if (/^\d+\.\d{2}$/.test(value) && Number(value) > MOST_RUPEES) return 'EximPe takes at most ₹25,00,000 a transaction';
  return Amount.safeParse(value).success ? undefined : 'must be rupees with two decimals, e.g. "1000.00"';
};

/** Issues name the field and what it must be, in words for the merchant. */
export const CheckoutSchema = z.object({
  amount: z.string().superRefine((value, context) => {
    const message = amountFault(value);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  }),
  currency: z.literal('INR'),
  buyer: Buyer,
  product: Product,
  invoice: Invoice,
  merchantId: optional(text(64)),
  customer: Customer.optional(),
  resultUrl: optional(z.url({ protocol: /^https?$/ }).max(2_000)),
}) satisfies z.ZodType<CheckedCheckout>;
