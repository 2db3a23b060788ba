// Whether the browser says that the device has no network.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export class Connectivity implements ReactiveController {
  isOffline = false;
  readonly #onChange: () => void;

  /** `onChange` is called once for each time the network goes or comes. */
  constructor(host: ReactiveControllerHost, onChange: () => void) {
    this.#onChange = onChange;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('online', this.refresh);
    window.addEventListener('offline', this.refresh);
  }

  hostDisconnected(): void {
    window.removeEventListener('online', this.refresh);
    window.removeEventListener('offline', this.refresh);
  }

  readonly refresh = (): void => {
    if (this.isOffline === !navigator.onLine) return;
    this.isOffline = !navigator.onLine;
    this.#onChange();
  };
}
