// What the gateway stores about an order, its payment and its challenge. It holds no card number and no security code.
import type { Timer } from '../clock.ts';
import type { Course, ScenarioName } from '../scenarios.ts';
import type { Dispute } from './dispute.ts';

export type ApiVersion = '1.0.0' | '2.0.0' | '3.0.0';
export type OrderStatus = 'payment_pending' | 'payment_successful' | 'failed';
export type PaymentStatus = 'pending' | 'captured' | 'failed';

export interface Address {
  readonly line_1?: string | undefined;
  readonly line_2?: string | undefined;
  readonly city?: string | undefined;
  readonly state?: string | undefined;
  readonly postal_code: string;
}

export interface Buyer {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly address: Address;
  readonly pan_number?: string | undefined;
  readonly dob?: string | undefined;
}

export interface Product {
  readonly name: string;
  readonly type_of_goods: string;
  readonly description?: string | undefined;
  readonly hs_code?: string | undefined;
  readonly hs_code_description?: string | undefined;
}

export interface Invoice {
  readonly number: string;
  readonly date?: string | undefined;
  /** Where the uploaded file would be; the simulator keeps no files. */
  readonly file?: string | undefined;
}

export interface AirWaybill {
  readonly number: string;
  readonly file: string;
}

/** The state of a captured payment's papers; `not_needed`: none is missing. */
export type Verification = 'not_needed' | 'action_required' | 'in_review' | 'verified';

/** A card as it may be shown. */
export interface CardFace {
  readonly network: string;
  readonly cardType: 'credit_card' | 'debit_card';
  /** `XXXXXXXXXXXX0003`. */
  readonly mask: string;
  readonly holder: string;
  readonly issuer: string | null;
  readonly domestic: boolean;
}

/** A card to save after it has paid. */
export interface CardToSave {
  readonly face: CardFace;
  readonly identifier: string;
  readonly nickname: string;
  readonly expiryMonth: number;
  readonly expiryYear: number;
  readonly scenario: ScenarioName | undefined;
}

export interface Challenge {
  /** Names the challenge on its way through aggregator and bank. */
  readonly md: string;
  readonly paReq: string;
  /** First part of the aggregator's paths. */
  readonly merchantHash: string;
  /** What the bank's page asks for now. */
  asks: 'otp' | 'app' | 'passkey';
  askedApp: boolean;
  /** The shopper has approved in the bank's app. */
  isApproved: boolean;
  state: 'waiting' | 'finished';
  wrongOtps: number;
  otpsSent: number;
  /** Ends the payment when the shopper stays away. */
  expiry: Timer | null;
}

export interface Payment {
  readonly id: string;
  readonly createdAtMs: number;
  status: PaymentStatus;
  statusMessage: string | null;
  completedAtMs: number | null;
  bankRefNum: string | null;
  settlement: Settlement | null;
}

export interface Settlement {
  readonly id: string;
  /** A second id, shown only when a single payment is read. */
  readonly uid: string;
  readonly utr: string;
  readonly doneAtMs: number;
}

export interface Order {
  readonly id: string;
  readonly clientId: string;
  readonly merchantId: string | undefined;
  readonly apiVersion: ApiVersion;
  readonly referenceId: string;
  /** Rupees with two decimals. */
  readonly amount: string;
  readonly currency: string;
  readonly mopType: string | null;
  readonly collectionMode: 's2s' | 'hosted_payment';
  readonly returnUrl: string | null;
  readonly sessionId: string | null;
  readonly card: CardFace | null;
  readonly cardToSave: CardToSave | null;
  readonly scenario: string;
  readonly course: Course;
  readonly challenge: Challenge | null;
  readonly payment: Payment;
  readonly createdAtMs: number;
  buyer: Buyer;
  product: Product;
  invoice: Invoice | null;
  airWaybills: readonly AirWaybill[];
  verification: Verification;
  dispute: Dispute | null;
  updatedAtMs: number;
  status: OrderStatus;
  statusMessage: string | null;
  cancelled: boolean;
  /** The guide's category of a failure. */
  category: string | null;
  /** `authorised`: the bank has decided, and the outcome is on its way; `decided`: the outcome has arrived, and no second one is accepted. */
  progress: 'open' | 'authorised' | 'decided';
}
