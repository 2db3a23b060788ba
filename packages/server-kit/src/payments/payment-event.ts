// Telemetry: the events that a merchant can watch, count and alert on. Each is told at most once, and may get lost. They never hold card data.
import type { AttemptId, PaymentStatus, ProblemCode, Refusal } from '@eximpe/contract';
import type { Attempt, RefundState, ReportSource } from './attempt/attempt.ts';
import type { GatewayNotice } from './gateway-notice.ts';
import { labelsOf, type PaymentLabels } from './payment-labels.ts';

/** Which payment an event or log line is about. */
interface About extends PaymentLabels {
  readonly attempt: AttemptId;
  readonly checkout: string;
  readonly orderId: string | null;
}

export type PaymentEvent =
  | GatewayNotice
  /** A request to pay is accepted, and its charge is about to leave. */
  | ({ readonly type: 'attempt.started' } & About)
  /** EximPe certainly made no order of this attempt; `problem` says why. */
  | ({ readonly type: 'attempt.refused'; readonly problem: ProblemCode } & About)
  /** The charge call got no intelligible answer; the kit is finding out. */
  | ({ readonly type: 'attempt.lost' } & About)
  /** The shopper is on the way to the bank’s page. */
  | ({ readonly type: 'challenge.started' } & About)
  /** A rule refused the page that EximPe sent for the bank; `reason` names the rule. */
  | ({ readonly type: 'challenge.refused'; readonly reason: Refusal } & About)
  /** The shopper is back from the bank. That says nothing about the outcome. */
  | ({ readonly type: 'challenge.returned' } & About)
  /** The shopper cancelled, or another card took this one’s place, while EximPe still calls it pending. A capture still counts. */
  | ({ readonly type: 'attempt.cancelled'; readonly problem: ProblemCode } & About)
  /** EximPe has decided the payment: captured, or failed and confirmed. */
  | ({
      readonly type: 'payment.decided';
      readonly status: Exclude<PaymentStatus, 'pending'>;
      /** EximPe had called it failed before. */
      readonly afterFailure: boolean;
      readonly problem: ProblemCode | null;
      readonly by: ReportSource;
      /** Milliseconds from the attempt's start. */
      readonly afterMs: number;
    } & About)
  /** EximPe does not say whether this charge was made: look for `referenceId` in its dashboard. Told once. */
  | ({ readonly type: 'payment.needs_attention'; readonly referenceId: string } & About)
  /** A second attempt of a checkout was captured; `paidBy` is the first. */
  | ({ readonly type: 'payment.second_capture'; readonly paidBy: AttemptId } & About)
  /** The state of a second capture's refund. */
  | ({ readonly type: 'payment.refund'; readonly refund: RefundState; readonly refundId: string | null } & About)
  /** A shopper asked for their card to be saved; `attempt` is null when nothing was paid. */
  | {
      readonly type: 'card.save_consented';
      readonly attempt: AttemptId | null;
      readonly customer: string;
      /** Version, language and SHA-256 (hexadecimal) of the text that they agreed to. */
      readonly textVersion: string;
      readonly locale: string;
      readonly textHash: string;
      /** When, ISO 8601. */
      readonly at: string;
      /** The shopper's IP address. */
      readonly ipAddress: string;
    }
  /** A velocity limit stopped someone: watch for carding. */
  | { readonly type: 'limit.reached'; readonly limit: string }
  /** Banks declined over 80 % of at least 20 payments within ten minutes. `merchant`: the sub-merchant; null when there are none. */
  | {
      readonly type: 'decline_rate.high';
      readonly declined: number;
      readonly decided: number;
      readonly merchant: string | null;
    }
  /**
   * A browser reports that the policy of the checkout page blocked something (`createPageGuard`). Anybody can send
   * such a report: it is a reason to look at the page, but no proof.
   */
  | {
      readonly type: 'page.blocked';
      /** Which rule: `script-src-elem` for a script, `connect-src` for a request, … `other` for an unknown one. */
      readonly directive: string;
      /** What it blocked: only the site (`evil.example`), `unnamed` for an IP address, a scheme (`data`, `chrome-extension`) or a word (`inline`, `eval`). */
      readonly blocked: string;
      /** Which script did it, in the same form; null when the browser does not say. */
      readonly by: string | null;
      /** Which page, in the same form. */
      readonly page: string | null;
      /** False when the policy only reports. */
      readonly enforced: boolean;
    }
  /** EximPe could not be reached, was not understood, or refuses the credentials or the account. */
  | ({
      readonly type: 'gateway.error';
      readonly verb: 'charge' | 'status' | 'bin' | 'cards' | 'refund';
      readonly detail: string;
    } & Partial<About>)
  /** EximPe left several calls in a row without an answer: until `gateway.up`, the kit refuses payments at once. Told once per process. */
  | { readonly type: 'gateway.down'; readonly detail: string }
  /** EximPe answers again. */
  | { readonly type: 'gateway.up' };

export const about = (attempt: Attempt): About => ({
  attempt: attempt.id,
  checkout: attempt.checkout,
  orderId: attempt.orderId,
  ...labelsOf(attempt),
});
