// The channel between the checkout page and our own pages in the bank's window. It carries hints, never an outcome.
import { channelName } from '@eximpe/contract/signals';
import type { AttemptId, Signal } from '@eximpe/contract';

/** What one of our pages said. A page that only listens reads nothing but the type. */
export type Heard = Signal['type'];

export interface AttemptChannel {
  say(signal: Signal): void;
  close(): void;
}

/** Undefined for messages that are not for this attempt, which is no error. */
export const heardIn = (data: unknown, attempt: AttemptId): Heard | undefined =>
  (data as Signal | null)?.attempt === attempt ? (data as Signal).type : undefined;

/** Undefined if the shopper's settings forbid pages to store or send anything. */
export function channelFor(attempt: AttemptId): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(channelName(attempt));
  } catch {
    return undefined;
  }
}

/** Works between pages of one origin; if nobody answers, polling finds out by itself. */
export function openChannel(attempt: AttemptId, hear: (type: Heard | undefined) => void): AttemptChannel {
  let channel = channelFor(attempt);
  channel?.addEventListener('message', ({ data }) => hear(heardIn(data, attempt)));
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has no target, only its own origin
    say: (signal) => channel?.postMessage(signal),
    close() {
      channel?.close();
      channel = undefined;
    },
  };
}
