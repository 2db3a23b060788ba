// The papers that EximPe requires before it pays a payment out: which of them a checkout lacks, and when each is due.
import type { CheckedCheckout, Product } from '../checkout.ts';

type CheckoutPapers = Pick<CheckedCheckout, 'buyer' | 'product' | 'invoice'>;

/**
 * The six fields that decide, by their names in the checkout. No document says which part of an address EximPe
 * misses; we require the street, since nobody can be found without it. A description of the code counts like the
 * code.
 * @see https://docs.eximpe.com/api-reference/v2/webhooks/payment-details-missing
 */
const PAPERS: Readonly<Record<string, (checkout: CheckoutPapers) => string | undefined>> = {
  'buyer.name': ({ buyer }) => buyer.name,
  'buyer.address': ({ buyer }) => buyer.address.line1,
  'buyer.address.postalCode': ({ buyer }) => buyer.address.postalCode,
  'product.description': ({ product }) => product.description,
  'product.hsCode': ({ product }) => product.hsCode || product.hsCodeDescription,
  'invoice.number': ({ invoice }) => invoice.number,
};

/** Those of the six that this checkout lacks; empty when none is missing. */
export const missingPapers = (checkout: CheckoutPapers): string[] =>
  Object.entries(PAPERS)
    .filter(([, read]) => (read(checkout) ?? '').trim() === '')
    .map(([name]) => name);

/** The facts of a checkout that decide which papers its payment needs. */
export interface PaperFacts {
  /** The invoice number of the order; empty or absent when there was none. */
  readonly invoiceNumber?: string | null | undefined;
  readonly typeOfGoods: Product['typeOfGoods'];
}

export interface PaperDue {
  readonly paper: 'invoice_number' | 'invoice_file' | 'air_waybill';
  /** The last second of the deadline, ISO 8601 in Indian time: `2026-11-22T23:59:59+05:30`. Null: once the goods are shipped. */
  readonly dueAt: string | null;
}

const DAY_MS = 86_400_000;
/** Indian Standard Time, which has no summer time. */
const IST_AHEAD_MS = 5.5 * 3_600_000;
const INVOICE_FILE_DAYS = 10;

/** The end of a moment's day in India, or of the day that many days later. */
const endOfIndianDay = (ms: number, daysLater = 0): string =>
  `${new Date(ms + IST_AHEAD_MS + daysLater * DAY_MS).toISOString().slice(0, 10)}T23:59:59+05:30`;

/**
 * What EximPe wants after a capture, soonest first: on the same day the invoice number, if it was missing; within 10
 * days the invoice as a file; and for physical goods an air waybill. Days are in Indian time.
 * @param capturedAtMs epoch milliseconds
 * @see https://docs.eximpe.com/integration-guide/v2/getting-started/faqs
 * @see https://docs.eximpe.com/integration-guide/v2/getting-started/introduction
 */
export function papersDue(capturedAtMs: number, { invoiceNumber, typeOfGoods }: PaperFacts): readonly PaperDue[] {
  const hasNumber = (invoiceNumber ?? '').trim() !== '';
  const number: PaperDue = { paper: 'invoice_number', dueAt: endOfIndianDay(capturedAtMs) };
  const file: PaperDue = { paper: 'invoice_file', dueAt: endOfIndianDay(capturedAtMs, INVOICE_FILE_DAYS) };
  const waybill: PaperDue = { paper: 'air_waybill', dueAt: null };
  return [...(hasNumber ? [] : [number]), file, ...(typeOfGoods === 'physical_goods' ? [waybill] : [])];
}
