// The language of the form and its words; English until another language has arrived.
import type { LitElement, ReactiveController } from 'lit';
import { form as en } from '../../i18n/lang/en.ts';
import { languageOf, messagesIn } from '../../i18n/languages.ts';
import { printAmount } from '../../i18n/money.ts';
import { wordsOf, type Messages, type Words } from '../../i18n/messages.ts';

interface LocalizedHost extends LitElement {
  /** Of amounts: `own`, or Latin ones. */
  readonly digits: string;
  /** The shop's own words. */
  readonly messages: Partial<Messages>;
}

export class Localization implements ReactiveController {
  /** What the form speaks at the moment. */
  lang = 'en';
  words: Words = wordsOf(en, 'en');
  readonly #host: LocalizedHost;

  constructor(host: LocalizedHost) {
    this.#host = host;
    host.addController(this);
  }

  /** As wished by the page: its words may still be on their way. */
  get wishedLang(): string {
    return languageOf(this.#host);
  }

  /** A decimal string in rupees, as the shopper reads it. */
  amount(rupees: string): string {
    return printAmount(rupees, this.lang, this.#host.digits === 'own' ? 'own' : 'latin');
  }

  hostUpdate(): void {
    const lang = this.wishedLang;
    const messages = messagesIn(lang, () => this.#host.requestUpdate());
    this.lang = messages === en ? 'en' : lang;
    this.words = wordsOf(messages, this.lang, this.#host.messages);
  }
}
