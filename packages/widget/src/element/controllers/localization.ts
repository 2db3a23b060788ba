// The language of the form and its words; English until another language has loaded.
import type { LitElement, ReactiveController } from 'lit';
import { form as en } from '../../i18n/lang/en.ts';
import { languageOf, messagesIn } from '../../i18n/languages.ts';
import { printAmount } from '../../i18n/money.ts';
import { wordsOf, type Messages, type Words } from '../../i18n/messages.ts';

interface LocalizedHost extends LitElement {
  /** The digits of amounts: `own`, or Latin ones. */
  readonly digits: string;
  /** The shop's own words. */
  readonly messages: Partial<Messages>;
}

export class Localization implements ReactiveController {
  /** The language that the form uses now. */
  lang = 'en';
  words: Words = wordsOf(en, 'en');
  readonly #host: LocalizedHost;

  constructor(host: LocalizedHost) {
    this.#host = host;
    host.addController(this);
  }

  /** The language that the page requests: its words may still be loading. */
  get wishedLang(): string {
    return languageOf(this.#host);
  }

  /** Formats a decimal string in rupees for the shopper. */
  amount(rupees: string): string {
    return printAmount(rupees, this.lang, this.#host.digits === 'own' ? 'own' : 'latin');
  }

  hostUpdate(): void {
    const lang = this.wishedLang;
    const messages = messagesIn(lang, () => {
      if (this.#host.isConnected) this.#host.requestUpdate();
    });
    this.lang = messages === en ? 'en' : lang;
    this.words = wordsOf(messages, this.lang, this.#host.messages);
  }
}
