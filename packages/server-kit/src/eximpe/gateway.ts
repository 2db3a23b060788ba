// The gateway port, spoken to EximPe: our words out as their JSON, their answers in as our words.
import type { Mop, Network } from '@eximpe/contract';
import type { z } from 'zod';
import type {
  BinAnswer,
  Charge,
  ChargeOutcome,
  Gateway,
  StatusAnswer,
  StatusReport,
} from '../payments/ports/gateway.ts';
import { deleteCard, listCards, saveCard } from './saved-cards.ts';
import { EximpeClient } from './client.ts';
import { refundOnce } from './refunds.ts';
import { declineFrom, mopFrom, networkFrom, nicknameFor, reasonFrom, statusFrom } from './translate.ts';
import type { Reply, Transport } from './transport.ts';
import { BinData, OrderCreated, OrderStatus, PaymentList, type ErrorBody, type ListedPayments } from './wire.ts';

export function createEximpeGateway(transport: Transport): Gateway {
  const client = new EximpeClient({ transport });
  return {
    async charge(charge) {
      const { card } = charge;
      const secrets = card.kind === 'new' ? [card.number, card.cvc ?? ''] : [card.token, card.cvc ?? ''];
      return chargeOutcome(
        await transport.call({ method: 'POST', path: '/pg/orders/', body: orderBody(charge), secrets }),
      );
    },

    async ask(orderId) {
      const reply = await transport.call({ method: 'GET', path: `/pg/orders/${encodeURIComponent(orderId)}/status/` });
      const read = readAs(reply, OrderStatus);
      if (!('data' in read)) return read;
      const { status: word, status_message: message, order_id: about } = read.data.data;
      if (about != null && about !== orderId) return { kind: 'unknown', detail: 'the answer was about another order' };
      return reported(word, message, { orderId });
    },

    async askByReference(referenceId) {
      const reply = await transport.call({
        method: 'GET',
        path: `/pg/payments/?reference_id=${encodeURIComponent(referenceId)}`,
      });
      const read = readAs(reply, PaymentList);
      if ('data' in read) return ofReference(read.data.data, referenceId);
      // That there is no such list says nothing about the payment.
      return { kind: 'unknown', detail: describe(reply) };
    },

    async lookUpBin(bin): Promise<BinAnswer> {
      const reply = await transport.call({ method: 'POST', path: '/pg/bin/', body: { bin }, secrets: [bin] });
      if (reply.kind === 'rejected') {
        const { httpStatus, error } = reply;
        // A bare 403 is about this one call; one with a code is about the account.
        if (httpStatus === 404 || (httpStatus === 403 && !error?.code)) return { kind: 'unavailable' };
        if (httpStatus === 401 || httpStatus === 403) return { kind: 'denied', detail: describe(reply) };
      }
      const parsed = reply.kind === 'answered' ? BinData.safeParse(reply.body) : undefined;
      if (!parsed?.success) return { kind: 'unknown', detail: describe(reply) };
      const { bank, network, card_type: type, is_domestic: domestic } = parsed.data.data;
      return {
        kind: 'known',
        mop: mopFrom(type),
        network: networkFrom(network),
        bank: bank ?? null,
        domestic: domestic ?? null,
      };
    },

    refund: (paymentId, amount) => refundOnce(client, paymentId, amount),

    listCards: (customer) => listCards(client, customer),
    saveCard: (customer, card, network, mop) => saveCard(client, customer, card, network, mop),
    deleteCard: (customer, token) => deleteCard(client, customer, token),

    close: () => transport.close(),
  };
}

/** @see EximPe S2S card payment, step 1 */
function orderBody({ referenceId, returnUrl, checkout, customer, network, mop, card, shopper }: Charge): object {
  const { buyer, product, invoice } = checkout;
  const { line1, line2, city, state, postalCode } = buyer.address;
  return {
    amount: checkout.amount,
    currency: checkout.currency,
    reference_id: referenceId,
    return_url: returnUrl,
    collection_mode: 's2s',
    mop_type: mop,
    card_details: cardDetails(card, customer, network, mop),
    buyer: {
      name: buyer.name,
      email: buyer.email,
      phone: buyer.phone,
      address: { line_1: line1, line_2: line2, city, state, postal_code: postalCode },
      ip_address: shopper.ipAddress,
      user_agent: shopper.userAgent,
    },
    product: {
      name: product.name,
      description: product.description,
      hs_code: product.hsCode,
      hs_code_description: product.hsCodeDescription,
      type_of_goods: product.typeOfGoods,
    },
    invoice: { number: invoice.number, date: invoice.date },
  };
}

function cardDetails(card: Charge['card'], customer: string, network: Network, mop: Mop): object {
  // No document sends a security code with a token; a shop may be told to.
  if (card.kind === 'saved')
    return { token: card.token, identifier: customer, network, ...(card.cvc === null ? {} : { cvv: card.cvc }) };
  return {
    nickname: nicknameFor(network, mop),
    number: card.number,
    cardholder_name: card.holderName,
    expiry_month: card.expiryMonth,
    expiry_year: card.expiryYear,
    ...(card.cvc === undefined ? {} : { cvv: card.cvc }),
    network,
    identifier: customer,
    ...(card.save ? { save_card: true } : {}),
  };
}

/** Statuses after which EximPe may have made an order all the same. */
const UNDECIDED = new Set([408, 409]);
/** Statuses that say by themselves that the request was not dealt with. */
const NOT_DEALT_WITH = new Set([401, 404, 405, 413, 415, 429, 431]);

/** Whether EximPe itself said no. A page of something in between may as well stand in for an answer as for a refusal. */
function isRefusal({ httpStatus, error }: Extract<Reply, { kind: 'rejected' }>): boolean {
  if (httpStatus >= 500 || UNDECIDED.has(httpStatus) || isReferenceTaken(error)) return false;
  if (httpStatus >= 400) return error !== null || NOT_DEALT_WITH.has(httpStatus);
  return httpStatus < 300 && error !== null && (error.code !== null || error.fields.length > 0);
}

function chargeOutcome(reply: Reply): ChargeOutcome {
  const detail = describe(reply);
  if (reply.kind === 'not_sent') return { kind: 'refused', problem: 'gateway_unreachable', fields: [], detail };
  if (reply.kind === 'lost') return { kind: 'lost', detail };
  if (reply.kind === 'answered') {
    const parsed = OrderCreated.safeParse(reply.body);
    if (!parsed.success) return { kind: 'lost', detail: 'the answer held no order_id' };
    const { order_id: orderId, acs_template: template, acstemplate: other } = parsed.data.data;
    return { kind: 'accepted', orderId, template: template || other || null };
  }
  const { httpStatus, error } = reply;
  if (!isRefusal(reply)) return { kind: 'lost', detail };
  const decline = declineFrom(error?.code, error?.message, ...(error?.fields ?? []).map(({ says }) => says));
  const fields = (error?.fields ?? []).map(({ path }) => path).filter(Boolean);
  if (decline) return { kind: 'refused', problem: decline, fields: [], detail };
  if (httpStatus === 429) return { kind: 'refused', problem: 'too_many_attempts', fields: [], detail };
  return { kind: 'refused', problem: cardProblem(fields) ?? 'merchant_misconfigured', fields, detail };
}

/** Our own reference is already known there: an earlier call did arrive. */
const isReferenceTaken = (error: ErrorBody | null): boolean =>
  (error?.fields ?? []).some(({ path, says }) => path === 'reference_id' && /unique|exist/i.test(says));

/** A refused field that the cardholder typed is theirs to mend; any other is the merchant's. */
function cardProblem(fields: readonly string[]): 'request_invalid' | undefined {
  return fields.length > 0 && fields.every((path) => /^card_details\.(?!identifier|nickname)/.test(path))
    ? 'request_invalid'
    : undefined;
}

function readAs<Schema extends z.ZodType>(
  reply: Reply,
  schema: Schema,
): { readonly data: z.infer<Schema> } | Exclude<StatusAnswer, { kind: 'known' }> {
  if (reply.kind === 'rejected' && reply.httpStatus === 404 && reply.error !== null) return { kind: 'absent' };
  const parsed = reply.kind === 'answered' ? schema.safeParse(reply.body) : undefined;
  return parsed?.success ? { data: parsed.data } : { kind: 'unknown', detail: describe(reply) };
}

function reported(
  word: string,
  message: string | null | undefined,
  ids: Pick<StatusReport, 'orderId' | 'paymentId'>,
): StatusAnswer {
  const status = statusFrom(word);
  return {
    kind: 'known',
    report: { status, ...ids, ...(status === 'failed' ? { reason: reasonFrom(word, message) } : {}) },
  };
}

const WEIGHT = { successful: 2, pending: 1, failed: 0 } as const;

/**
 * Only rows that name our reference count: a filter that was ignored must not settle anything, and does not say either that
 * nothing was charged. Of several payments under one reference, the one that matters most for money speaks: captured, then
 * pending, then failed.
 */
function ofReference({ results, count }: ListedPayments, referenceId: string): StatusAnswer {
  const mine = results.filter((payment) => (payment.order?.reference_id ?? payment.reference_id) === referenceId);
  const [first] = mine.toSorted((a, b) => WEIGHT[statusFrom(b.status)] - WEIGHT[statusFrom(a.status)]);
  if (!first) {
    const isEmpty = results.length === 0 && (count ?? 0) === 0;
    return isEmpty ? { kind: 'absent' } : { kind: 'unknown', detail: 'the list holds payments of other references' };
  }
  const orderId = first.order?.order_id ?? first.order_id;
  const ids = { ...(orderId ? { orderId } : {}), ...(first.payment_id ? { paymentId: first.payment_id } : {}) };
  return reported(first.status, first.status_message, ids);
}

/** One line for the log: codes and scrubbed words, never what was sent. */
function describe(reply: Reply): string {
  if (reply.kind === 'answered') return 'the answer was not of the documented form';
  if (reply.kind !== 'rejected') return reply.detail;
  const { httpStatus, error } = reply;
  if (!error) return `HTTP ${httpStatus} without a readable error`;
  const fields = error.fields.map(({ path, says }) => (path ? `${path}: ${says}` : says)).join('; ');
  return [`HTTP ${httpStatus}`, error.code, error.message, fields].filter(Boolean).join(' · ');
}
