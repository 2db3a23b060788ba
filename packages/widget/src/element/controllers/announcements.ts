// What the form's two live regions say to screen readers. Never what was typed.
import type { ReactiveControllerHost } from 'lit';

export class Announcements {
  readonly #host: ReactiveControllerHost;
  #polite = '';
  #urgent = '';

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** Said when the reader has finished its sentence. */
  get polite(): string {
    return this.#polite;
  }
  set polite(text: string) {
    this.#polite = text;
    this.#host.requestUpdate();
  }

  /** Said at once; empty takes it back. */
  get urgent(): string {
    return this.#urgent;
  }
  set urgent(text: string) {
    this.#urgent = text;
    this.#host.requestUpdate();
  }
}
