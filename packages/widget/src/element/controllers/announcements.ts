// What the form's two live regions say to screen readers. Never what was typed.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Attention } from './attention.ts';

/** What is over sooner need not be said. */
const SOON_MS = 1_000;
/** A wait that lasts; `.late` in card-form.css shows things after as long. */
const LATE_MS = 8_000;

export class Announcements implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #attention: Attention;
  #polite = '';
  #urgent = '';
  #isHeld = false;
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, attention: Attention) {
    this.#host = host;
    this.#attention = attention;
    host.addController(this);
  }

  /** Said when the reader has finished its sentence. */
  get polite(): string {
    return this.#isHeld ? '' : this.#polite;
  }
  set polite(text: string) {
    clearTimeout(this.#later);
    this.#polite = text;
    this.#say();
  }

  /** Said at once; empty takes it back. */
  get urgent(): string {
    return this.#isHeld ? '' : this.#urgent;
  }
  set urgent(text: string) {
    this.#urgent = text;
    this.#say();
  }

  /** Said politely, unless something else is said within a second. */
  politeSoon(text: string): void {
    this.polite = '';
    this.politeLate(text, SOON_MS);
  }

  /** Said politely after what is said now, unless something else is said before that. */
  politeLate(text: string, afterMs = LATE_MS): void {
    clearTimeout(this.#later);
    this.#later = setTimeout(() => (this.polite = text), afterMs);
  }

  hostDisconnected(): void {
    clearTimeout(this.#later);
  }

  /** Nobody hears what changes behind the bank's window: it is said when the shopper is back. */
  #say(): void {
    this.#host.requestUpdate();
    if (this.#isHeld || this.#attention.isHere) return;
    this.#isHeld = true;
    this.#attention.whenHere(() => {
      this.#isHeld = false;
      this.#host.requestUpdate();
    });
  }
}
