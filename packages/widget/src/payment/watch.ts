// Asks again and again what became of a payment, by the poll schedule, until told to stop.
import type { Clock } from '../clock.ts';
import { POLL, pollDelayMs } from './poll-schedule.ts';

export interface Watch {
  /** Asks at once; while a question is in the air, again as soon as it lands, because its answer may be older than the hint. */
  askNow(): void;
  /** The shopper began anew: show the wait for its full time again. */
  beginAgain(): void;
  stop(): void;
}

export interface WatchPorts {
  readonly clock: Clock;
  readonly random: () => number;
  /** Never rejects; resolves when the answer was dealt with. Aborted by `stop`. */
  readonly ask: (stop: AbortSignal) => Promise<void>;
  /** Waited for as long as a wait may be shown; the watch itself goes on, slowly. */
  readonly tooLong: () => void;
}

export function watch({ clock, random, ask, tooLong }: WatchPorts, firstDelayMs: number): Watch {
  const stopped = new AbortController();
  let startedMs = clock.nowMs();
  let asked = 0;
  let inTheAir = false;
  let hurry = false;
  let cancelNext = clock.after(firstDelayMs, question);
  let cancelLimit = clock.after(POLL.showForMs, tooLong);

  function question(): void {
    // Offline there is nobody to ask; coming back online is a hint of its own.
    if (!navigator.onLine) return plan();
    inTheAir = true;
    hurry = false;
    asked += 1;
    void ask(stopped.signal).then(() => {
      inTheAir = false;
      if (stopped.signal.aborted) return;
      if (hurry) question();
      else plan();
    });
  }

  function plan(): void {
    const waitedMs = clock.nowMs() - startedMs;
    cancelNext = clock.after(pollDelayMs({ asked, waitedMs, hidden: document.hidden, random: random() }), question);
  }

  return {
    askNow() {
      hurry = inTheAir;
      if (inTheAir) return;
      cancelNext();
      question();
    },
    beginAgain() {
      startedMs = clock.nowMs();
      asked = 0;
      cancelLimit();
      cancelLimit = clock.after(POLL.showForMs, tooLong);
    },
    stop() {
      stopped.abort();
      cancelNext();
      cancelLimit();
    },
  };
}
