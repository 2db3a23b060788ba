// The script of the page to which the shopper comes back: it tells the checkout page, and then closes its window or goes on.
import { CLOSABLE_ID, PAGE_DATA_ID } from '@eximpe/contract/page-data';
import { readSignal } from '@eximpe/contract/signals';
import type { ReturnPageData, Signal } from '@eximpe/contract';
import { channelFor } from '../challenge/attempt-channel.ts';

/** If no answer comes within this time, the checkout page is gone. */
const ANSWER_WITHIN_MS = 1_200;
/** A window that can be closed is closed by then. */
const CLOSE_WITHIN_MS = 300;

const {
  attempt,
  signal: type,
  resultUrl,
} = JSON.parse(document.getElementById(PAGE_DATA_ID)?.textContent ?? '{}') as ReturnPageData;
const signal: Signal = { type, attempt };
const inFrame = window.parent !== window;

/** Only a page in its own window may go on: in a frame, the checkout page around it shows the result. */
const goOn = (): void => {
  if (!inFrame && resultUrl !== null) location.replace(resultUrl);
};
const goOnLater = setTimeout(goOn, ANSWER_WITHIN_MS);

const channel = channelFor(attempt);
channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (readSignal(data, attempt)?.type !== 'acknowledged') return;
  clearTimeout(goOnLater);
  window.close();
  // Another window has the shop's page: if this window is still open, it has nothing more to do.
  setTimeout(() => {
    document.getElementById(CLOSABLE_ID)?.toggleAttribute('hidden', inFrame);
    goOn();
  }, CLOSE_WITHIN_MS);
});
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has no target, only its own origin
channel?.postMessage(signal);
// `frame-ancestors` decides which pages may be around the frame.
if (inFrame) window.parent.postMessage(signal, '*');
