// What a panel's buttons do, and what two of them leave on the panel: a question, and an answer.
import type { PanelAction } from '../panels.ts';
import type { Announcements } from './announcements.ts';
import type { Localization } from './localization.ts';
import type { PaymentSession } from './payment-session.ts';

/** What became of “Check again”: it is on its way, or the words for what it brought. */
export type Asking = '' | 'asked' | 'no_news' | 'checking_lost_text';

interface PanelHost {
  readonly src: string;
}

export class PanelActions {
  /** Whether the shopper wants to cancel is being asked. */
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

  /** Cancelling is asked about once. */
  readonly act = (action: PanelAction): void => {
    if (action === 'checkNow') return void this.#checkAgain();
    if (action === 'retry' && this.#host.src) return this.#session.end();
    this.asksCancel = action === 'askCancel';
    this.#announcements.sayPolitely(this.asksCancel ? () => this.#localization.words('cancel_ask') : undefined);
    if (action !== 'askCancel' && action !== 'keep') this.#session.controller?.[action]();
  };

  /** Another panel is shown: question and answer were of the one before. */
  reset(): void {
    this.asksCancel = false;
    this.asking = '';
  }

  /** News is shown and told as such; that there is none is told, too. */
  async #checkAgain(): Promise<void> {
    if (this.asking === 'asked') return;
    this.asking = 'asked';
    this.#announcements.sayPolitely();
    const isAnswered = await this.#session.controller?.checkNow();
    if (this.asking !== 'asked') return;
    // Of the bank only what the server has said.
    const brought = isAnswered ? 'no_news' : 'checking_lost_text';
    this.asking = brought;
    this.#announcements.sayPolitely(() => this.#localization.words(brought));
  }
}
