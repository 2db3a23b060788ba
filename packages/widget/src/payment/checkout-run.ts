// One checkout from start to stop: the machine, and everything that carries out its commands.
import type {
  AttemptId,
  CheckoutReference,
  InitiateRequest,
  PaymentAnswer,
  PaymentHandle,
  Problem,
} from '@eximpe/contract';
import { isLanguage } from '@eximpe/contract/languages';
import { httpPaymentApi } from '../api/http-payment-api.ts';
import type { PaymentApi, Reply } from '../api/payment-api.ts';
import { createBank, type Bank, type BankOptions } from '../challenge/bank.ts';
import { newAttemptId } from './attempt-id.ts';
import { AttemptFollower } from './attempt-follower.ts';
import { tabMemory, type AttemptMemory } from './attempt-memory.ts';
import type { Command } from './command.ts';
import type { PaymentEvent } from './event.ts';
import { Machine } from './machine.ts';
import { pageHints } from './page-hints.ts';
import { FIRST_DELAY_MS } from './poll-schedule.ts';
import type { PaymentState } from './state.ts';

/**
 * `endpoint` is where the server-kit is mounted, e.g. `/eximpe`. `frameParent` is the element for the bank's dialog in iframe mode:
 * inside our shadow root, so that the page's styles can't reach it. `words` are the dialog's.
 */
export interface ControllerOptions extends BankOptions {
  readonly onState: (state: PaymentState) => void;
}

export class CheckoutRun {
  readonly #reference: CheckoutReference;
  readonly #endpoint: string;
  readonly #lang: () => string;
  readonly #api: PaymentApi;
  readonly #memory: AttemptMemory;
  readonly #bank: Bank;
  readonly #machine: Machine;
  readonly #stopHints: () => void;
  #follower: AttemptFollower | undefined;
  #asked: Promise<boolean> | undefined;
  /** From then on, replies to earlier questions are dropped. */
  #isOver = false;

  constructor(reference: CheckoutReference, options: ControllerOptions, why?: Problem) {
    this.#reference = reference;
    this.#endpoint = options.endpoint;
    this.#lang = options.lang;
    this.#api = httpPaymentApi(options.endpoint, reference);
    this.#memory = tabMemory(options.endpoint, reference);
    this.#machine = new Machine(
      { kind: 'loading', ...(why && { problem: why }) },
      {
        carryOut: (command, request) => this.#carryOut(command, request),
        onState: options.onState,
      },
    );
    this.#bank = createBank(options, {
      blocked: () => this.#challengeBlocked(),
      closed: () => this.#dispatch({ kind: 'windowClosed' }),
      windowWanted: () => this.#dispatch({ kind: 'reopened', mode: 'popup' }),
      signalled: (type, attempt) => {
        if (this.#follower?.attempt === attempt) this.#follower.signalled(type);
        else this.#cameBackLate();
      },
    });
    this.#stopHints = pageHints(() => void this.hint());
    options.onState(this.state);
    const known = this.#memory.recall();
    this.#dispatch(known ? { kind: 'resumed', ...known } : { kind: 'started' });
  }

  get state(): PaymentState {
    return this.#machine.state;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  submit(card: InitiateRequest['card'], mop: InitiateRequest['mop']): void {
    const { state } = this;
    if (state.kind !== 'entry' && state.kind !== 'failed') return;
    const mode = this.#bank.mode();
    const lang = this.#lang();
    const request = {
      checkout: this.#reference,
      card,
      mop,
      challenge: mode,
      shown: state.checkout?.amount,
      ...(isLanguage(lang) && { language: lang }),
    };
    this.#dispatch({ kind: 'submitted', attempt: newAttemptId(), mode }, request);
  }

  reopenChallenge(): void {
    const { state } = this;
    const blocked = state.kind === 'challenge' && state.window === 'blocked' ? state.mode : undefined;
    if (state.kind === 'challenge' && state.window === 'open' && this.#bank.focus(state.mode)) void this.hint();
    else this.#dispatch({ kind: 'reopened', mode: this.#bank.mode(blocked) });
  }

  cancel(): void {
    this.#dispatch({ kind: 'cancelled' });
  }

  retry(): void {
    this.#dispatch({ kind: 'retried' });
  }

  /**
   * Something makes it worth asking now. Resolves once the payment under way was asked about, with whether the server answered; with
   * true, too, when it is no longer asked about.
   */
  hint(): Promise<boolean> {
    this.#asked = undefined;
    this.#dispatch({ kind: 'hinted' });
    return this.#asked ?? Promise.resolve(true);
  }

  end(): void {
    this.#isOver = true;
    this.#stopHints();
    this.#unfollow();
    this.#bank.end('leave');
  }

  #dispatch(event: PaymentEvent, request?: InitiateRequest): void {
    if (!this.#isOver) this.#machine.dispatch(event, request);
  }

  #carryOut(command: Command, request: InitiateRequest | undefined): void {
    switch (command.kind) {
      case 'loadCheckout':
        return void this.#loadCheckout();
      case 'initiate': {
        const { attempt, mode } = command;
        this.#memory.remember({ attempt, handle: null });
        this.#bank.prepare(mode, attempt);
        if (request) void this.#takeAnswer(attempt, this.#api.initiate(attempt, request));
        return undefined;
      }
      case 'showBank':
        return this.#bank.show(command.mode, command.payment);
      case 'closeBank':
        return this.#bank.end('close');
      case 'relaunch': {
        const { attempt, handle } = command.payment;
        // The shopper started again: the wait is shown for its full time again.
        this.#follow(attempt, handle);
        this.#bank.prepare(command.mode, attempt);
        return void this.#takeAnswer(attempt, this.#api.launch(handle));
      }
      case 'cancel': {
        const { attempt, handle } = command.payment;
        return void this.#takeAnswer(attempt, this.#api.cancel(handle));
      }
      case 'follow': {
        const { attempt, handle } = command;
        this.#memory.remember({ attempt, handle });
        if (this.#follower?.attempt !== attempt || this.#follower.handle !== handle) this.#follow(attempt, handle);
        return undefined;
      }
      case 'askNow':
        this.#asked = this.#follower?.askNow();
        return undefined;
      case 'forgetAttempt':
        this.#unfollow();
        this.#bank.end('close');
        return this.#memory.forget();
    }
  }

  async #loadCheckout(): Promise<void> {
    const reply = await this.#api.checkout();
    if (reply.kind === 'answer') this.#dispatch({ kind: 'checkoutLoaded', checkout: reply.value });
    else this.#dispatch({ kind: 'checkoutRefused', problem: reply.problem });
  }

  async #takeAnswer(about: AttemptId, asked: Promise<Reply<PaymentAnswer>>): Promise<void> {
    const reply = await asked;
    if (reply.kind === 'answer') this.#dispatch({ kind: 'answered', about, payment: reply.value });
    else this.#dispatch({ kind: reply.kind === 'lost' ? 'answerLost' : 'refused', about, problem: reply.problem });
  }

  #follow(attempt: AttemptId, handle: PaymentHandle | null): void {
    this.#unfollow();
    // If the screen shows nothing but the question, ask at once. While the bank's page is shown, there is time.
    const firstDelayMs = this.state.kind === 'checking' ? 0 : FIRST_DELAY_MS;
    this.#follower = new AttemptFollower(attempt, handle, firstDelayMs, {
      endpoint: this.#endpoint,
      api: this.#api,
      dispatch: (event) => this.#dispatch(event),
    });
  }

  #unfollow(): void {
    this.#follower?.stop();
    this.#follower = undefined;
  }

  #challengeBlocked(): void {
    const { state } = this;
    if ('mode' in state) this.#dispatch({ kind: 'challengeBlocked', next: this.#bank.fallback(state.mode) });
  }

  /** The shopper came back from the bank to an attempt that they had cancelled here: it may have paid the checkout. */
  #cameBackLate(): void {
    if (this.#isOver) return;
    void this.#loadCheckout();
    void this.hint();
  }
}
