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
  /** A payment request was accepted, and its charge is about to be sent. */
  | ({ readonly type: 'attempt.started' } & About)
  /** It is certain that EximPe made no order for this attempt; `problem` says why. */
  | ({ readonly type: 'attempt.refused'; readonly problem: ProblemCode } & About)
  /** The charge call got no usable answer; the kit is finding out what happened. */
  | ({ readonly type: 'attempt.lost' } & About)
  /** The shopper is on the way to the bank’s page. */
  | ({ readonly type: 'challenge.started' } & About)
  /** A rule refused the bank page that EximPe sent; `reason` names the rule. */
  | ({ readonly type: 'challenge.refused'; readonly reason: Refusal } & About)
  /** The shopper is back from the bank. That says nothing about the outcome. */
  | ({ readonly type: 'challenge.returned' } & About)
  /** The shopper cancelled, or another card replaced this one, while EximPe still reports it as pending. A capture still counts. */
  | ({ readonly type: 'attempt.cancelled'; readonly problem: ProblemCode } & About)
  /** EximPe has decided the payment: captured, or failed and confirmed. */
  | ({
      readonly type: 'payment.decided';
      readonly status: Exclude<PaymentStatus, 'pending'>;
      /** EximPe had reported it as failed before. */
      readonly afterFailure: boolean;
      readonly problem: ProblemCode | null;
      readonly by: ReportSource;
      /** Milliseconds from the attempt's start. */
      readonly afterMs: number;
    } & About)
  /** EximPe does not say whether this charge was made: look for `referenceId` in its dashboard. Sent once. */
  | ({ readonly type: 'payment.needs_attention'; readonly referenceId: string } & About)
  /** A second attempt for a checkout was captured; `paidBy` is the first. */
  | ({ readonly type: 'payment.second_capture'; readonly paidBy: AttemptId } & About)
  /** The state of a second capture's refund. */
  | ({ readonly type: 'payment.refund'; readonly refund: RefundState; readonly refundId: string | null } & About)
  /** A shopper asked to save their card; `attempt` is null when nothing was paid. */
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
  /** A velocity limit was reached: watch for carding. */
  | { readonly type: 'limit.reached'; readonly limit: string }
  /** Banks declined over 80 % of at least 20 payments within ten minutes. `merchant`: the sub-merchant; null when there are none. */
  | {
      readonly type: 'decline_rate.high';
      readonly declined: number;
      readonly decided: number;
      readonly merchant: string | null;
    }
  /**
   * A browser reported that the checkout page's policy blocked something (`createPageGuard`). Anybody can send such a
   * report: it is a reason to look at the page, but not proof.
   */
  | {
      readonly type: 'page.blocked';
      /** Which rule: `script-src-elem` for a script, `connect-src` for a request, … `other` for an unknown one. */
      readonly directive: string;
      /** What it blocked: only the site (`evil.example`), `unnamed` for an IP address, a scheme (`data`, `chrome-extension`) or a word (`inline`, `eval`). */
      readonly blocked: string;
      /** Which script caused it, in the same form; null when the browser does not say. */
      readonly by: string | null;
      /** Which page, in the same form. */
      readonly page: string | null;
      /** False when the policy only reports. */
      readonly enforced: boolean;
    }
  /** EximPe could not be reached, gave an answer that the kit can't read, or refused the credentials or the account. */
  | ({
      readonly type: 'gateway.error';
      readonly verb: 'charge' | 'status' | 'bin' | 'cards' | 'refund';
      readonly detail: string;
    } & Partial<About>)
  /** EximPe did not answer several calls in a row: until `gateway.up`, the kit refuses payments immediately. Sent once per outage by each process. */
  | { readonly type: 'gateway.down'; readonly detail: string }
  /** EximPe answers again. */
  | { readonly type: 'gateway.up' };

export const about = (attempt: Attempt): About => ({
  attempt: attempt.id,
  checkout: attempt.checkout,
  orderId: attempt.orderId,
  ...labelsOf(attempt),
});
