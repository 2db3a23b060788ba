// The payment of the checkout that the attributes name: it starts with them, and starts again when they change.
import type { CheckoutAnswer, CheckoutReference, Problem } from '@eximpe/contract';
import type { LitElement, ReactiveController } from 'lit';
import { isAddress } from '../../api/address.ts';
import type { News } from '../../framed/protocol.ts';
import type { PaymentController } from '../../payment/payment-controller.ts';
import { isInFlight, isOpen, problemOf, type FramedState, type PaymentState } from '../../payment/state.ts';

/** Frameworks may set attributes late; after this time the form says what is missing. */
const WAIT_FOR_ATTRIBUTES_MS = 2_000;

interface SessionHost extends LitElement {
  readonly endpoint: string;
  readonly checkout: string;
  readonly challenge: string;
  readonly src: string;
}

export interface SessionPorts {
  /** Makes the controller of a payment that starts now. */
  readonly create: (endpoint: string, challenge: string, onState: (state: PaymentState) => void) => PaymentController;
  /** The form in the frame at `src` looks after the checkout. */
  readonly createFrame: (src: string) => void;
  /** The payment changed its state. */
  readonly onMove: (before: PaymentState, after: PaymentState) => void;
  /** The session of one checkout is over; everything loaded for it is useless now. */
  readonly onEnd: () => void;
}

export class PaymentSession implements ReactiveController {
  state: PaymentState = { kind: 'loading' };
  /** As the server last sent it; `paid` and resumed states do not repeat it. */
  checkout: CheckoutAnswer | null = null;
  /** The merchant's reference of the checkout. */
  reference: CheckoutReference = '';
  controller: PaymentController | undefined;
  /** The state that the frame sends, if the form is in a frame. */
  framed: FramedState | undefined;
  /** The problem that the frame last sent about an attempt that ended. */
  #framedWhy: Problem | undefined;
  readonly #host: SessionHost;
  readonly #ports: SessionPorts;
  /** The attributes with which the controller started, and those that were set while its payment was under way. */
  #started = '';
  #postponed = '';
  #reporting: ReturnType<typeof setTimeout> | undefined;

  constructor(host: SessionHost, ports: SessionPorts) {
    this.#host = host;
    this.#ports = ports;
    host.addController(this);
  }

  hostConnected(): void {
    // The element was taken out and put back: it looks after its payment again.
    this.#host.requestUpdate();
  }

  /**
   * A change of the attributes during a payment waits: otherwise the outcome would leave the screen at once. It takes effect when the form is
   * shown again, and the reason why the payment ended stays.
   */
  hostUpdate(): void {
    // Frameworks set undefined and null for values that they do not have yet.
    const text = (value: string | number | null | undefined): string => String(value ?? '');
    const [src, endpoint, checkout, challenge] = [
      text(this.#host.src),
      text(this.#host.endpoint),
      text(this.#host.checkout),
      text(this.#host.challenge),
    ];
    // The frame itself gets the other attributes.
    const wanted = src || [endpoint, checkout, challenge].join();
    const state = this.framed ?? this.state;
    let why: Problem | undefined;
    if (isInFlight(state)) this.#postponed = wanted;
    else if (isOpen(state)) {
      if (this.#postponed === wanted) why = problemOf(state);
      this.#postponed = '';
    }
    if (!this.#host.isConnected || [this.#started, this.#postponed].includes(wanted)) return;
    this.end(why);
    this.#started = wanted;
    this.reference = checkout;
    if (!isAddress(src || (checkout && endpoint))) {
      this.#reporting = setTimeout(this.#reportIncomplete, WAIT_FOR_ATTRIBUTES_MS);
      return;
    }
    if (src) return this.#ports.createFrame(src);
    this.controller = this.#ports.create(endpoint, challenge, (next) => this.#move(next));
    this.controller.start(checkout, why);
  }

  /** Stops looking after a checkout; a payment under way can be found again. `why` is the reason that the next one shows above the fields. */
  end(why?: Problem): void {
    clearTimeout(this.#reporting);
    this.controller?.stop();
    this.controller = undefined;
    this.checkout = null;
    this.#started = this.#postponed = '';
    this.framed = undefined;
    this.#ports.onEnd();
    if (this.state.kind !== 'loading') this.#move({ kind: 'loading', ...(why && { problem: why }) });
  }

  /** Shows that nothing can be paid here. */
  refuse(problem: Problem): void {
    this.framed = undefined;
    this.#move({ kind: 'unavailable', problem });
  }

  /** Hears from the frame how the form is, after what happened to it. */
  hear(news: News): void {
    if (news.type === 'eximpe-problem') this.#framedWhy = news.detail.problem;
    if (news.type !== 'form') return;
    if (isInFlight({ kind: news.state })) this.#framedWhy = undefined;
    this.framed = { kind: news.state, problem: this.#framedWhy };
  }

  #move(next: PaymentState): void {
    const before = this.state;
    this.state = next;
    if ('checkout' in next && next.checkout) this.checkout = next.checkout;
    this.#ports.onMove(before, next);
    this.#host.requestUpdate();
  }

  /** Without a checkout and an endpoint there is nothing to wait for. */
  readonly #reportIncomplete = (): void => {
    if (!this.#host.isConnected || this.controller || isAddress(this.#host.src)) return;
    this.refuse({ code: 'request_invalid', message: 'Set checkout and endpoint.' });
  };
}
