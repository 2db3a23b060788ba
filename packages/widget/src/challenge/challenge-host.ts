// A host: one way to show the bank's page to the shopper.
import type { AttemptId } from '@eximpe/contract';
import type { Heard } from './attempt-channel.ts';

/**
 * What every host promises:
 * - `prepare` runs inside the shopper's click, before the address is known, and makes room for the bank.
 * - `show` needs no further click. Both report through `HostEvents`, and decide nothing.
 * - `end` may be repeated. `close` closes what the browser lets us close; `leave` only stops listening, and a bank page in
 *   its own window stays open. After either, a host reports nothing until the next `prepare` or `show`, except that a
 *   shopper came back late.
 */
export interface ChallengeHost {
  prepare(attempt: AttemptId): void;
  /** `address` is absolute, and on the server-kit's origin. */
  show(attempt: AttemptId, address: string): void;
  /** Brings an open bank page to the front; false if there is none. */
  focus(): boolean;
  end(how: Ending): void;
}

export type Ending = 'close' | 'leave';

/** All of these are hints. */
export interface HostEvents {
  /** The bank's page can't be shown here. */
  blocked(): void;
  /** The bank's page seems to be gone. */
  closed(): void;
  /** The shopper wants the bank's page in its own window; called inside the click. */
  windowWanted(): void;
  /** One of our pages inside the host sent a signal. */
  signalled(type: Heard, attempt: AttemptId): void;
}

/** Words for a host, in the shopper's language at the time of the call. */
export type HostWords = (key: 'bank_page' | 'challenge_title' | 'new_window' | 'close') => string;
