// What the kit needs from a payment gateway, in our words. No verb throws because of the gateway or the network.
import type { Mop, Network, ProblemCode } from '@eximpe/contract';
import type { StatusReport } from '../attempt/status-report.ts';
import type { CheckedCheckout } from '../checkout.ts';

/** A card that was typed, or one that the gateway saved. */
export type PayingCard =
  | ({ readonly kind: 'new'; /** Save it after it has paid. */ readonly save: boolean } & CardToCharge)
  | {
      readonly kind: 'saved';
      readonly token: string;
      /** Set when the shop asks for it. */ readonly cvc: string | null;
    };

export interface CardToCharge {
  /** PAN, digits only. */
  readonly number: string;
  readonly expiryMonth: string;
  readonly expiryYear: string;
  /** Undefined for a card that has none. */
  readonly cvc: string | undefined;
  readonly holderName: string;
}

/** The shopper's device, from the request itself. */
export interface Shopper {
  readonly ipAddress: string;
  readonly userAgent: string;
}

export interface Charge {
  readonly referenceId: string;
  readonly returnUrl: string;
  readonly checkout: CheckedCheckout;
  readonly customer: string;
  readonly network: Network;
  readonly mop: Mop;
  readonly card: PayingCard;
  readonly shopper: Shopper;
}

/**
 * - `accepted`: there is an order. `template` is the bank's page, Base64, when a challenge is needed.
 * - `refused`: it is certain that there is no order.
 * - `lost`: anything else. There may be an order; ask by reference before you try anything again.
 */
export type ChargeOutcome =
  | { readonly kind: 'accepted'; readonly orderId: string; readonly template: string | null }
  | {
      readonly kind: 'refused';
      readonly problem: ProblemCode;
      /** Refused fields, if the gateway names them: by the form's names (`card.number`) or the checkout's (`invoice.number`). */
      readonly fields: readonly string[];
      readonly detail: string;
      /** The gateway has an order under this invoice number that has not failed: the kit does not know that order. */
      readonly invoiceTaken?: boolean;
    }
  | { readonly kind: 'lost'; readonly detail: string };

export type { StatusReport };

/**
 * No answer to the question.
 * - `denied`: the gateway does not accept our credentials or account. `unknown`: no intelligible answer.
 */
export interface NoAnswer {
  readonly kind: 'denied' | 'unknown';
  readonly detail: string;
  /** True when nothing answers at the gateway's address, which `detail` names. */
  readonly notSent?: boolean;
}

/** `known`: the gateway reports. `absent`: it answered, but knows no such payment. */
export type StatusAnswer =
  | { readonly kind: 'known'; readonly report: StatusReport }
  | { readonly kind: 'absent' }
  | NoAnswer;

/** `unavailable`: this account may not look up BINs. A field is null when the data does not have it. */
export type BinAnswer =
  | {
      readonly kind: 'known';
      readonly mop: Mop | null;
      readonly network: Network | null;
      readonly bank: string | null;
      readonly domestic: boolean | null;
    }
  | { readonly kind: 'unavailable' }
  | NoAnswer;

/** The gateway refused the request, and will refuse it again. */
export interface Refusal {
  readonly kind: 'refused';
  readonly detail: string;
}

/**
 * The state of a refund. `requested`: the gateway has taken it, but not done it yet. `failed`: it was not made.
 * `word` is the gateway's own word, in lower case.
 */
export interface RefundReport {
  readonly kind: 'known';
  readonly refundId: string;
  readonly state: 'requested' | 'refunded' | 'failed';
  readonly word: string;
}

/** `unknown`: the gateway may have taken it; ask before you try again. */
export type RefundOutcome = RefundReport | Refusal | NoAnswer;

/** `complete`: false when the gateway has more than it listed. */
export type CapturedAnswer =
  | { readonly kind: 'known'; readonly reports: readonly StatusReport[]; readonly complete: boolean }
  | NoAnswer;

/** Which papers of an order the gateway has. */
export type PapersAnswer = { readonly kind: 'known'; readonly hasInvoiceFile: boolean } | NoAnswer;

/** A card that the gateway saved; `token` never leaves the server. */
export interface SavedCard {
  readonly token: string;
  readonly network: Network;
  readonly mop: Mop;
  readonly last4: string;
  readonly expiryMonth: string;
  readonly expiryYear: string;
  readonly nickname: string | null;
}
export type CardsAnswer = { readonly kind: 'known'; readonly cards: readonly SavedCard[] } | NoAnswer;
export type Done = { readonly kind: 'done' } | Refusal | NoAnswer;

/** The gateway, for any merchant of the account. */
export interface Gateway {
  /** @param merchantId a sub-merchant of a PSP account, named on every call; null for the account's own */
  of(merchantId: string | null): MerchantGateway;
  close(): Promise<void>;
}

export interface MerchantGateway {
  /** At most one request leaves; it is never repeated. */
  charge(charge: Charge): Promise<ChargeOutcome>;
  ask(orderId: string): Promise<StatusAnswer>;
  /** Everything that the gateway says about an order: what was captured, by which payment, for which invoice. */
  describe(orderId: string): Promise<StatusAnswer>;
  askByReference(referenceId: string): Promise<StatusAnswer>;
  /** Every captured payment that was made at or after `fromMs` (epoch milliseconds). */
  listCaptured(fromMs: number): Promise<CapturedAnswer>;
  /** @param bin the first 8 digits of a PAN */
  lookUpBin(bin: string): Promise<BinAnswer>;
  /** Refunds `amount` (rupees, two places) of a payment; when such a refund exists already, resolves with that one. */
  refund(paymentId: string, amount: string): Promise<RefundOutcome>;
  askRefund(refundId: string): Promise<RefundReport | NoAnswer>;
  papersOf(orderId: string): Promise<PapersAnswer>;
  /** @param customer owner, in the merchant's words */
  listCards(customer: string): Promise<CardsAnswer>;
  saveCard(customer: string, card: Omit<CardToCharge, 'cvc'>, network: Network, mop: Mop): Promise<Done>;
  deleteCard(customer: string, token: string): Promise<Done>;
}
