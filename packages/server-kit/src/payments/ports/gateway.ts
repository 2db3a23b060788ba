// What the kit asks of a payment gateway, in our words. No verb throws for what the gateway or the network does.
import type { Mop, Network, ProblemCode } from '@eximpe/contract';
import type { StatusReport } from '../attempt/status-report.ts';
import type { CheckedCheckout } from '../checkout.ts';

/** A card that was typed, or one that the gateway saved. */
export type PayingCard =
  | ({ readonly kind: 'new'; /** Save it once it was paid with. */ readonly save: boolean } & CardToCharge)
  | { readonly kind: 'saved'; readonly token: string; /** Where the shop asks for it. */ readonly cvc: string | null };

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
 * - `lost`: anything else. There may be an order; ask by reference before anything is tried again.
 */
export type ChargeOutcome =
  | { readonly kind: 'accepted'; readonly orderId: string; readonly template: string | null }
  | {
      readonly kind: 'refused';
      readonly problem: ProblemCode;
      /** Refused fields, where the gateway names them: the form's names (`card.number`), the checkout's (`invoice.number`). */
      readonly fields: readonly string[];
      readonly detail: string;
      /** The gateway has an order under this invoice number that has not failed: one that this kit does not remember. */
      readonly invoiceTaken?: boolean;
    }
  | { readonly kind: 'lost'; readonly detail: string };

export type { StatusReport };

/**
 * No answer to what was asked.
 * - `denied`: the gateway does not accept our credentials or account. `unknown`: no intelligible answer.
 */
export interface NoAnswer {
  readonly kind: 'denied' | 'unknown';
  readonly detail: string;
  /** True when nothing answers at the gateway's address, which `detail` names. */
  readonly notSent?: boolean;
}

/** `known`: the gateway reports. `absent`: it answered, and knows no such payment. */
export type StatusAnswer =
  | { readonly kind: 'known'; readonly report: StatusReport }
  | { readonly kind: 'absent' }
  | NoAnswer;

/** `unavailable`: this account may not look BINs up. Fields are null where the data is silent. */
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

/** What the gateway judged and will refuse again. */
export interface Refusal {
  readonly kind: 'refused';
  readonly detail: string;
}

/**
 * How far a refund is: `requested`: taken, and not done. `failed`: it came to nothing. `word` is the gateway's own, in lower
 * case.
 */
export interface RefundReport {
  readonly kind: 'known';
  readonly refundId: string;
  readonly state: 'requested' | 'refunded' | 'failed';
  readonly word: string;
}

/** `unknown`: it may have been taken; ask again before trying again. */
export type RefundOutcome = RefundReport | Refusal | NoAnswer;

/** `complete`: false where the gateway has more than it listed. */
export type CapturedAnswer =
  | { readonly kind: 'known'; readonly reports: readonly StatusReport[]; readonly complete: boolean }
  | NoAnswer;

/** Which papers the gateway has of an order. */
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

/** The gateway, for whichever merchant of the account. */
export interface Gateway {
  /** @param merchantId a sub-merchant of a PSP account, named on every call; null for the account's own */
  of(merchantId: string | null): MerchantGateway;
  close(): Promise<void>;
}

export interface MerchantGateway {
  /** At most one request leaves; it is never repeated. */
  charge(charge: Charge): Promise<ChargeOutcome>;
  ask(orderId: string): Promise<StatusAnswer>;
  /** All that the gateway says of an order: what was taken, under which payment, for which invoice. */
  describe(orderId: string): Promise<StatusAnswer>;
  askByReference(referenceId: string): Promise<StatusAnswer>;
  /** Every captured payment that was made since then. */
  listCaptured(fromMs: number): Promise<CapturedAnswer>;
  /** @param bin the first 8 digits of a PAN */
  lookUpBin(bin: string): Promise<BinAnswer>;
  /** Gives `amount` (rupees, two places) of a payment back; when a refund of it exists already, that one is the answer. */
  refund(paymentId: string, amount: string): Promise<RefundOutcome>;
  askRefund(refundId: string): Promise<RefundReport | NoAnswer>;
  papersOf(orderId: string): Promise<PapersAnswer>;
  /** @param customer owner, in the merchant's words */
  listCards(customer: string): Promise<CardsAnswer>;
  saveCard(customer: string, card: Omit<CardToCharge, 'cvc'>, network: Network, mop: Mop): Promise<Done>;
  deleteCard(customer: string, token: string): Promise<Done>;
}
