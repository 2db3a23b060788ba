// What the form's two live regions say to screen readers. Never what was typed.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { LATE_MS } from '../../late.ts';
import type { Attention } from './attention.ts';

/** Finds its words whenever it is shown, so that they follow the form's language; undefined says nothing. */
export type Saying = (() => string) | undefined;

/** What is over sooner need not be said. */
const SOON_MS = 1_000;
/** Set behind words that are said once more: readers speak what has changed, and nobody sees or hears this. */
const AGAIN = '\u00A0';

class LiveRegion {
  #saying: Saying;
  #shown = '';
  #mark = '';

  say(saying: Saying): void {
    this.#saying = saying;
    if (saying && saying() + this.#mark === this.#shown) this.#mark = this.#mark ? '' : AGAIN;
  }

  /** For the rendering at hand. */
  show(isHeld: boolean): string {
    const words = isHeld ? '' : this.#saying?.();
    return (this.#shown = words ? words + this.#mark : '');
  }
}

export class Announcements implements ReactiveController {
  /** As rendered. */
  polite = '';
  urgent = '';
  readonly #host: ReactiveControllerHost;
  readonly #attention: Attention;
  readonly #politeRegion = new LiveRegion();
  readonly #urgentRegion = new LiveRegion();
  #isHeld = false;
  #waiting: ReturnType<typeof setTimeout>[] = [];

  constructor(host: ReactiveControllerHost, attention: Attention) {
    this.#host = host;
    this.#attention = attention;
    host.addController(this);
  }

  /** When the reader has finished its sentence. Without words: takes back what waits or stands there. */
  sayPolitely(saying?: Saying): void {
    this.#forgetWaiting();
    this.#sayNow(saying);
  }

  /** At once. Without words: takes back what stands there. */
  sayAtOnce(saying?: Saying): void {
    this.#urgentRegion.say(saying);
    this.#changed();
  }

  /** Politely, unless something else is said within a second. */
  saySoon(saying: Saying): void {
    this.sayPolitely();
    this.#sayIn(SOON_MS, saying);
  }

  /** Politely after what is said now, unless something else is said before that. */
  sayLate(saying: Saying): void {
    this.#sayIn(LATE_MS, saying);
  }

  /** In the language of this rendering, hence after `Localization`. */
  hostUpdate(): void {
    this.polite = this.#politeRegion.show(this.#isHeld);
    this.urgent = this.#urgentRegion.show(this.#isHeld);
  }

  hostDisconnected(): void {
    this.#forgetWaiting();
  }

  #sayNow(saying: Saying): void {
    this.#politeRegion.say(saying);
    this.#changed();
  }

  #sayIn(delayMs: number, saying: Saying): void {
    this.#waiting.push(setTimeout(() => this.#sayNow(saying), delayMs));
  }

  #forgetWaiting(): void {
    for (const each of this.#waiting) clearTimeout(each);
    this.#waiting = [];
  }

  /** Nobody hears what changes behind the bank's window: it is said when the shopper is back. */
  #changed(): void {
    this.#host.requestUpdate();
    if (this.#isHeld || this.#attention.isHere) return;
    this.#isHeld = true;
    this.#attention.whenHere(() => {
      this.#isHeld = false;
      this.#host.requestUpdate();
    });
  }
}
