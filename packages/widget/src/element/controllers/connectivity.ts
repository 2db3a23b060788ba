// Whether the device seems to be offline: the browser says so, and the server has not answered since.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { listen, type Stop } from '../../listen.ts';

/** Browsers err (VPNs, Windows): what they say is a hint, and any answer of the server proves the contrary. */
export class Connectivity implements ReactiveController {
  isOffline = false;
  readonly #onChange: () => void;
  #stop: Stop | undefined;

  /** `onChange` is called each time the device goes offline or online. */
  constructor(host: ReactiveControllerHost, onChange: () => void) {
    this.#onChange = onChange;
    host.addController(this);
  }

  hostConnected(): void {
    this.#stop = listen(window, ['online', 'offline'], this.#changed);
  }

  hostDisconnected(): void {
    this.#stop?.();
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
