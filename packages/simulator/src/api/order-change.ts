// What PATCH /pg/orders/{id}/ takes: the buyer's PAN and birthday, and the invoice.
import type { z } from 'zod';
import type { Invoice } from '../book/order.ts';
import { errors } from './api-error.ts';
import { detailsOf, object, pattern } from './fields.ts';
import { invoice } from './order-fields.ts';

const orderChange = object({
  buyer: object({
    pan_number: pattern(
      /^[A-Z]{5}[0-9]{4}[A-Z]$/,
      'PAN number must be in format: AAAAA1111A (5 letters, 4 digits, 1 letter)',
    ).optional(),
    dob: pattern(/^\d{4}-\d{2}-\d{2}$/, 'Date has wrong format. Use YYYY-MM-DD.').optional(),
  }).optional(),
  // A request names only the fields that change.
  invoice: invoice.partial().optional(),
});

type OrderChange = z.output<typeof orderChange>;

/** Throws `ApiError`. */
export function parseOrderChange(body: unknown): OrderChange {
  const parsed = orderChange.safeParse(body);
  if (!parsed.success) throw errors.invalidOrder(detailsOf(parsed.error.issues));
  return parsed.data;
}

/** Throws `ApiError` for an invoice that has no number, neither now nor before. */
export function changedInvoice(before: Invoice | null, change: NonNullable<OrderChange['invoice']>): Invoice {
  const number = change.number ?? before?.number;
  if (number === undefined) throw errors.invalidOrder({ invoice: { number: 'This field is required.' } });
  return { ...before, number, date: change.date ?? before?.date };
}
