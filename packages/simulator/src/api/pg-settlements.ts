// /pg/settlements/: payouts to the merchant. The simulator pays out each payment separately, when the control asks for it.
import { Router } from 'express';
import type { Order, Settlement } from '../book/order.ts';
import { FOREX_RATE, netAmount } from '../book/payout.ts';
import { isoMicros } from '../time-format.ts';
import type { World } from '../world.ts';
import { errors } from './api-error.ts';
import { callerOf, type Caller } from './caller.ts';
import { LONG_PAGES, pageOf } from './pages-of.ts';

interface Settled {
  readonly order: Order;
  readonly settlement: Settlement;
}

const settlementRow = ({ order, settlement }: Settled) => ({
  settlement_id: settlement.id,
  utr_number: settlement.utr,
  settlement_completed_date: isoMicros(settlement.doneAtMs),
  forex_rate: FOREX_RATE,
  settlement_amount: Number(netAmount(order).net),
  settlement_currency: 'USD',
});

const transactionOf = ({ order }: Settled) => ({
  settlement_type: 'capture',
  transaction_id: order.payment.id,
  transaction_amount: Number(order.amount),
  merchant_service_fee: Number(netAmount(order).fee),
  merchant_service_tax: Number(netAmount(order).tax),
  merchant_net_amount: Number(netAmount(order).net),
  mop_type: order.mopType,
  transaction_currency: order.currency,
  forex_rate: FOREX_RATE,
});

const reconRow = ({ order, settlement }: Settled) => ({
  settlement_type: 'capture',
  transaction_id: order.payment.id,
  settlement_id: settlement.id,
  settlement_completed_at: isoMicros(settlement.doneAtMs),
  settlement_currency: 'USD',
  transaction_amount: order.amount,
  merchant_net_amount: netAmount(order).net,
  total_processing_fee: netAmount(order).fee,
  total_service_tax: netAmount(order).tax,
  mop_type: order.mopType?.toUpperCase() ?? null,
  transaction_currency: order.currency,
});

export function pgSettlements(world: World): Router {
  const router = Router();

  const settledOf = (caller: Caller): Settled[] =>
    world.book.orders(caller).flatMap((order) => {
      const { settlement } = order.payment;
      return settlement ? [{ order, settlement }] : [];
    });

  const find = (caller: Caller, id: string): Settled => {
    const found = settledOf(caller).find(({ settlement }) => settlement.id === id);
    if (!found) throw errors.settlementNotFound();
    return found;
  };

  router.get('/', (request, response) => {
    const caller = callerOf(world, request, false);
    const address = new URL(request.originalUrl, world.sites.api);
    const [from, to] = ['from_date', 'to_date'].map((name) => address.searchParams.get(name) || null);
    const found = settledOf(caller).filter(({ settlement }) => {
      const day = isoMicros(settlement.doneAtMs).slice(0, 10);
      return (!from || day >= from) && (!to || day <= to);
    });
    // Without the envelope, as in the documents' schema.
    response.json(pageOf(found.map(settlementRow), address.href));
  });

  router.get('/:id/', (request, response) => {
    const settled = find(callerOf(world, request, false), request.params.id);
    const data = { ...settlementRow(settled), transactions: [transactionOf(settled)] };
    response.json({ success: true, message: 'Settlements fetched successfully', data });
  });

  router.get('/:id/recon/', (request, response) => {
    const settled = find(callerOf(world, request, false), request.params.id);
    const address = new URL(request.originalUrl, world.sites.api);
    response.json({
      success: true,
      message: 'Settlement transactions retrieved successfully',
      data: pageOf([reconRow(settled)], address.href, LONG_PAGES),
    });
  });

  return router;
}
