// The script of the page where the shopper comes back: tells the checkout page, then gets out of the way.
import { CLOSABLE_ID, PAGE_DATA_ID } from '@eximpe/contract/page-data';
import { readSignal } from '@eximpe/contract/signals';
import type { ReturnPageData, Signal } from '@eximpe/contract';
import { channelFor } from '../challenge/attempt-channel.ts';

/** No answer for this long means the checkout page is gone. */
const ANSWER_WITHIN_MS = 1_200;
/** A window that could be closed is closed by then. */
const CLOSE_WITHIN_MS = 300;

const {
  attempt,
  signal: type,
  resultUrl,
} = JSON.parse(document.getElementById(PAGE_DATA_ID)?.textContent ?? '{}') as ReturnPageData;
const signal: Signal = { type, attempt };
const inFrame = window.parent !== window;

/** Only a page of its own may leave: in a frame the checkout page around it shows the result. */
const goOn = (): void => {
  if (!inFrame && resultUrl !== null) location.replace(resultUrl);
};
const goOnLater = setTimeout(goOn, ANSWER_WITHIN_MS);

const channel = channelFor(attempt);
channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (readSignal(data, attempt)?.type !== 'acknowledged') return;
  clearTimeout(goOnLater);
  window.close();
  // Some other window has the shop's page: this one, if it is still there, has nothing more to do.
  setTimeout(() => {
    document.getElementById(CLOSABLE_ID)?.toggleAttribute('hidden', inFrame);
    goOn();
  }, CLOSE_WITHIN_MS);
});
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has no target, only its own origin
channel?.postMessage(signal);
// The page around the frame is one that `frame-ancestors` lets in.
if (inFrame) window.parent.postMessage(signal, '*');
