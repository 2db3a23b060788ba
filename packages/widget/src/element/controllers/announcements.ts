// What the form's two live regions say to screen readers. Never what was typed.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { whenSeen } from './when-seen.ts';

/** What is over sooner need not be said. */
const SOON_MS = 1_000;
/** A wait that lasts; `.late` in card-form.css shows things after as long. */
const LATE_MS = 8_000;

export class Announcements implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #polite = '';
  #urgent = '';
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Said when the reader has finished its sentence. */
  get polite(): string {
    return this.#polite;
  }
  set polite(text: string) {
    clearTimeout(this.#later);
    this.#polite = text;
    this.#say();
  }

  /** Said at once; empty takes it back. */
  get urgent(): string {
    return this.#urgent;
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

  /** Readers ignore changes behind the bank's window: what they missed is said when the shopper is back. */
  #say(): void {
    this.#host.requestUpdate();
    const [polite, urgent] = [this.#polite, this.#urgent];
    if (!polite && !urgent) return;
    whenSeen(() => {
      if (this.#polite !== polite || this.#urgent !== urgent) return;
      [this.#polite, this.#urgent] = ['', ''];
      this.#host.requestUpdate();
      void this.#host.updateComplete.then(() => {
        [this.#polite, this.#urgent] = [polite, urgent];
        this.#host.requestUpdate();
      });
    });
  }
}
