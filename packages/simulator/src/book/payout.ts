// How much of an order's amount a payout pays to the merchant.
import { paiseOf, rupees } from './amount.ts';
import type { Order } from './order.ts';

/** Rupees for one US dollar. */
export const FOREX_RATE = 86;

/** The part of each rupee that EximPe keeps, in hundredths of a percent, and the tax on it. */
const FEE = { basisPoints: 200n, taxPercent: 18n } as const;

/** How much of an order's amount a payout pays, and how much EximPe keeps; rupees with two decimals. */
export function netAmount(order: Order): { readonly fee: string; readonly tax: string; readonly net: string } {
  const gross = paiseOf(order.amount);
  const fee = (gross * FEE.basisPoints) / 10_000n;
  const tax = (fee * FEE.taxPercent) / 100n;
  return { fee: rupees(fee), tax: rupees(tax), net: rupees(gross - fee - tax) };
}
