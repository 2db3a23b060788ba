// A typed client of EximPe's payment API, usable on its own: one promise per documented call, EximpeApiError otherwise.
import { z } from 'zod';
import { systemClock } from '../clock.ts';
import { EximpeApiError } from './api-error.ts';
import {
  Bin,
  Created,
  ListedToken,
  Order,
  Payment,
  PaymentPage,
  Refund,
  RefundPage,
  SavedToken,
  Status,
} from './api-shapes.ts';
import { createTransport, type Call, type Reply, type Transport, type TransportOptions } from './transport.ts';

export type EximpeClientOptions = Omit<TransportOptions, 'clock' | 'onClockSkew'>;

const Empty = z.unknown();

/** Nothing here retries. Amounts are rupees as decimal strings; ids are opaque. */
export class EximpeClient {
  readonly #transport: Transport;

  /** @param options credentials and address, or a transport to share */
  constructor(options: EximpeClientOptions | { readonly transport: Transport }) {
    this.#transport = 'transport' in options ? options.transport : createTransport({ ...options, clock: systemClock });
  }

  readonly orders = {
    /** POST /pg/orders/ with a body of the documented form. A `lost` error may hide an order: look by reference. */
    create: (body: Readonly<Record<string, unknown>>): Promise<Created> =>
      this.#enveloped({ method: 'POST', path: '/pg/orders/', body, secrets: cardSecrets(body) }, Created),
    get: (orderId: string): Promise<Order> => this.#enveloped(get(`/pg/orders/${encodeURIComponent(orderId)}/`), Order),
    status: (orderId: string): Promise<Status> =>
      this.#enveloped(get(`/pg/orders/${encodeURIComponent(orderId)}/status/`), Status),
  };

  readonly payments = {
    get: (paymentId: string): Promise<Payment> =>
      this.#enveloped(get(`/pg/payments/${encodeURIComponent(paymentId)}/`), Payment),
    /** Filters as documented: `reference_id`, `order_id`, `status`, `from_created_at` … */
    list: (filters: Readonly<Record<string, string>> = {}): Promise<PaymentPage> =>
      this.#enveloped(get(`/pg/payments/${query(filters)}`), PaymentPage),
  };

  readonly tokens = {
    /** POST /pg/tokens/ with `card_number`, integer expiry and `card_type`: the API reference's form, not the guide's. */
    save: (body: Readonly<Record<string, unknown>>): Promise<SavedToken> =>
      this.#enveloped({ method: 'POST', path: '/pg/tokens/', body, secrets: cardSecrets(body) }, SavedToken),
    /** An owner without cards has an empty list, also where EximPe answers 404. */
    list: async (identifier: string): Promise<readonly ListedToken[]> => {
      try {
        return await this.#enveloped(get(`/pg/tokens/${query({ identifier })}`), z.array(ListedToken));
      } catch (error) {
        if (error instanceof EximpeApiError && error.httpStatus === 404) return [];
        throw error;
      }
    },
    /** POST, and DELETE where that method is refused: the documents say both. */
    delete: async (token: string, identifier: string): Promise<void> => {
      const call = { path: '/pg/tokens/delete/', body: { card_token: token, identifier }, secrets: [token] };
      try {
        await this.#enveloped({ ...call, method: 'POST' }, Empty);
      } catch (error) {
        if (!(error instanceof EximpeApiError) || error.httpStatus !== 405) throw error;
        await this.#enveloped({ ...call, method: 'DELETE' }, Empty);
      }
    },
  };

  readonly bin = {
    /** @param bin exactly 8 digits */
    lookUp: (bin: string): Promise<Bin> =>
      this.#enveloped({ method: 'POST', path: '/pg/bin/', body: { bin }, secrets: [bin] }, Bin),
  };

  readonly refunds = {
    /** @param amount rupees, two decimals; part of the payment or all of it */
    create: (paymentId: string, amount: string): Promise<Refund> =>
      this.#enveloped(
        { method: 'POST', path: '/pg/refunds/', body: { payment_id: paymentId, refund_amount: amount } },
        Refund,
      ),
    get: (refundId: string): Promise<Refund> =>
      this.#enveloped(get(`/pg/refunds/${encodeURIComponent(refundId)}/`), Refund),
    list: (filters: Readonly<Record<string, string>> = {}): Promise<RefundPage> =>
      this.#bare(get(`/pg/refunds/${query(filters)}`), RefundPage),
  };

  /** Closes the connections. */
  close(): Promise<void> {
    return this.#transport.close();
  }

  async #enveloped<Schema extends z.ZodType>(call: Call, schema: Schema): Promise<z.infer<Schema>> {
    const { data } = await this.#bare(call, z.object({ data: z.unknown() }));
    const parsed = schema.safeParse(data);
    if (!parsed.success) throw new EximpeApiError('lost', 'the answer was not of the documented form');
    return parsed.data;
  }

  async #bare<Schema extends z.ZodType>(call: Call, schema: Schema): Promise<z.infer<Schema>> {
    const reply = await this.#transport.call(call);
    if (reply.kind !== 'answered') throw errorOf(reply);
    const parsed = schema.safeParse(reply.body);
    if (!parsed.success) throw new EximpeApiError('lost', 'the answer was not of the documented form');
    return parsed.data;
  }
}

const get = (path: string): Call => ({ method: 'GET', path });

const query = (parameters: Readonly<Record<string, string>>): string => {
  const text = new URLSearchParams(parameters).toString();
  return text === '' ? '' : `?${text}`;
};

function errorOf(reply: Exclude<Reply, { kind: 'answered' }>): EximpeApiError {
  if (reply.kind !== 'rejected') return new EximpeApiError(reply.kind, reply.detail);
  const { httpStatus, error } = reply;
  const words = [`HTTP ${httpStatus}`, error?.code, error?.message].filter(Boolean).join(' · ');
  // An error on EximPe's side, or on the way there, says nothing about what came of the call.
  const kind = httpStatus >= 500 ? 'lost' : 'refused';
  return new EximpeApiError(kind, words, { httpStatus, code: error?.code ?? null, fields: error?.fields ?? [] });
}

const SECRET_FIELDS = ['number', 'card_number', 'cvv', 'token'];

/** Whatever of the body must not come back in an error's words. */
function cardSecrets(body: Readonly<Record<string, unknown>>): string[] {
  const { card_details: nested } = body as { card_details?: Record<string, unknown> };
  return [body, nested ?? {}].flatMap((record) =>
    SECRET_FIELDS.map((name) => record[name]).filter((value): value is string => typeof value === 'string'),
  );
}
