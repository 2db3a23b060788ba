// A request to pay, as the use case gets it, and its result.
import type { AttemptId, InitiateRequest, LaunchId } from '@eximpe/contract';
import type { Attempt } from '../attempt/attempt.ts';
import type { CardPolicy } from '../cards/card-to-pay-with.ts';
import type { CheckedCheckout } from '../checkout.ts';
import type { Shopper } from '../ports/gateway.ts';

export interface Initiation {
  readonly attempt: AttemptId;
  readonly request: InitiateRequest;
  readonly shopper: Shopper;
  /** The adapter of the kit that took this request, `node` or `fetch`; for logs, events and metrics. */
  readonly adapter?: string | undefined;
  /** Whether the client has gone. */
  isGone(): boolean;
  /** When the request came, by `performance.now()`. */
  readonly arrivedAt: number;
  /** Where EximPe sends the shopper back to. */
  readonly returnUrl: string;
  /** The merchant's hook, for this request; undefined when the shop knows no such checkout. */
  resolveCheckout(): Promise<CheckedCheckout | undefined>;
  /** The shopper as the shop's server knows them; undefined for a guest. Not called for repeats. */
  identifyCustomer(): Promise<string | undefined>;
  /** Keyed hash of the shopper's address, by which limits count. */
  readonly addressHash: string;
  /** Throws when there are too many requests, including repeats. */
  admitRequest(): Promise<void>;
  /** Throws when a velocity limit is reached. Called once, and not for repeats. */
  admit(payer: {
    readonly checkout: string;
    readonly customer: string;
    /** Null for a saved card. */
    readonly cardHash: string | null;
    readonly addressHash: string;
    readonly merchantId: string | null;
  }): Promise<void>;
}

/** An attempt whose charge call was answered, refused or lost. */
export interface Initiated {
  readonly attempt: Attempt;
  /** A ticket to the bank's page, if one was made with the answer. */
  readonly launch?: LaunchId | undefined;
}

export interface InitiationPolicy extends CardPolicy {
  /** How long a charge call can take at most; the process of an older record has died. */
  readonly chargeTimeoutMs: number;
  /** For how long the form waits for the answer: a charge that has not left by then never leaves. */
  readonly formWaitsMs: number;
}
