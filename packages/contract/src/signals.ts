// Signals between the checkout page and our own pages in the bank's window. They are hints only: no signal carries an outcome.
import type { AttemptId } from './ids.ts';

/** BroadcastChannel name for one attempt; works only within the server-kit's own origin. */
export const channelName = (attempt: AttemptId): string => `eximpe-attempt-${attempt}`;

const PLAIN = [
  'waiting',
  'heard',
  'abort',
  'launched',
  'refused',
  'window_needed',
  'returned',
  'acknowledged',
] as const;

/**
 * - `waiting`: the waiting page is open and listens. `heard`: the checkout page is alive, but has no address yet. `go`: the window may go to
 *   `launchUrl`. `abort`: the window is not needed and closes.
 * - `launched`: the shopper is being sent to the bank. `refused`: the template was refused, ask the server.
 * - `window_needed`: this template is not shown in the dialog's frame, only in a window.
 * - `returned`: the shopper came back. `acknowledged`: the checkout page is alive and continues.
 */
export type Signal =
  | {
      readonly type: (typeof PLAIN)[number];
      readonly attempt: AttemptId;
    }
  | { readonly type: 'go'; readonly attempt: AttemptId; readonly launchUrl: string };

/** Reads a message by its shape: ignores what is not a signal of this attempt, since other scripts send messages, too. */
export function readSignal(data: unknown, attempt: AttemptId): Signal | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { type, attempt: about, launchUrl } = data as Record<string, unknown>;
  if (about !== attempt || typeof type !== 'string') return undefined;
  if (type === 'go') return typeof launchUrl === 'string' ? { type, attempt, launchUrl } : undefined;
  const plain = PLAIN.find((known) => known === type);
  return plain && { type: plain, attempt };
}
