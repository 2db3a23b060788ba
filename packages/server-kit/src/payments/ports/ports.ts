// What the use cases are given: the outside world as small promises.
import type { Clock } from '../../clock.ts';
import type { Gateway } from './gateway.ts';
import type { Keys } from '../../keys.ts';
import type { Log } from '../../log.ts';
import type { Store } from './store.ts';
import type { PaymentEvent } from '../payment-event.ts';
import type { SettledPayment } from '../settled-payment.ts';

export interface Ports {
  readonly store: Store;
  readonly gateway: Gateway;
  readonly keys: Keys;
  readonly clock: Clock;
  readonly log: Log;
  /** The merchant's hook; undefined when there is none. */
  readonly onSettled: ((payment: SettledPayment) => void | Promise<void>) | undefined;
  /** Told of the later and of the first capture. */
  readonly onDuplicateCapture: ((duplicate: SettledPayment, first: SettledPayment) => void | Promise<void>) | undefined;
  readonly duplicateCapture: 'report' | 'refund';
  /** Whether a problem's message may say what is at fault, in EximPe's words: true in the sandbox only. */
  readonly explainsFaults: boolean;
  /** Tells the merchant's event stream; never throws. */
  emit(event: PaymentEvent): void;
  /** Starts work that nobody waits for; `kit.close()` does. */
  inBackground(work: Promise<unknown>): void;
}
