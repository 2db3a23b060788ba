// Whether anybody attends to this page: not while it is loading or the bank's page is in front, nor for a moment after.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A screen reader that comes to another window or page is busy with that itself, and deaf to what happens in it: heard with Orca. */
const SETTLE_MS = 1_500;
/** Firefox needs some 20 ms to know that the focus went to a frame with a process of its own. Chromium knows at once, and forgets with the frame. */
const FRAME_TAKES_MS = 250;
/** A slow picture of the shop's is not waited for longer than this. */
const LOADING_MS = 2_000;

export class Attention implements ReactiveController {
  /** Another window is in front. */
  #isBehind = false;
  #isSettling = false;
  #waiting: (() => void)[] = [];
  #settled: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    host.addController(this);
  }

  get isHere(): boolean {
    return !this.#isBehind && !this.#isSettling;
  }

  /** Does it now, or in its turn a moment after the shopper is back. */
  whenHere(work: () => void): void {
    if (this.isHere) work();
    else this.#waiting.push(work);
  }

  /** The bank's page goes: the shopper is back, if not in another window still. */
  readonly comeBack = (): void => {
    this.#isBehind &&= !document.hasFocus();
    this.#settleIn(SETTLE_MS);
  };

  /** For a form in a frame, which can't see it: the shopper is elsewhere on the page around, or in another window. */
  aroundIs(isHere: boolean): void {
    if (document.hasFocus()) return;
    if (isHere) this.#entered();
    else this.#isBehind = true;
  }

  hostConnected(): void {
    window.addEventListener('blur', this.#left);
    window.addEventListener('focus', this.#entered);
    window.addEventListener('load', this.comeBack);
    if (this.#isSettling || document.readyState !== 'complete') this.#settleIn(LOADING_MS);
  }

  hostDisconnected(): void {
    window.removeEventListener('blur', this.#left);
    window.removeEventListener('focus', this.#entered);
    window.removeEventListener('load', this.comeBack);
    clearTimeout(this.#settled);
  }

  readonly #left = (): void => {
    this.#isBehind = true;
    // A frame of the page may have taken the focus, which is known only then: the page still has it.
    setTimeout(this.#look);
    setTimeout(this.#look, FRAME_TAKES_MS);
  };

  readonly #look = (): void => {
    this.#isBehind &&= !document.hasFocus();
    this.#goOn();
  };

  readonly #entered = (): void => {
    if (this.isHere) return;
    this.#isBehind = false;
    this.comeBack();
  };

  #settleIn(delayMs: number): void {
    this.#isSettling = true;
    clearTimeout(this.#settled);
    this.#settled = setTimeout(() => {
      this.#isSettling = false;
      this.#goOn();
    }, delayMs);
  }

  #goOn(): void {
    if (!this.isHere) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const work of waiting) work();
  }
}
