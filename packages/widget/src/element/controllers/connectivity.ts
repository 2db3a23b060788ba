// Whether the device seems to be offline: the browser says so, and the server has not answered since.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Browsers err (VPNs, Windows): what they say is a hint, and any answer of the server proves the contrary. */
export class Connectivity implements ReactiveController {
  isOffline = false;
  readonly #onChange: () => void;

  /** `onChange` is called each time the device goes offline or online. */
  constructor(host: ReactiveControllerHost, onChange: () => void) {
    this.#onChange = onChange;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('online', this.#changed);
    window.addEventListener('offline', this.#changed);
  }

  hostDisconnected(): void {
    window.removeEventListener('online', this.#changed);
    window.removeEventListener('offline', this.#changed);
  }

  serverAnswered(): void {
    this.#set(false);
  }

  /** The form stays off the page: it would not hear that the device is online again. */
  forget(): void {
    this.isOffline = false;
  }

  readonly #changed = ({ type }: Event): void => this.#set(type === 'offline');

  #set(isOffline: boolean): void {
    if (isOffline === this.isOffline) return;
    this.isOffline = isOffline;
    this.#onChange();
  }
}
