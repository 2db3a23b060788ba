// What the widget can ask of the server-kit, and what a reply can be.
import type {
  AttemptId,
  CheckoutAnswer,
  InitiateRequest,
  PaymentAnswer,
  PaymentHandle,
  Problem,
} from '@eximpe/contract';

/**
 * - `answer`: the server's answer.
 * - `refused`: the server understood and said no; this request changed nothing and charged nothing.
 * - `lost`: no answer came, or none that can be believed. Nobody knows what the request did.
 */
export type Reply<Value> =
  | { readonly kind: 'answer'; readonly value: Value }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'lost'; readonly problem: Problem };

/** Never throws and never rejects. Every request may be repeated safely: the attempt id tells the server that an `initiate` is the same one. */
export interface PaymentApi {
  checkout(): Promise<Reply<CheckoutAnswer>>;
  /** The only request that carries the card. It is sent once, and no redirect is followed. */
  initiate(attempt: AttemptId, request: InitiateRequest): Promise<Reply<PaymentAnswer>>;
  /** `held`: the server may hold back the answer for some seconds, until there is news. */
  payment(handle: PaymentHandle, held: boolean, stop?: AbortSignal): Promise<Reply<PaymentAnswer>>;
  attempt(attempt: AttemptId, stop?: AbortSignal): Promise<Reply<PaymentAnswer>>;
  launch(handle: PaymentHandle): Promise<Reply<PaymentAnswer>>;
  cancel(handle: PaymentHandle): Promise<Reply<PaymentAnswer>>;
}
