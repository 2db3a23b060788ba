// /pg/refunds/: refunds, whole or partial, and the sandbox's call that changes a refund's status.
import { Router } from 'express';
import { z } from 'zod';
import type { Refund, RefundStatus } from '../book/book.ts';
import { refundEvent } from '../webhooks/events.ts';
import type { World } from '../world.ts';
import { paiseOf, rupees } from '../book/amount.ts';
import { bare, errors } from './api-error.ts';
import { callerOf } from './caller.ts';
import { detailsOf, object, optionalText, pattern, text } from './fields.ts';
import { LONG_PAGES, pageOf } from './pages-of.ts';
import { refundView } from './refund-views.ts';

const STATUSES = [
  'INITIATED',
  'PROCESSING',
  'REFUNDED',
  'FAILED',
  'REVERSED',
  'ON_HOLD',
  'BANK_REJECTED_REFUND',
] as const;

/** Refunds with these statuses no longer reduce the amount that may be refunded. */
const UNDONE: ReadonlySet<RefundStatus> = new Set(['FAILED', 'REVERSED', 'BANK_REJECTED_REFUND']);

const COMMENTS: Readonly<Record<RefundStatus, string>> = {
  INITIATED: 'No action status found',
  PROCESSING: 'Refund is in progress',
  REFUNDED: 'Refund processed successfully',
  FAILED: 'Refund failed or status unknown',
  REVERSED: 'Refund was reversed',
  ON_HOLD: 'Refund is on hold',
  BANK_REJECTED_REFUND: 'Bank rejected the refund',
};

const createBody = object({
  payment_id: text(64),
  // The playground leaves it out for a full refund.
  refund_amount: pattern(/^[0-9]+(\.[0-9]{1,2})?$/, 'A valid number is required.', 20).optional(),
});

const simulateBody = object({
  status: text(32).pipe(z.enum(STATUSES, { error: 'Invalid status' })),
  status_message: optionalText(255),
});

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw errors.invalidRefund(detailsOf(parsed.error.issues));
  return parsed.data;
}

export function pgRefunds(world: World): Router {
  const router = Router();
  const { clock, ids, book } = world;
  const { quirks } = world.settings;

  router.post('/', (request, response) => {
    const caller = callerOf(world, request, false);
    const wanted = parse(createBody, request.body);
    const order = book.orderByPayment(wanted.payment_id, caller);
    if (!order) throw errors.invalidRefund({ payment_id: 'Payment not found' });
    if (order.payment.status !== 'captured') throw errors.invalidRefund({ payment_id: 'Payment is not captured' });
    const taken = book.refundsOf(order).filter(({ status }) => !UNDONE.has(status));
    const left = taken.reduce((paise, { amount }) => paise - paiseOf(amount), paiseOf(order.amount));
    const paise = wanted.refund_amount === undefined ? left : paiseOf(Number(wanted.refund_amount).toFixed(2));
    if (paise <= 0n || paise > left) {
      throw errors.invalidRefund({
        refund_amount: 'Refund amount must be greater than 0 and at most what is left of the payment',
      });
    }
    const refund: Refund = {
      id: ids.numbered('RF'),
      order,
      amount: rupees(paise),
      reference: ids.hex('refund-reference', 32),
      transactionId: ids.numbered('RF').slice(3),
      createdAtMs: clock.now(),
      status: 'INITIATED',
      message: COMMENTS.INITIATED,
      refundedAtMs: null,
    };
    book.addRefund(refund);
    response.json({
      success: true,
      message: 'Refund request processed successfully',
      data: {
        refund_id: refund.id,
        payment_id: order.payment.id,
        refund_status: quirks.has('refund-upper-case') ? 'INITIATED' : 'initiated',
        message: 'Refund Request Queued',
        transaction_id: refund.transactionId,
        bank_ref_num: null,
        refund_amount: wanted.refund_amount ?? refund.amount,
      },
    });
  });

  router.get('/', (request, response) => {
    const caller = callerOf(world, request, false);
    const address = new URL(request.originalUrl, world.sites.api);
    const { searchParams: query } = address;
    const is = (name: string, value: string | undefined): boolean => !query.get(name) || query.get(name) === value;
    const found = book
      .refunds(caller)
      .filter(
        ({ order, createdAtMs }) =>
          is('payment_id', order.payment.id) &&
          is('reference_id', order.referenceId) &&
          is('merchant_id', order.merchantId) &&
          !(createdAtMs < Date.parse(query.get('from_date') ?? '')) &&
          !(createdAtMs > Date.parse(query.get('to_date') ?? '')),
      );
    // Without the envelope, as documented.
    response.json(pageOf(found.map(refundView), address.href, LONG_PAGES));
  });

  router.get('/:id/', (request, response) => {
    const refund = book.refund(request.params.id, callerOf(world, request, false));
    if (!refund) throw errors.refundNotFound();
    response.json({ success: true, message: 'Refund details retrieved successfully', data: refundView(refund) });
  });

  router.post('/:id/simulate-status/', (request, response) => {
    const refund = book.refund(request.params.id, callerOf(world, request, false));
    if (!refund) throw bare(404, 'Not found.');
    const { status, status_message: message } = parse(simulateBody, request.body);
    if (status !== refund.status) move(refund, status, message);
    response.json({ success: true, message: 'Refund status updated successfully', data: refundView(refund) });
  });

  function move(refund: Refund, status: RefundStatus, message: string | undefined): void {
    refund.status = status;
    refund.message = message ?? COMMENTS[status];
    refund.refundedAtMs = status === 'REFUNDED' ? clock.now() : null;
    const { clientId } = refund.order;
    const url = world.webhookUrlOf(clientId);
    const event = refundEvent(refund, { nowMs: clock.now(), sequenceNumber: ids.uuid('event'), quirks });
    if (!event || url === undefined) return;
    world.webhooks.send(event, { url, encryptionKey: world.encryptionKeyOf(clientId), orderId: refund.order.id });
  }

  return router;
}
