// Tells the checkout page how far this window has got. It sends only hints.
import type { AttemptId, Signal } from '@eximpe/contract';
import { channelFor } from '../challenge/attempt-channel.ts';

/** Sends on the channel, and from a frame also to the page around it; the frame's `frame-ancestors` allows only the merchant's page there. */
export function tellCheckout(attempt: AttemptId, type: 'launched' | 'window_needed' | 'returned' | 'refused'): void {
  const signal: Signal = { type, attempt };
  const channel = channelFor(attempt);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has no target, only its own origin
  channel?.postMessage(signal);
  channel?.close();
  if (window.parent !== window) window.parent.postMessage(signal, '*');
}
