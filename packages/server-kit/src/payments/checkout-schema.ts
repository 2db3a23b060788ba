// Reads what a merchant's `resolveCheckout` answered: the rules that `checkout.ts` tells, checked field by field.
import { Amount } from '@eximpe/contract';
import { z } from 'zod';
import type { Checkout } from './checkout.ts';

const text = (most: number) => z.string().trim().min(1).max(most);
const PERSON = /^[\p{L}\p{M} .,'-]+$/u;

const Address = z.object({
  line1: text(255).optional(),
  line2: text(255).optional(),
  city: text(255)
    .regex(/^[\p{L}\p{M} .'-]+$/u, 'must be letters')
    .optional(),
  state: text(255)
    .regex(/^[\p{L}\p{M} .'&-]+$/u, 'must be letters')
    .optional(),
  postalCode: z.string().regex(/^[1-9]\d{5}$/, 'must be an Indian PIN code of 6 digits, e.g. "682002"'),
});

const Buyer = z.object({
  name: text(255).regex(PERSON, "must be letters, spaces and .,-' only"),
  email: z.email(),
  phone: z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be in international form, e.g. "+919876543210"'),
  address: Address,
});

const Product = z
  .object({
    name: text(255),
    typeOfGoods: z.enum(['physical_goods', 'digital_goods', 'service']),
    hsCode: z
      .string()
      .regex(/^\d{8}$/, 'must be 8 digits')
      .optional(),
    description: text(1024).optional(),
    hsCodeDescription: text(1024).optional(),
  })
  .refine((product) => product.typeOfGoods !== 'physical_goods' || product.hsCode !== undefined, {
    path: ['hsCode'],
    message: 'is required for physical goods (8 digits)',
  });

const Invoice = z.object({
  number: text(255),
  date: z.iso.date().optional(),
});

/** Issues name the field and what it must be, in words for the merchant. */
export const CheckoutSchema = z.object({
  amount: z
    .string()
    .refine((value) => Amount.safeParse(value).success, 'must be rupees with two decimals, e.g. "1000.00"'),
  currency: z.literal('INR'),
  buyer: Buyer,
  product: Product,
  invoice: Invoice,
  merchantId: text(64).optional(),
  customer: z.object({ identifier: text(64) }).optional(),
  resultUrl: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .optional(),
}) satisfies z.ZodType<Checkout>;
