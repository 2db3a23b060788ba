// What PATCH /pg/orders/{id}/ takes: the buyer's PAN and birthday, and the invoice.
import type { z } from 'zod';
import { errors } from './api-error.ts';
import { detailsOf, object, pattern } from './fields.ts';
import { invoice } from './order-fields.ts';

const orderChange = object({
  buyer: object({
    pan_number: pattern(/^[A-Z]{5}[0-9]{4}[A-Z]$/, 'Enter a valid PAN number.').optional(),
    dob: pattern(/^\d{4}-\d{2}-\d{2}$/, 'Date has wrong format. Use YYYY-MM-DD.').optional(),
  }).optional(),
  invoice: invoice.optional(),
});

/** Throws `ApiError`. */
export function parseOrderChange(body: unknown): z.output<typeof orderChange> {
  const parsed = orderChange.safeParse(body);
  if (!parsed.success) throw errors.invalidOrder(detailsOf(parsed.error.issues));
  return parsed.data;
}
