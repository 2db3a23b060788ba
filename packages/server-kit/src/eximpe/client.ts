// A typed client of EximPe's payment API, which the kit itself uses: one promise per documented call, EximpeApiError otherwise.
import type { z } from 'zod';
import { systemClock } from '../clock.ts';
import { EximpeApiError } from './api-error.ts';
import { documentForm, type DocumentToUpload } from './document-upload.ts';
import {
  Bin,
  ChangedOrder,
  Created,
  Envelope,
  Order,
  Payment,
  PaymentPage,
  Refund,
  RefundPage,
  SavedToken,
  Status,
  TokenList,
  Settlement,
  SettlementPage,
  SettlementRecon,
  VerificationUpload,
  type ListedToken,
  type OrderChange,
  type VerificationDetails,
} from './shapes.ts';
import { statusFrom } from './translate.ts';
import { createTransport, type Call, type Transport, type TransportOptions } from './transport.ts';
import { isAbsence } from './verdict.ts';

export type EximpeClientOptions = Omit<TransportOptions, 'clock' | 'onClockSkew'>;

/**
 * EximPe's API, call by call, in its own field names. Nothing here retries: only the kit's own client does, for calls
 * that only read. Amounts are rupees as decimal strings; ids are opaque. Every call rejects with an
 * {@link EximpeApiError}: `not_sent`, `denied` and `refused` mean for certain that the call had no effect; after `lost`,
 * a call that changes something may have taken effect.
 */
export class EximpeClient {
  readonly #transport: Transport;

  /** @param options credentials and base URL, or a transport to share */
  constructor(options: EximpeClientOptions | { readonly transport: Transport }) {
    this.#transport = 'transport' in options ? options.transport : createTransport({ ...options, clock: systemClock });
  }

  readonly orders = {
    /**
     * POST /pg/orders/ with a body in the documented format.
     *
     * `lost`: **there may be an order, and the card may have been charged.** Look for its `reference_id` with
     * `payments.list` before you try anything else. That includes 408, 409, "reference_id must be unique" (an earlier call
     * of yours did arrive), and any answer from a proxy instead of EximPe.
     * @see https://docs.eximpe.com/api-reference/v2/order/create
     */
    create: (body: Readonly<Record<string, unknown>>): Promise<Created> =>
      this.#enveloped({ method: 'POST', path: '/pg/orders/', body, secrets: cardSecrets(body) }, Created),

    /** GET /pg/orders/{id}/. An unknown order is `refused`, with `httpStatus` 404. */
    get: (orderId: string): Promise<Order> => this.#enveloped(get(`/pg/orders/${encodeURIComponent(orderId)}/`), Order),

    /** GET /pg/orders/{id}/status/. An unknown order is `refused`, with `httpStatus` 404. */
    status: (orderId: string): Promise<Status> =>
      this.#enveloped(get(`/pg/orders/${encodeURIComponent(orderId)}/status/`), Status),

    /**
     * PATCH /pg/orders/{id}/: the buyer's PAN and date of birth, the invoice's number and date; nothing else in an order can
     * be changed. An unknown order is `refused`, with `httpStatus` 404. `lost`: it may have been changed; call it again.
     *
     * A missing invoice number must be added on the day of the payment, in Indian time.
     * @see https://docs.eximpe.com/api-reference/v2/order/update_order
     */
    update: (orderId: string, change: OrderChange): Promise<ChangedOrder> =>
      this.#enveloped(
        { method: 'PATCH', path: `/pg/orders/${encodeURIComponent(orderId)}/`, body: change },
        ChangedOrder,
      ),

    /**
     * POST /pg/orders/{id}/documents/: one invoice or air waybill, a PDF or JPEG file of at most 2 MB. A file that
     * EximPe would refuse is `not_sent`, and the message says why. `lost`: it may have arrived; check `invoice.file` or
     * `air_waybills` of `orders.get` before you send it again.
     *
     * The invoice must be uploaded within 10 days of the payment, an air waybill once the goods are shipped.
     * @see https://docs.eximpe.com/api-reference/v2/order/invoice_upload
     */
    uploadDocument: async (orderId: string, document: DocumentToUpload): Promise<Order> => {
      const rawBody = await documentForm(document);
      const path = `/pg/orders/${encodeURIComponent(orderId)}/documents/`;
      return this.#enveloped({ method: 'POST', path, rawBody }, Order);
    },
  };

  readonly payments = {
    /** GET /pg/payments/{id}/. An unknown payment is `refused`, with `httpStatus` 404. */
    get: (paymentId: string): Promise<Payment> =>
      this.#enveloped(get(`/pg/payments/${encodeURIComponent(paymentId)}/`), Payment),

    /**
     * GET /pg/payments/ with filters as documented: `reference_id`, `order_id`, `status`, `from_created_at` … Check the
     * rows anyway: a filter may have been ignored. `denied`: this account may not list payments.
     */
    list: (filters: Readonly<Record<string, string>> = {}): Promise<PaymentPage> =>
      this.#enveloped(get(`/pg/payments/${query(filters)}`), PaymentPage),

    /**
     * POST /pg/payments/{id}/upload-verification-details/: the papers that `papers.needed` asks for; they also update the
     * order. Send all of them, not only the missing ones. `lost` (also with `httpStatus` 502, when the gateway behind EximPe
     * fails): they may have arrived; send them again.
     *
     * EximPe's sandbox accepts only `buyer_name: 'John'`, `buyer_postal_code: '560034'` and
     * `product_description: 'This is a test product for test purpose.'`.
     * @see https://docs.eximpe.com/api-reference/v2/payment/upload-verification-details
     */
    uploadVerificationDetails: (paymentId: string, details: VerificationDetails): Promise<VerificationUpload> =>
      this.#enveloped(
        {
          method: 'POST',
          path: `/pg/payments/${encodeURIComponent(paymentId)}/upload-verification-details/`,
          body: details,
        },
        VerificationUpload,
      ),
  };

  /** Payouts to you. A payment can be captured and not yet paid out. */
  readonly settlements = {
    /** GET /pg/settlements/ with filters as documented: `from_date`, `to_date` (`YYYY-MM-DD`), `page`, `page_size`. */
    list: async (filters: Readonly<Record<string, string>> = {}): Promise<SettlementPage> =>
      read(await this.#answered(get(`/pg/settlements/${query(filters)}`)), SettlementPage),

    /** GET /pg/settlements/{id}/ (`ST…`), with all its transactions. An unknown one is `refused`, with `httpStatus` 404. */
    get: (settlementId: string): Promise<Settlement> =>
      this.#enveloped(get(`/pg/settlements/${encodeURIComponent(settlementId)}/`), Settlement),

    /**
     * GET /pg/settlements/{id}/recon/: the same transactions, page by page, for settlements with many transactions.
     * @param filters `page`, and `page_size` of at most 1000; 250 by default
     */
    recon: (settlementId: string, filters: Readonly<Record<string, string>> = {}): Promise<SettlementRecon> =>
      this.#enveloped(
        get(`/pg/settlements/${encodeURIComponent(settlementId)}/recon/${query(filters)}`),
        SettlementRecon,
      ),
  };

  readonly tokens = {
    /**
     * POST /pg/tokens/ with `card_number`, integer expiry and `card_type`: the API reference's format, not the guide's.
     * `lost`: the card may have been saved; list the cards before you try again.
     */
    save: (body: Readonly<Record<string, unknown>>): Promise<SavedToken> =>
      this.#enveloped({ method: 'POST', path: '/pg/tokens/', body, secrets: cardSecrets(body) }, SavedToken),

    /** GET /pg/tokens/. An owner without cards has an empty list, even when EximPe answers 404. */
    list: async (identifier: string): Promise<readonly ListedToken[]> => {
      try {
        return await this.#enveloped(get(`/pg/tokens/${query({ identifier })}`), TokenList);
      } catch (error) {
        if (error instanceof EximpeApiError && isAbsence(error)) return [];
        throw error;
      }
    },

    /**
     * POST /pg/tokens/delete/, and DELETE if EximPe refuses that method: the documents name both. A token that is not
     * this owner's is `refused`. `lost`: it may be gone; list the cards, or delete it again.
     */
    delete: async (token: string, identifier: string): Promise<void> => {
      const call = { path: '/pg/tokens/delete/', body: { card_token: token, identifier }, secrets: [token] };
      try {
        await this.#answered({ ...call, method: 'POST' });
      } catch (error) {
        if (!(error instanceof EximpeApiError) || error.httpStatus !== 405) throw error;
        await this.#answered({ ...call, method: 'DELETE' });
      }
    },
  };

  readonly bin = {
    /**
     * POST /pg/bin/. `denied` with `httpStatus` 403 and no `code`: EximPe has not turned lookups on for this account.
     * @param bin exactly 8 digits
     * @param timeoutMs timeout in milliseconds; default: the client's own
     */
    lookUp: (bin: string, timeoutMs?: number): Promise<Bin> =>
      this.#enveloped(
        { method: 'POST', path: '/pg/bin/', body: { bin }, secrets: [bin], timeoutMs, onlyAsks: true },
        Bin,
      ),
  };

  readonly refunds = {
    /**
     * POST /pg/refunds/. `lost`: the refund may have been accepted; check with `refunds.list` before you try again.
     *
     * EximPe refunds payments. For an order, the client first looks up its captured payment. The refund is `refused`
     * when there is none or more than one, and `not_sent` when the order can't be read.
     * @param of a payment's id (`PR…`), or an order's: `OD…`, or `{ orderId }` for any
     * @param amount rupees, two decimals; part of the payment or all of it
     */
    create: async (of: string | { readonly orderId: string }, amount: string): Promise<Refund> => {
      const paymentId = typeof of === 'string' && !/^OD/i.test(of) ? of : await this.#capturedPaymentOf(of);
      const body = { payment_id: paymentId, refund_amount: amount };
      return this.#enveloped({ method: 'POST', path: '/pg/refunds/', body }, Refund);
    },

    /** GET /pg/refunds/{id}/. An unknown refund is `refused`, with `httpStatus` 404. */
    get: (refundId: string): Promise<Refund> =>
      this.#enveloped(get(`/pg/refunds/${encodeURIComponent(refundId)}/`), Refund),

    /** GET /pg/refunds/ with filters as documented: `payment_id`, `reference_id`, `from_date`, `to_date`. */
    list: async (filters: Readonly<Record<string, string>> = {}): Promise<RefundPage> =>
      read(await this.#answered(get(`/pg/refunds/${query(filters)}`)), RefundPage),
  };

  /** Closes the connections. */
  close(): Promise<void> {
    return this.#transport.close();
  }

  async #capturedPaymentOf(of: string | { readonly orderId: string }): Promise<string> {
    const orderId = typeof of === 'string' ? of : of.orderId;
    const { payments } = await this.orders.get(orderId).catch((error: unknown) => {
      if (!(error instanceof EximpeApiError) || error.kind !== 'lost') throw error;
      throw new EximpeApiError('not_sent', `the order to refund could not be read: ${error.message}`);
    });
    const captured = (payments ?? []).filter(({ status }) => statusFrom(status) === 'successful');
    const [paymentId, ...others] = captured.flatMap(({ payment_id: id }) => id ?? []);
    if (paymentId === undefined) {
      const found = (payments ?? []).map(({ payment_id: id, status }) => `${id ?? '?'} ${status}`).join(', ');
      throw new EximpeApiError('refused', `order ${orderId} has no captured payment to refund (${found || 'none'})`);
    }
    if (others.length === 0) return paymentId;
    const found = [paymentId, ...others].join(', ');
    throw new EximpeApiError('refused', `order ${orderId} has several captured payments (${found}): name one`);
  }

  async #enveloped<Schema extends z.ZodType>(call: Call, schema: Schema): Promise<z.infer<Schema>> {
    const { data } = read(await this.#answered(call), Envelope);
    return read(data, schema);
  }

  async #answered(call: Call): Promise<unknown> {
    const verdict = await this.#transport.call(call);
    if (verdict.kind === 'answered') return verdict.body;
    throw new EximpeApiError(verdict.kind, verdict.detail, verdict);
  }
}

const get = (path: string): Call => ({ method: 'GET', path });

const query = (parameters: Readonly<Record<string, string>>): string => {
  const text = new URLSearchParams(parameters).toString();
  return text === '' ? '' : `?${text}`;
};

/** Throws `lost` for an answer that can't be read: EximPe did what it was asked. */
function read<Schema extends z.ZodType>(body: unknown, schema: Schema): z.infer<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const place = parsed.error.issues[0]?.path.join('.') || 'the whole answer';
  throw new EximpeApiError('lost', `the answer does not have the documented format: ${place}`);
}

const SECRET_FIELDS = ['number', 'card_number', 'cvv', 'token'];

/** The values of the body that must not appear in an error's text. */
function cardSecrets(body: Readonly<Record<string, unknown>>): string[] {
  const { card_details: nested } = body as { card_details?: Record<string, unknown> };
  return [body, nested ?? {}].flatMap((record) =>
    SECRET_FIELDS.map((name) => record[name]).filter((value): value is string => typeof value === 'string'),
  );
}
