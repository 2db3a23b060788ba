// Asks for a payment's outcome again and again, by the poll schedule, until told to stop.
import type { Clock } from '../clock.ts';
import { SHOW_FOR_MS, pollDelayMs } from './poll-schedule.ts';

export interface Watch {
  /**
   * Asks at once. If a question is under way, it asks again when that one is answered, because the answer may be older
   * than the hint; a question that the server holds back is dropped instead. Resolves with whether the server answered, once that was handled;
   * with true, too, when the watch is stopped.
   */
  askNow(): Promise<boolean>;
  stop(): void;
}

export interface WatchPorts {
  readonly clock: Clock;
  readonly random: () => number;
  /**
   * Never rejects; resolves with whether the server answered, once that was handled. `held`: the server may hold back the answer until there is news.
   * Aborted by `stop`, and by a hint during a held question.
   */
  readonly ask: (stop: AbortSignal, held: boolean) => Promise<boolean>;
  /** Whether answers are pushed at the moment. */
  readonly isPushed: () => boolean;
  /** Called when the wait has lasted as long as it may be shown; the watch itself goes on, slowly. */
  readonly onTimeout: () => void;
}

export function watch({ clock, random, ask, isPushed, onTimeout }: WatchPorts, firstDelayMs: number): Watch {
  const startedMs = clock.nowMs();
  let asked = 0;
  let question: { readonly stop: AbortController; readonly held: boolean } | undefined;
  /** A hint came while a question was under way. */
  let again = false;
  const askers: ((isAnswered: boolean) => void)[] = [];
  let cancelNext = clock.after(firstDelayMs, () => put(false));
  const cancelLimit = clock.after(SHOW_FOR_MS, onTimeout);

  function put(held: boolean): void {
    const askedMs = clock.nowMs();
    const mine = { stop: new AbortController(), held };
    question = mine;
    again = false;
    asked += 1;
    void ask(mine.stop.signal, held).then((isAnswered) => {
      if (question !== mine) return;
      question = undefined;
      if (again) return put(false);
      plan(askedMs);
      tellAskers(isAnswered);
    });
  }

  /** Pauses are counted from the start of one question to the next: after an answer that was held back for long, the next question follows at once. */
  function plan(askedMs: number): void {
    const nowMs = clock.nowMs();
    const pauseMs = pollDelayMs({
      asked,
      waitedMs: nowMs - startedMs,
      quiet: document.hidden || isPushed(),
      random: random(),
    });
    cancelNext = clock.after(Math.max(0, askedMs + pauseMs - nowMs), () => put(!isPushed()));
  }

  function tellAskers(isAnswered: boolean): void {
    for (const tell of askers.splice(0)) tell(isAnswered);
  }

  function drop(): void {
    question?.stop.abort();
    question = undefined;
    cancelNext();
  }

  return {
    askNow() {
      again = question?.held === false;
      if (!again) {
        drop();
        put(false);
      }
      return new Promise((resolve) => askers.push(resolve));
    },
    stop() {
      drop();
      cancelLimit();
      // The answer itself may stop the watch: there is nothing left to wait for.
      tellAskers(true);
    },
  };
}
