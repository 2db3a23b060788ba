// Orders as the API shows them.
import type { Order } from '../book/order.ts';
import { FOREX_RATE, netAmount } from '../book/payout.ts';
import type { Quirk } from '../quirks.ts';
import { isoMicros } from '../time-format.ts';
import { hasCompletePapers } from '../book/verification.ts';

type Json = Readonly<Record<string, unknown>>;

export function statusWord(order: Order, quirks: ReadonlySet<Quirk>): string {
  if (quirks.has('status-upper-case')) return order.status.toUpperCase();
  if (order.status === 'failed' && quirks.has('status-payment-failed')) {
    return order.cancelled ? 'payment_cancelled' : 'payment_failed';
  }
  return order.status;
}

export function statusView(order: Order, quirks: ReadonlySet<Quirk>): Json {
  return {
    order_id: order.id,
    status: statusWord(order, quirks),
    status_message: order.statusMessage,
    created_at: isoMicros(order.createdAtMs),
    [quirks.has('status-last-updated-at') ? 'last_updated_at' : 'updated_at']: isoMicros(order.updatedAtMs),
  };
}

function buyerView({ buyer }: Order): Json {
  const { address } = buyer;
  return {
    name: buyer.name,
    email: buyer.email,
    phone: buyer.phone,
    address: {
      line_1: address.line_1 ?? null,
      line_2: address.line_2 ?? null,
      city: address.city ?? null,
      state: address.state ?? null,
      postal_code: address.postal_code,
    },
    pan_number: buyer.pan_number ?? null,
    dob: buyer.dob ?? null,
  };
}

const productView = ({ product }: Order): Json => ({
  name: product.name,
  description: product.description ?? null,
  hs_code: product.hs_code ?? null,
  hs_code_description: product.hs_code_description ?? null,
  type_of_goods: product.type_of_goods,
});

const invoiceView = ({ invoice }: Order): Json | null =>
  invoice && { number: invoice.number, date: invoice.date ?? null, file: invoice.file ?? null };

function settlementDetails(order: Order): Json | null {
  const { settlement } = order.payment;
  if (!settlement) return null;
  const { fee, tax, net } = netAmount(order);
  const zeroes = Object.fromEntries(
    [
      'sgst',
      'cgst',
      'igst',
      'offer_service_fee',
      'offer_service_tax',
      'discount',
      'additional_tdr_fee',
      'additional_tdr_tax',
      'total_processing_fee',
      'total_service_tax',
    ].map((name) => [name, '0.00']),
  );
  return {
    settlement_id: settlement.id,
    settlement_completed_at: isoMicros(settlement.doneAtMs),
    settlement_currency: 'USD',
    transaction_amount: order.amount,
    merchant_service_fee: fee,
    merchant_service_tax: tax,
    merchant_net_amount: net,
    merchant_transaction_id: `${order.id}-${order.payment.id}`,
    card_type: order.card?.domestic === false ? 'international' : 'domestic',
    forex_rate: String(FOREX_RATE),
    transaction_currency: 'INR',
    ...zeroes,
  };
}

function settlementView(order: Order): Json {
  const { status, settlement } = order.payment;
  const word = settlement
    ? 'settled'
    : status === 'captured'
      ? hasCompletePapers(order)
        ? 'ready_for_settlement'
        : 'pending'
      : status === 'failed'
        ? 'failed'
        : 'pending';
  return { status: word, message: null, settlement_details: settlementDetails(order) };
}

/** The answer of `PATCH /pg/orders/{id}/`: the fields that can be changed, in a second envelope. */
export const changeView = ({ id, buyer, invoice }: Order): Json => ({
  success: true,
  message: 'Order updated successfully',
  data: {
    order_id: id,
    buyer: { pan_number: buyer.pan_number ?? null, dob: buyer.dob ?? null },
    invoice: { number: invoice?.number ?? null, date: invoice?.date ?? null },
  },
});

export function orderView(order: Order, quirks: ReadonlySet<Quirk>): Json {
  const old = quirks.has('old-order-shape');
  const mop = order.mopType;
  return {
    order_id: order.id,
    reference_id: order.referenceId,
    amount: old ? Number(order.amount) : order.amount,
    currency: order.currency,
    ...(old ? { mop_type: mop?.toUpperCase() ?? null, is_testing: true } : { opted_mop_type: mop }),
    buyer: buyerView(order),
    product: productView(order),
    invoice: invoiceView(order),
    air_waybills: order.airWaybills,
    payments:
      order.collectionMode === 'hosted_payment' && order.status === 'payment_pending'
        ? []
        : [
            {
              payment_id: order.payment.id,
              mop_type: old ? (mop?.toUpperCase() ?? null) : mop,
              status: order.cancelled ? 'cancelled' : order.payment.status,
              status_message: order.payment.statusMessage,
              settlement: settlementView(order),
              created_at: isoMicros(order.payment.createdAtMs),
            },
          ],
    status: statusWord(order, quirks),
    status_message: order.statusMessage,
    created_at: isoMicros(order.createdAtMs),
  };
}

/** A payment as a row of the list. */
export function paymentRow(order: Order): Json {
  const { payment, amount, currency, buyer } = order;
  return {
    payment_id: payment.id,
    merchant: { id: order.merchantId ?? '1000000001', name: 'Simulated merchant' },
    order_id: order.id,
    invoice_number: order.invoice?.number ?? null,
    reference_id: order.referenceId,
    buyer: { name: buyer.name, email: buyer.email, phone: buyer.phone },
    amount: { amount, total_amount: amount, currency },
    created_at: isoMicros(payment.createdAtMs),
    comment: payment.statusMessage,
    mop_type: order.mopType,
    status: payment.status,
  };
}

/** A payment by itself: what `GET /pg/payments/{id}/` shows. */
export function paymentView(order: Order, refunds: readonly Json[], quirks: ReadonlySet<Quirk>): Json {
  const { payment, card } = order;
  const { settlement } = payment;
  return {
    payment_id: payment.id,
    order: {
      order_id: order.id,
      reference_id: order.referenceId,
      amount: order.amount,
      currency: order.currency,
      opted_mop_type: order.mopType,
      buyer: buyerView(order),
      product: productView(order),
      status: statusWord(order, quirks),
      status_message: order.statusMessage,
      created_at: isoMicros(order.createdAtMs),
    },
    settlement: settlement && {
      id: settlement.id,
      settlement_id: settlement.uid,
      settlement_completed_at: isoMicros(settlement.doneAtMs),
      settlement_amount: netAmount(order).net,
      settlement_currency: 'USD',
      utr_number: settlement.utr,
      number_of_transactions: 1,
      created_date: isoMicros(settlement.doneAtMs),
    },
    refund: refunds,
    collection_mode: order.collectionMode,
    mop_type: order.mopType,
    bank_ref_num: payment.bankRefNum,
    mop_detail: card && {
      card_mask: card.mask,
      card_holder_name: card.holder,
      card_issuer_country: card.domestic ? 'IN' : 'US',
      card_issuer_bank: card.issuer,
    },
    payment_completed_at: payment.completedAtMs === null ? null : isoMicros(payment.completedAtMs),
    status: payment.status,
    status_message: payment.statusMessage,
    created_date: isoMicros(payment.createdAtMs),
  };
}
