// Whether the shopper attends to this page: not while it loads or the bank's page is in front, and not for a moment after.
import type { LitElement, ReactiveController } from 'lit';
import { listen, type Stop } from '../../listen.ts';

/** A screen reader that enters another window or page first speaks of that, and misses changes inside it: observed with Orca. */
const SETTLE_MS = 1_500;
/** Firefox needs some 20 ms to know that the focus went to a frame in another process. Chromium knows at once, and forgets it with the frame. */
const FRAME_TAKES_MS = 250;
/** The form waits no longer than this for a slow picture of the shop. */
const LOADING_MS = 2_000;

export class Attention implements ReactiveController {
  readonly #host: LitElement;
  /** Another window is in front. */
  #isBehind = false;
  #isSettling = false;
  #waiting: (() => void)[] = [];
  #ears: readonly Stop[] = [];
  #settled: ReturnType<typeof setTimeout> | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  get isHere(): boolean {
    return !this.#isBehind && !this.#isSettling;
  }

  /** Does the work now, or, in its turn, a moment after the shopper is back. */
  whenHere(work: () => void): void {
    if (this.isHere) work();
    else this.#waiting.push(work);
  }

  /** The bank's page closes: the shopper is back, unless another window is still in front. */
  readonly comeBack = (): void => {
    this.#isBehind &&= !this.#host.ownerDocument.hasFocus();
    this.#settleIn(SETTLE_MS);
  };

  /** For a form in a frame, which can't see this: whether the shopper is elsewhere on the page around it, or in another window. */
  aroundIs(isHere: boolean): void {
    if (document.hasFocus()) return;
    if (isHere) this.#entered();
    else this.#isBehind = true;
  }

  hostConnected(): void {
    this.#ears = [
      listen(window, ['blur'], this.#left),
      listen(window, ['focus'], this.#entered),
      listen(window, ['load'], this.comeBack),
    ];
    // What happened to the window while the form was off the page, nobody heard.
    this.#isBehind &&= !document.hasFocus();
    if (this.#isSettling || this.#waiting.length > 0 || document.readyState !== 'complete') this.#settleIn(LOADING_MS);
  }

  hostDisconnected(): void {
    for (const stop of this.#ears) stop();
    clearTimeout(this.#settled);
  }

  readonly #left = (): void => {
    this.#isBehind = true;
    // A frame of the page may have taken the focus, which is known only after the event: then the page still has it.
    setTimeout(this.#look);
    setTimeout(this.#look, FRAME_TAKES_MS);
  };

  readonly #look = (): void => {
    if (!this.#host.isConnected) return;
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
    // Off the page, it waits until it is back.
    if (!this.#host.isConnected) return;
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
