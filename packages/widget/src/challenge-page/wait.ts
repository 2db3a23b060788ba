// The page that the shopper's click opens: it waits until the checkout page sends the address of the bank's page.
import { readSignal } from '@eximpe/contract/signals';
import type { Signal, WaitPageData } from '@eximpe/contract';
import { parseUrl } from '../url.ts';
import { channelFor } from '../challenge/attempt-channel.ts';

/** Repeated until somebody answers: the checkout page may be busy, or its `go` may have come too early. */
const SAY_AGAIN_MS = 500;
/** A checkout page that is open answers each time. One that has gone, to the bank in its own tab or for good, never answers. */
const GONE_AFTER_MS = 15_000;
/** The charge call takes at most a minute. */
const GIVE_UP_MS = 120_000;

/** Where `go` may send this window: a page under our own mount. Any other address is refused, since somebody else sent it. */
export function addressUnder(mount: string, launchUrl: string, here: string = location.href): string | undefined {
  const url = parseUrl(launchUrl, here);
  if (!url) return undefined;
  const { origin, pathname, href } = url;
  return origin === new URL(here).origin && pathname.startsWith(`${mount.replace(/\/+$/, '')}/`) ? href : undefined;
}

/** The checkout page says that this window is not needed, or another window is going to the bank or coming from it. */
const NOT_NEEDED: ReadonlySet<Signal['type'] | undefined> = new Set(['abort', 'launched', 'returned'] as const);

/** @param leave sends this window to the address; called once however many signals come: the address is good for one launch only */
export function wait(
  { attempt, mount }: WaitPageData,
  leave: (address: string) => void = (address) => location.replace(address),
): void {
  const channel = channelFor(attempt);
  const say = (): void => {
    const waiting: Signal = { type: 'waiting', attempt };
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has no target, only its own origin
    channel?.postMessage(waiting);
  };
  const saying = setInterval(say, SAY_AGAIN_MS);
  const hearNoMore = (): void => {
    clearInterval(saying);
    clearTimeout(goneTimer);
    channel?.close();
  };
  const close = (): void => {
    hearNoMore();
    window.close();
  };
  setTimeout(close, GIVE_UP_MS);
  let goneTimer = setTimeout(close, GONE_AFTER_MS);
  channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const signal = readSignal(data, attempt);
    if (NOT_NEEDED.has(signal?.type)) return close();
    if (signal?.type === 'heard') {
      clearTimeout(goneTimer);
      goneTimer = setTimeout(close, GONE_AFTER_MS);
    }
    if (signal?.type !== 'go') return;
    const address = addressUnder(mount, signal.launchUrl);
    if (address === undefined) return;
    hearNoMore();
    leave(address);
  });
  say();
}
