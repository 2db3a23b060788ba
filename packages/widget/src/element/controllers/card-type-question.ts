// Credit or debit: the form asks only if neither the server nor the issuer's data can say.
import type { Mop } from '@eximpe/contract';
import type { ReactiveControllerHost } from 'lit';

export class CardTypeQuestion {
  answer: Mop | undefined;
  /** The shopper tried to pay without an answer. */
  isMissing = false;
  readonly #host: ReactiveControllerHost;
  #isAsked = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  get isAsked(): boolean {
    return this.#isAsked;
  }
  set isAsked(isAsked: boolean) {
    if (isAsked !== this.#isAsked) this.#host.requestUpdate();
    this.#isAsked = isAsked;
  }

  readonly choose = (mop: Mop): void => {
    this.answer = mop;
    this.isMissing = false;
    this.#host.requestUpdate();
  };

  get isUnanswered(): boolean {
    return this.#isAsked && !this.answer;
  }

  /** Whether nothing is left to ask; shows a missing answer. */
  check(): boolean {
    this.isMissing = this.isUnanswered;
    return !this.isMissing;
  }

  reset(): void {
    this.answer = undefined;
    this.isMissing = false;
    this.#host.requestUpdate();
  }
}
