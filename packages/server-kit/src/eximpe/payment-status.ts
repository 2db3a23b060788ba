// Asks EximPe about a payment, by its order or by our reference.
import type { StatusAnswer, StatusReport } from '../payments/ports/gateway.ts';
import { EximpeApiError } from './api-error.ts';
import type { EximpeClient } from './client.ts';
import { noAnswer } from './no-answer.ts';
import { detailsFrom } from './payment-details.ts';
import type { Payment, PaymentPage } from './shapes.ts';
import { amountFrom, momentFrom, reasonFrom, statusFrom } from './translate.ts';
import { isAbsence } from './verdict.ts';

export async function askByOrder(client: EximpeClient, orderId: string): Promise<StatusAnswer> {
  try {
    const { status, status_message: message, order_id: about } = await client.orders.status(orderId);
    if (about != null && about !== orderId) return { kind: 'unknown', detail: 'the answer was about another order' };
    return known(status, message, { orderId });
  } catch (error) {
    return error instanceof EximpeApiError && isAbsence(error) ? { kind: 'absent' } : noAnswer(error);
  }
}

export async function askByReference(client: EximpeClient, referenceId: string): Promise<StatusAnswer> {
  try {
    return ofReference(await client.payments.list({ reference_id: referenceId }), referenceId);
  } catch (error) {
    // When EximPe has no such list, that says nothing about the payment.
    return noAnswer(error);
  }
}

/** What the order itself tells: its money, its payment's id, its invoice. */
export async function describeOrder(client: EximpeClient, orderId: string): Promise<StatusAnswer> {
  try {
    const order = await client.orders.get(orderId);
    if (order.order_id !== orderId) return { kind: 'unknown', detail: 'the answer was about another order' };
    const captured = (order.payments ?? []).filter(({ status }) => statusFrom(status) === 'successful');
    const [payment, ...others] = captured;
    const [amount, currency] = [amountFrom(order.amount), order.currency?.toUpperCase()];
    return known(order.status, order.status_message, {
      orderId,
      ...(amount === undefined ? {} : { amount }),
      ...(currency ? { currency } : {}),
      ...(order.invoice?.number ? { invoiceNumber: order.invoice.number } : {}),
      ...(payment?.payment_id && others.length === 0 ? { paymentId: payment.payment_id } : {}),
      ...(payment ? moneyOf(payment) : {}),
    });
  } catch (error) {
    return error instanceof EximpeApiError && isAbsence(error) ? { kind: 'absent' } : noAnswer(error);
  }
}

function known(
  word: string,
  message: string | null | undefined,
  more: Omit<StatusReport, 'status' | 'reason'>,
): StatusAnswer {
  const status = statusFrom(word);
  return {
    kind: 'known',
    report: { status, ...more, ...(status === 'failed' ? { reason: reasonFrom(word, message) } : {}) },
  };
}

const WEIGHT = { successful: 2, pending: 1, failed: 0 } as const;

/**
 * Only rows that name our reference count: rows that EximPe sends because it ignored the filter decide nothing, and
 * do not mean that nothing was charged. If one reference has several payments, the first of these counts: captured,
 * pending, failed.
 */
function ofReference({ results, count }: PaymentPage, referenceId: string): StatusAnswer {
  const mine = results.filter((payment) => (payment.order?.reference_id ?? payment.reference_id) === referenceId);
  const [first] = mine.toSorted((a, b) => WEIGHT[statusFrom(b.status)] - WEIGHT[statusFrom(a.status)]);
  if (!first) {
    const isEmpty = results.length === 0 && (count ?? 0) === 0;
    return isEmpty ? { kind: 'absent' } : { kind: 'unknown', detail: 'the list has payments with other references' };
  }
  const orderId = first.order?.order_id ?? first.order_id;
  const ids = { ...(orderId ? { orderId } : {}), ...(first.payment_id ? { paymentId: first.payment_id } : {}) };
  return known(first.status, first.status_message ?? first.comment, { ...ids, ...moneyOf(first) });
}

/** What a row of a list says about its payment. */
export function reportOfRow(payment: Payment): StatusReport {
  const orderId = payment.order?.order_id ?? payment.order_id;
  const referenceId = payment.order?.reference_id ?? payment.reference_id;
  return {
    status: statusFrom(payment.status),
    ...(orderId ? { orderId } : {}),
    ...(payment.payment_id ? { paymentId: payment.payment_id } : {}),
    ...(referenceId ? { referenceId } : {}),
    ...moneyOf(payment),
  };
}

/** The money and the details of a payment; a field that EximPe does not send is left out. */
function moneyOf(payment: Payment): Partial<StatusReport> {
  const { order, amount: listed } = payment;
  const amount = amountFrom(order?.amount ?? listed?.amount ?? listed?.total_amount);
  const currency = order?.currency ?? listed?.currency;
  const paidAt = momentFrom(payment.payment_completed_at);
  return {
    ...(amount ? { amount } : {}),
    ...(currency ? { currency } : {}),
    ...(paidAt ? { paidAt } : {}),
    ...detailsFrom(payment),
  };
}
