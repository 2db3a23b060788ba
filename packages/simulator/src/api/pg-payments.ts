// /pg/payments/: the list with its filters, one payment, and its papers.
import { Router } from 'express';
import type { Order } from '../book/order.ts';
import type { World } from '../world.ts';
import { errors } from './api-error.ts';
import { callerOf } from './caller.ts';
import { paymentRow, paymentView } from './order-views.ts';
import { pageOf } from './pages-of.ts';
import { refundView } from './refund-views.ts';
import { parseVerificationDetails, takeVerificationDetails } from './verification-details.ts';

type Filter = (order: Order, wanted: string) => boolean;

const same = (a: string | null | undefined, b: string): boolean => (a ?? '').toLowerCase() === b.toLowerCase();

/** The documented query parameters; any other is ignored. */
const FILTERS: Readonly<Record<string, Filter>> = {
  currency: (order, wanted) => same(order.currency, wanted),
  merchant_id: (order, wanted) => order.merchantId === wanted,
  payment_id: (order, wanted) => order.payment.id === wanted,
  order_id: (order, wanted) => order.id === wanted,
  reference_id: (order, wanted) => order.referenceId === wanted,
  buyer_name: (order, wanted) => order.buyer.name.toLowerCase().includes(wanted.toLowerCase()),
  mop_type: (order, wanted) => same(order.mopType, wanted),
  status: (order, wanted) => same(order.payment.status, wanted),
  from_created_at: (order, wanted) => !(order.payment.createdAtMs < Date.parse(wanted)),
  to_created_at: (order, wanted) => !(order.payment.createdAtMs > Date.parse(wanted)),
};

export function pgPayments(world: World): Router {
  const router = Router();
  const view = (order: Order) => paymentView(order, world.book.refundsOf(order).map(refundView), world.settings.quirks);

  router.get('/', (request, response) => {
    const caller = callerOf(world, request, false);
    const address = new URL(request.originalUrl, world.sites.api);
    const wanted = [...address.searchParams].filter(([, value]) => value !== '');
    const found = world.book
      .orders(caller)
      .filter((order) => wanted.every(([name, value]) => FILTERS[name]?.(order, value) ?? true));
    const page = pageOf(found, address.href);
    response.json({
      success: true,
      message: 'Domestic payment requests retrieved successfully',
      data: { ...page, results: page.results.map(paymentRow) },
    });
  });

  router.get('/:id/', (request, response) => {
    const order = world.book.orderByPayment(request.params.id, callerOf(world, request, false));
    if (!order) throw errors.paymentNotFound();
    response.json({
      success: true,
      message: 'Domestic payment request details retrieved successfully',
      data: view(order),
    });
  });

  router.post('/:id/upload-verification-details/', (request, response) => {
    const order = world.book.orderByPayment(request.params.id, callerOf(world, request, false));
    if (!order) throw errors.paymentNotFound();
    const details = parseVerificationDetails(request.body, world.settings.quirks);
    if (order.payment.status !== 'captured') throw errors.invalidOrder({ payment_id: 'Payment is not captured' });
    response.json({
      success: true,
      message: 'Payment verification details uploaded successfully; order updated.',
      data: takeVerificationDetails(world, order, details),
    });
  });

  return router;
}
