// What a panel's buttons do, and the two texts that they leave on the panel: a question and an answer.
import type { PanelAction } from '../panels.ts';
import type { Announcements } from './announcements.ts';
import type { Localization } from './localization.ts';
import type { PaymentSession } from './payment-session.ts';

/** The progress of “Check again”: it is under way, or the key of the words for its result. */
export type Asking = '' | 'asked' | 'no_news' | 'checking_lost_text';

interface PanelHost {
  readonly src: string;
}

export class PanelActions {
  /** Whether the panel asks if the shopper wants to cancel. */
  asksCancel = false;
  asking: Asking = '';
  readonly #host: PanelHost;
  readonly #session: PaymentSession;
  readonly #announcements: Announcements;
  readonly #localization: Localization;

  constructor(host: PanelHost, session: PaymentSession, announcements: Announcements, localization: Localization) {
    this.#host = host;
    this.#session = session;
    this.#announcements = announcements;
    this.#localization = localization;
  }

  /** Asks once before it cancels. */
  readonly act = (action: PanelAction): void => {
    if (action === 'checkNow') return void this.#checkAgain();
    if (action === 'retry' && this.#host.src) return this.#session.end();
    this.asksCancel = action === 'askCancel';
    this.#announcements.sayPolitely(this.asksCancel ? () => this.#localization.words('cancel_ask') : undefined);
    if (action !== 'askCancel' && action !== 'keep') this.#session.controller?.[action]();
  };

  /** Another panel is shown: the question and the answer belonged to the previous one. */
  reset(): void {
    this.asksCancel = false;
    this.asking = '';
  }

  /** News is shown and announced as such; if there is none, the panel says that, too. */
  async #checkAgain(): Promise<void> {
    if (this.asking === 'asked') return;
    this.asking = 'asked';
    this.#announcements.sayPolitely();
    const isAnswered = await this.#session.controller?.checkNow();
    if (this.asking !== 'asked') return;
    // It speaks for the bank only if the server has answered.
    const brought = isAnswered ? 'no_news' : 'checking_lost_text';
    this.asking = brought;
    this.#announcements.sayPolitely(() => this.#localization.words(brought));
  }
}
