// Tells the checkout page where this window has got to. Hints only.
import type { AttemptId, Signal } from '@eximpe/contract';
import { channelFor } from '../challenge/attempt-channel.ts';

/** On the channel, and in a frame also to the page around it, which the page's `frame-ancestors` limits to the merchant. */
export function tellCheckout(attempt: AttemptId, type: 'launched' | 'window_needed' | 'returned' | 'refused'): void {
  const signal: Signal = { type, attempt };
  const channel = channelFor(attempt);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has no target, only its own origin
  channel?.postMessage(signal);
  channel?.close();
  if (window.parent !== window) window.parent.postMessage(signal, '*');
}
