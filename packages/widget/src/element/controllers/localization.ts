// The language of the form and its words; English until another language has arrived.
import type { LitElement, ReactiveController } from 'lit';
import { en } from '../../i18n/en.ts';
import { languageOf, messagesIn } from '../../i18n/languages.ts';
import { wordsOf, type Messages, type Words } from '../../i18n/messages.ts';

interface LocalizedHost extends LitElement {
  /** The shop's own words. */
  readonly messages: Partial<Messages>;
}

export class Localization implements ReactiveController {
  /** What the form speaks at the moment. */
  lang = 'en';
  words: Words = wordsOf(en);
  readonly #host: LocalizedHost;

  constructor(host: LocalizedHost) {
    this.#host = host;
    host.addController(this);
  }

  /** As wished by the page: its words may still be on their way. */
  get wishedLang(): string {
    return languageOf(this.#host);
  }

  hostUpdate(): void {
    const lang = this.wishedLang;
    const messages = messagesIn(lang, () => this.#host.requestUpdate());
    this.lang = messages === en ? 'en' : lang;
    this.words = wordsOf(messages, this.#host.messages);
  }
}
