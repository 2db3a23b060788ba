// The line between the checkout page and our own pages in the bank's window. Carries hints, never an outcome.
import { channelName, readSignal } from '@eximpe/contract/signals';
import type { AttemptId, Signal } from '@eximpe/contract';

export interface AttemptChannel {
  say(signal: Signal): void;
  close(): void;
}

/** Works between pages of one origin; on another origin nobody answers, and polling finds out by itself. */
export function openChannel(attempt: AttemptId, hear: (signal: Signal) => void): AttemptChannel {
  const channel = new BroadcastChannel(channelName(attempt));
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const signal = readSignal(data, attempt);
    if (signal) hear(signal);
  });
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has no target, only its own origin
    say: (signal) => channel.postMessage(signal),
    close: () => channel.close(),
  };
}
