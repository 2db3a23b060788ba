// The bank in a window of its own, opened in the click on a waiting page of ours.
import { path } from '@eximpe/contract/routes';
import type { AttemptId, Signal } from '@eximpe/contract';
import type { Clock } from '../clock.ts';
import { openChannel } from './attempt-channel.ts';
import type { AttemptChannel } from './attempt-channel.ts';
import type { ChallengeHost, HostEvents } from './challenge-host.ts';

const SIZE_PX = { width: 500, height: 640 } as const;
const CLOSED_CHECK_MS = 500;
/** `closed` may flicker while the waiting page loads under another opener policy. */
const CHECKS_TO_BELIEVE = 4;

/** A page of ours that comes up after we are done with the window must still learn that it may close. */
const ANSWER_LATE_MS = 600_000;
/** By attempt, over all hosts of this page: a window opened anew must not hear what was meant for the one before. */
const answeringLate = new Map<AttemptId, () => void>();

/**
 * Tells the waiting page that it is not needed, now and should it only come up later. With `done` also a return page: the
 * shopper may come back from the bank after the server told us the outcome.
 */
function answerLate(attempt: AttemptId, done: boolean, clock: Clock): void {
  answeringLate.get(attempt)?.();
  const late = openChannel(attempt, ({ type }) => {
    if (type === 'waiting') late.say({ type: 'abort', attempt });
    if (done && (type === 'returned' || type === 'refused')) late.say({ type: 'acknowledged', attempt });
  });
  late.say({ type: 'abort', attempt });
  const cancel = clock.after(ANSWER_LATE_MS, () => answeringLate.get(attempt)?.());
  answeringLate.set(attempt, () => {
    cancel();
    late.close();
    answeringLate.delete(attempt);
  });
}

export interface PopupSurroundings {
  readonly endpoint: string;
  /** Language of the waiting page. */
  readonly lang: string;
  readonly clock: Clock;
  /** `window.open`, or a stand-in that plays a popup blocker. */
  readonly open: (url: string, target: string, features: string) => Window | null;
}

const features = (): string => {
  const left = Math.round(window.screenX + Math.max(0, (window.outerWidth - SIZE_PX.width) / 2));
  const top = Math.round(window.screenY + Math.max(0, (window.outerHeight - SIZE_PX.height) / 2));
  return `popup,width=${SIZE_PX.width},height=${SIZE_PX.height},left=${left},top=${top}`;
};

export function popupHost({ endpoint, lang, clock, open }: PopupSurroundings, events: HostEvents): ChallengeHost {
  let popup: Window | null = null;
  let channel: AttemptChannel | undefined;
  let address: string | undefined;
  /** `closed` is true for living windows under some opener policies; then it is never asked again. */
  let closedLies = false;
  let stopChecking: (() => void) | undefined;

  function hear(attempt: AttemptId, { type }: Signal): void {
    if (type !== 'waiting' && type !== 'launched') return;
    if (popup?.closed) closedLies = true;
    if (type === 'waiting' && address !== undefined) channel?.say({ type: 'go', attempt, launchUrl: address });
  }

  function checkClosed(seenClosed: number): void {
    stopChecking = clock.after(CLOSED_CHECK_MS, () => {
      if (closedLies) return;
      const seen = popup?.closed ? seenClosed + 1 : 0;
      if (seen < CHECKS_TO_BELIEVE) return checkClosed(seen);
      leave();
      events.closed();
    });
  }

  function leave(): void {
    stopChecking?.();
    channel?.close();
    channel = undefined;
    popup = null;
    address = undefined;
    closedLies = false;
  }

  let current: AttemptId | undefined;
  function end(done: boolean): void {
    if (current !== undefined) answerLate(current, done, clock);
    current = undefined;
    leave();
  }

  return {
    prepare(attempt) {
      leave();
      answeringLate.get(attempt)?.();
      popup = open(`${path(endpoint, 'wait', { attempt })}?lang=${encodeURIComponent(lang)}`, '_blank', features());
      if (!popup) return false;
      channel = openChannel(attempt, (signal) => hear(attempt, signal));
      current = attempt;
      return true;
    },
    show(attempt, launchUrl) {
      if (!popup || !channel) return events.blocked();
      address = launchUrl;
      channel.say({ type: 'go', attempt, launchUrl });
      stopChecking?.();
      checkClosed(0);
    },
    focus() {
      if (!popup || popup.closed) return false;
      popup.focus();
      return true;
    },
    close() {
      popup?.close();
      end(true);
    },
    leave: () => end(false),
  };
}
