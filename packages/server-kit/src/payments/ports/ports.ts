// What the use cases get: the outside world, as small interfaces.
import type { Clock } from '../../clock.ts';
import type { Gateway } from './gateway.ts';
import type { Keys } from '../../keys.ts';
import type { Log } from '../../log.ts';
import type { AccountStore } from './store.ts';
import type { Attempt } from '../attempt/attempt.ts';
import type { Attention } from '../outbox/attention.ts';
import type { FailedPayment, PaidPayment } from '../outbox/payment.ts';
import type { PaymentEvent } from '../payment-event.ts';

/** The merchant's hooks; when one throws, the kit tries again later. */
export interface Hooks {
  /** Without it, the kit delivers no messages at all: they wait for a process that has it. */
  readonly onPaid: ((payment: PaidPayment) => void | Promise<void>) | undefined;
  readonly onFailed: ((payment: FailedPayment) => void | Promise<void>) | undefined;
  readonly onAttention: ((attention: Attention) => void | Promise<void>) | undefined;
}

export interface Ports {
  readonly store: AccountStore;
  readonly gateway: Gateway;
  readonly keys: Keys;
  /** The store's clock, as exactly as this process can tell: every stored time comes from it. */
  readonly clock: Clock;
  readonly log: Log;
  readonly hooks: Hooks;
  readonly duplicateCapture: 'report' | 'refund';
  /** The longest that one call to the gateway can take. */
  readonly longestCallMs: number;
  /** When this process began, by the same clock. */
  readonly startedAtMs: number;
  /** Whether a problem's message may name the mistake, in EximPe's words: true in the sandbox only. */
  readonly explainsFaults: boolean;
  /** Counts a bank's decision about an attempt, for limits and alarms; never rejects. */
  decided(attempt: Attempt): Promise<void>;
  /** Tells the merchant's event stream; never throws. */
  emit(event: PaymentEvent): void;
  /** Starts work that nobody waits for; `kit.close()` does. */
  inBackground(work: Promise<unknown>): void;
}
