// A way to put the bank's page in front of the shopper.
import type { AttemptId } from '@eximpe/contract';
import type { Heard } from './attempt-channel.ts';

/**
 * What every host promises:
 * - `prepare` runs inside the shopper's click, before the address is known, and makes room for the bank.
 * - `show` needs no click after that. Both report through `HostEvents`, and conclude nothing.
 * - `end` may be repeated. `close` takes away what the browser lets us take away; `leave` only stops listening, and a bank page in
 *   a window of its own stays with the shopper. After either nothing is reported until the next `prepare` or `show`, but that a
 *   shopper came back late.
 */
export interface ChallengeHost {
  prepare(attempt: AttemptId): void;
  /** `address` is absolute, and on the server-kit's origin. */
  show(attempt: AttemptId, address: string): void;
  /** Brings a bank page that is still open to the front; false when there is none to be found. */
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
  /** The shopper wants it in a window of its own; called inside the click. */
  windowWanted(): void;
  /** A page of ours inside the host spoke. */
  signalled(type: Heard, attempt: AttemptId): void;
}

/** Words inside a host, in the shopper's language at the time of asking. */
export type HostWords = (key: 'bank_page' | 'challenge_title' | 'new_window' | 'close') => string;
