// Follows one attempt until its outcome is known: asks the server, and listens to its stream and to our pages in the bank's window.
import type { AttemptId, PaymentAnswer, PaymentHandle } from '@eximpe/contract';
import type { PaymentApi, Reply } from '../api/payment-api.ts';
import { paymentStream, type PaymentStream } from '../api/payment-stream.ts';
import { openChannel, type AttemptChannel, type Heard } from '../challenge/attempt-channel.ts';
import { realClock } from '../clock.ts';
import type { PaymentEvent } from './event.ts';
import { watch, type Watch } from './watch.ts';

export interface FollowerPorts {
  readonly endpoint: string;
  readonly api: PaymentApi;
  readonly dispatch: (event: PaymentEvent) => void;
}

export class AttemptFollower {
  readonly attempt: AttemptId;
  /** Null while only the attempt's id is known. */
  readonly handle: PaymentHandle | null;
  readonly #ports: FollowerPorts;
  readonly #stream: PaymentStream | undefined;
  readonly #channel: AttemptChannel;
  readonly #watch: Watch;

  /** `firstDelayMs`: pause before the first question. */
  constructor(attempt: AttemptId, handle: PaymentHandle | null, firstDelayMs: number, ports: FollowerPorts) {
    this.attempt = attempt;
    this.handle = handle;
    this.#ports = ports;
    this.#stream =
      handle === null ? undefined : paymentStream(ports.endpoint, handle, (payment) => this.#answered(payment));
    this.#channel = openChannel(attempt, (type) => this.signalled(type));
    this.#watch = watch(
      {
        clock: realClock,
        random: () => Math.random(),
        ask: (stop, held) => this.#ask(stop, held),
        isPushed: () => this.#stream?.isAlive() ?? false,
        onTimeout: () => ports.dispatch({ kind: 'waitTimedOut' }),
      },
      firstDelayMs,
    );
  }

  /** Resolves with whether the server answered (a refusal is no answer), once the answer was handled; with true, too, when it has stopped following. */
  askNow(): Promise<boolean> {
    return this.#watch.askNow();
  }

  /** One of our pages in the bank's window sent a signal. */
  signalled(type: Heard | undefined): void {
    if (type !== 'returned' && type !== 'refused') return;
    this.#channel.say({ type: 'acknowledged', attempt: this.attempt });
    this.#ports.dispatch(type === 'returned' ? { kind: 'returned', about: this.attempt } : { kind: 'hinted' });
  }

  stop(): void {
    this.#watch.stop();
    this.#stream?.stop();
    this.#channel.close();
  }

  async #ask(stop: AbortSignal, held: boolean): Promise<boolean> {
    const { api } = this.#ports;
    const reply = await (this.handle === null ? api.attempt(this.attempt, stop) : api.payment(this.handle, held, stop));
    const isAnswered = reply.kind === 'answer';
    if (stop.aborted) return isAnswered;
    if (reply.kind === 'answer') this.#answered(reply.value);
    else this.#notAnswered(reply);
    return isAnswered;
  }

  /** Ignores an answer about another payment than the one it asked about. */
  #answered(payment: PaymentAnswer): void {
    const isOurs = this.handle === null ? payment.attempt === this.attempt : payment.handle === this.handle;
    if (isOurs) this.#ports.dispatch({ kind: 'answered', about: this.attempt, payment });
  }

  /** Without an answer it asks again, by the schedule; a missing answer says nothing about the payment. */
  #notAnswered({ kind, problem: { code } }: Exclude<Reply<PaymentAnswer>, { kind: 'answer' }>): void {
    const about = this.attempt;
    if (code === 'not_found' || code === 'outcome_unknown') this.#ports.dispatch({ kind: 'outcomeUnknown', about });
    if (code === 'attempt_unknown' && kind === 'refused' && this.handle === null)
      this.#ports.dispatch({ kind: 'attemptUnknown', about });
  }
}
