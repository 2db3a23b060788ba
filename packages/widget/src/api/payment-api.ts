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
 * - `answer`: the server's word.
 * - `refused`: the server understood and said no; this request changed nothing and charged nothing.
 * - `lost`: no answer came, or none that can be believed. What the request did is not known.
 */
export type Reply<Value> =
  | { readonly kind: 'answer'; readonly value: Value }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'lost'; readonly problem: Problem };

/** Never throws and never rejects. Asking twice is safe everywhere: `initiate` is told apart by its attempt id. */
export interface PaymentApi {
  checkout(): Promise<Reply<CheckoutAnswer>>;
  /** The one request that carries the card. Sent once, followed nowhere. */
  initiate(attempt: AttemptId, request: InitiateRequest): Promise<Reply<PaymentAnswer>>;
  /** `held`: the server may keep the answer back for some seconds, until there is news. */
  payment(handle: PaymentHandle, held: boolean, stop?: AbortSignal): Promise<Reply<PaymentAnswer>>;
  attempt(attempt: AttemptId, stop?: AbortSignal): Promise<Reply<PaymentAnswer>>;
  launch(handle: PaymentHandle): Promise<Reply<PaymentAnswer>>;
  cancel(handle: PaymentHandle): Promise<Reply<PaymentAnswer>>;
}
