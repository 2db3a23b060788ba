// Reads POST /pg/payments/{uid}/upload-verification-details/, and changes the order accordingly.
import type { z } from 'zod';
import type { Order } from '../book/order.ts';
import { reviewPapers } from '../book/verification.ts';
import type { Quirk } from '../quirks.ts';
import type { World } from '../world.ts';
import { errors } from './api-error.ts';
import { detailsOf, object, optionalText, text, word } from './fields.ts';

const details = object({
  buyer_name: text(255),
  type_of_goods: word(['GOODS', 'PHYSICAL_GOODS', 'DIGITAL_GOODS', 'SERVICE'], 'Invalid type of goods', false),
  product_description: text(1024),
  buyer_address: text(1024),
  invoice_number: text(255),
  buyer_postal_code: text(10),
  hs_code: optionalText(30),
  purpose_code: optionalText(255),
  business_model: optionalText(3),
}).refine(({ type_of_goods: goods, hs_code: code }) => goods === 'SERVICE' || code !== undefined, {
  path: ['hs_code'],
  error: 'HS code is required for goods.',
});

type Details = z.output<typeof details>;

/** The only values that EximPe's sandbox accepts. */
const SANDBOX: Partial<Details> = {
  buyer_name: 'John',
  buyer_postal_code: '560034',
  product_description: 'This is a test product for test purpose.',
};

/** Throws `ApiError`. */
export function parseVerificationDetails(body: unknown, quirks: ReadonlySet<Quirk>): Details {
  const parsed = details.safeParse(body);
  if (!parsed.success) throw errors.invalidOrder(detailsOf(parsed.error.issues));
  const others = Object.entries(SANDBOX).filter(([field, value]) => parsed.data[field as keyof Details] !== value);
  if (quirks.has('sandbox-papers') && others.length > 0) {
    throw errors.invalidOrder(Object.fromEntries(others.map(([field]) => [field, 'Not a value of the sandbox.'])));
  }
  return parsed.data;
}

/** The documents show one name of a document, `importer_name`; the others are the fields' own. */
const DOCUMENT_NAMES: Readonly<Record<string, string>> = { buyer_name: 'importer_name' };

const documentOf = (field: string) => ({
  doc_name: DOCUMENT_NAMES[field] ?? field,
  doc_type: 'VALUE',
  doc_status: 'IN_REVIEW',
  remarks: null,
  added_on: null,
  last_updated_on: null,
});

/** Puts the details into the order, and starts their review. Returns the answer's data. */
export function takeVerificationDetails(world: World, order: Order, given: Details): Record<string, unknown> {
  const { address } = order.buyer;
  order.buyer = {
    ...order.buyer,
    name: given.buyer_name,
    address: { ...address, line_1: given.buyer_address, postal_code: given.buyer_postal_code },
  };
  order.product = {
    ...order.product,
    description: given.product_description,
    hs_code: given.hs_code ?? order.product.hs_code,
  };
  order.invoice = { ...order.invoice, number: given.invoice_number };
  reviewPapers(world, order);
  const fields = Object.keys(given).filter((field) => given[field as keyof Details] !== undefined);
  return {
    uploaded_documents: fields.map(documentOf),
    // If a required one were missing, the request would have been refused.
    missing_documents: [],
    errors: [],
  };
}
