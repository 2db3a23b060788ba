// What the form's two live regions say to screen readers. They never say what was typed.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { LATE_MS } from '../../late.ts';
import type { Attention } from './attention.ts';

/** Gives its words each time it is shown, so that they follow the form's language; undefined says nothing. */
export type Saying = (() => string) | undefined;

/** A wait that ends sooner need not be announced. */
const SOON_MS = 1_000;
/** Added to words that are said again: screen readers speak only changed text, and nobody sees or hears this character. */
const AGAIN = '\u00A0';

class LiveRegion {
  #saying: Saying;
  #shown = '';
  #mark = '';

  say(saying: Saying): void {
    this.#saying = saying;
    if (saying && saying() + this.#mark === this.#shown) this.#mark = this.#mark ? '' : AGAIN;
  }

  /** Gives the text for the current rendering. */
  show(isHeld: boolean): string {
    const words = isHeld ? '' : this.#saying?.();
    return (this.#shown = words ? words + this.#mark : '');
  }
}

export class Announcements implements ReactiveController {
  /** The text as rendered. */
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

  /** Says it when the screen reader has finished its sentence. Without words: removes what waits or is shown. */
  sayPolitely(saying?: Saying): void {
    this.#forgetWaiting();
    this.#sayNow(saying);
  }

  /** Says it at once. Without words: removes what is shown. */
  sayAtOnce(saying?: Saying): void {
    this.#urgentRegion.say(saying);
    this.#changed();
  }

  /** Says it politely, unless something else is said within a second. */
  saySoon(saying: Saying): void {
    this.sayPolitely();
    this.#sayIn(SOON_MS, saying);
  }

  /** Says it politely after a long wait, unless something else is said before that. */
  sayLate(saying: Saying): void {
    this.#sayIn(LATE_MS, saying);
  }

  /** Uses the language of this rendering, so it runs after `Localization`. */
  hostUpdate(): void {
    this.polite = this.#politeRegion.show(this.#isHeld);
    this.urgent = this.#urgentRegion.show(this.#isHeld);
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

  /** Nobody hears a change while the bank's window is in front: the form says it when the shopper is back. */
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
