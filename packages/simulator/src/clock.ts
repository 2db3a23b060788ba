// Simulated time: it can run faster than real time, stop, or be moved forward; every delay in the simulator is one of its timers.

/** The longest delay `setTimeout` takes; a later timer is simply re-armed. */
const LONGEST_TIMEOUT_MS = 2_147_483_647;

type Task = () => void | Promise<void>;

export interface Timer {
  cancel(): void;
}

interface Entry {
  readonly dueMs: number;
  readonly task: Task;
}

export interface ClockOptions {
  /** Simulated milliseconds per real millisecond. 0: time stops, and moves only by `advance`. */
  readonly speed: number;
  /** Simulated epoch milliseconds at the start. */
  readonly startMs: number;
  /** Told of a task that threw; the clock goes on. */
  readonly onError: (error: unknown) => void;
}

export class Clock {
  readonly speed: number;
  readonly #onError: (error: unknown) => void;
  readonly #realStartMs = performance.now();
  readonly #entries = new Set<Entry>();
  #offsetMs: number;
  #armed: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor({ speed, startMs, onError }: ClockOptions) {
    this.speed = speed;
    this.#offsetMs = startMs;
    this.#onError = onError;
  }

  /** Simulated epoch milliseconds, whole. */
  now(): number {
    return Math.floor(this.#offsetMs + (performance.now() - this.#realStartMs) * this.speed);
  }

  /** Number of waiting timers. */
  get waiting(): number {
    return this.#entries.size;
  }

  /** Runs `task` after `delayMs` of simulated time. */
  after(delayMs: number, task: Task): Timer {
    const entry: Entry = { dueMs: this.now() + delayMs, task };
    if (!this.#stopped) {
      this.#entries.add(entry);
      this.#arm();
    }
    return {
      cancel: () => {
        if (this.#entries.delete(entry)) this.#arm();
      },
    };
  }

  /** Resolves after `delayMs` of simulated time; never, once the clock is stopped. */
  sleep(delayMs: number): Promise<void> {
    return delayMs <= 0 ? Promise.resolve() : new Promise((resolve) => this.after(delayMs, resolve));
  }

  /** Moves time forward: runs each task that becomes due, in order, waits for it, and also runs tasks that it schedules. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.now() + ms;
    for (let next = this.#next(); next && next.dueMs <= untilMs; next = this.#next()) {
      this.#entries.delete(next);
      this.#offsetMs += Math.max(0, next.dueMs - this.now());
      await this.#run(next);
    }
    this.#offsetMs += Math.max(0, untilMs - this.now());
    this.#arm();
  }

  /** Forgets every timer. */
  stop(): void {
    this.#stopped = true;
    this.clear();
  }

  clear(): void {
    this.#entries.clear();
    clearTimeout(this.#armed);
  }

  /** The tasks that are due now, in order. */
  #due(): Entry[] {
    const nowMs = this.now();
    const due = [...this.#entries].filter((entry) => entry.dueMs <= nowMs);
    return due.toSorted((a, b) => a.dueMs - b.dueMs);
  }

  #next(): Entry | undefined {
    let next: Entry | undefined;
    for (const entry of this.#entries) if (!next || entry.dueMs < next.dueMs) next = entry;
    return next;
  }

  #arm(): void {
    clearTimeout(this.#armed);
    const next = this.#next();
    if (!next || this.speed === 0) return;
    const realDelayMs = Math.min(Math.max(0, (next.dueMs - this.now()) / this.speed), LONGEST_TIMEOUT_MS);
    this.#armed = setTimeout(() => {
      for (const entry of this.#due()) {
        this.#entries.delete(entry);
        void this.#run(entry);
      }
      this.#arm();
    }, realDelayMs);
  }

  async #run(entry: Entry): Promise<void> {
    try {
      await entry.task();
    } catch (error) {
      this.#onError(error);
    }
  }
}
