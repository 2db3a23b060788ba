// What EximPe tells about an order's papers: which are missing, or that they are being checked, or complete.
import { z } from 'zod';
import type { GatewayNotice } from '../../payments/gateway-notice.ts';
import { ourPaperName } from '../paper-names.ts';
import { names, nullishText } from './event-fields.ts';

/** PAYMENT_DETAILS_MISSING says `order_uid` and `details_missing`, VERIFICATION_NEEDED `order_id` and `action_required_fields`. */
const Papers = z.looseObject({
  order_uid: nullishText,
  order_id: nullishText,
  payment_id: nullishText,
  details_missing: names,
  action_required_fields: names,
  verification_status: nullishText,
  message: nullishText,
});

const WITHOUT_NEED: Readonly<Record<string, 'papers.in_review' | 'papers.verified'>> = {
  in_review: 'papers.in_review',
  verified: 'papers.verified',
};

/**
 * An unknown verification status means that papers are needed, as the event's name says: it is better to ask in vain
 * than to forget. Undefined for data that is not in the documented form.
 * @see https://docs.eximpe.com/api-reference/v2/webhooks/payment-details-missing
 * @see https://docs.eximpe.com/api-reference/v2/webhooks/verification-needed
 */
export function papersNotice(data: unknown): GatewayNotice | undefined {
  const papers = Papers.safeParse(data).data;
  if (!papers) return undefined;
  const orderId = papers.order_id ?? papers.order_uid ?? null;
  const paymentId = papers.payment_id ?? null;
  const type = WITHOUT_NEED[(papers.verification_status ?? '').trim().toLowerCase().replace(/[ -]/g, '_')];
  if (type) return { type, orderId, paymentId };
  const missing = [...papers.action_required_fields, ...papers.details_missing].map(ourPaperName);
  return { type: 'papers.needed', orderId, paymentId, fields: [...new Set(missing)], message: papers.message ?? null };
}
