// Runs the machine: takes events in, carries commands out through api, bank and memory, in order and one at a time.
import type { AttemptId, CheckoutReference, InitiateRequest, PaymentAnswer, PaymentHandle } from '@eximpe/contract';
import { httpPaymentApi } from '../api/http-payment-api.ts';
import type { Reply } from '../api/payment-api.ts';
import { paymentStream } from '../api/payment-stream.ts';
import { openChannel, type Heard } from '../challenge/attempt-channel.ts';
import { createBank, type BankOptions } from '../challenge/bank.ts';
import { realClock } from '../clock.ts';
import { newAttemptId } from './attempt-id.ts';
import { tabMemory, type AttemptMemory } from './attempt-memory.ts';
import type { Command } from './command.ts';
import type { PaymentEvent } from './event.ts';
import { pageHints } from './page-hints.ts';
import type { PaymentController } from './payment-controller.ts';
import { FIRST_DELAY_MS } from './poll-schedule.ts';
import { isInFlight, type PaymentState } from './state.ts';
import { step } from './step.ts';
import { watch } from './watch.ts';

/**
 * `endpoint` is where the server-kit is mounted, e.g. `/eximpe`. `frameParent` is where the bank's dialog is put in iframe mode:
 * inside our shadow root, so that the page's styles can't reach it. `words` are the dialog's.
 */
export interface ControllerOptions extends BankOptions {
  readonly onState: (state: PaymentState) => void;
}

type Doing = { readonly [Kind in Command['kind']]: (command: Extract<Command, { kind: Kind }>) => void };

interface Followed {
  readonly about: AttemptId;
  readonly handle: PaymentHandle | null;
  askNow(): void;
  hear(type?: Heard): void;
  stop(): void;
}

export function createController(options: ControllerOptions): PaymentController {
  const { endpoint, onState } = options;
  const api = httpPaymentApi(endpoint);
  let state: PaymentState = { kind: 'loading' };
  let reference: CheckoutReference = '';
  let memory: AttemptMemory | undefined;
  /** Between the click and the request, and no longer. */
  let card: InitiateRequest | undefined;
  let followed: Followed | undefined;
  /** From `start` to `stop`: stops the hints. Replies to what was asked before are dropped. */
  let running: (() => void) | undefined;

  const waiting: PaymentEvent[] = [];
  let busy = false;
  function dispatch(event: PaymentEvent): void {
    waiting.push(event);
    if (busy) return;
    busy = true;
    try {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const before = state;
        const [after, todo] = step(state, next);
        state = after;
        for (const command of todo) (DO[command.kind] as (command: Command) => void)(command);
        if (state !== before) onState(state);
      }
    } finally {
      busy = false;
    }
  }
  const hint = (): void => dispatch({ kind: 'hinted' });

  /** Deals with a reply unless the controller was stopped or started anew meanwhile. */
  async function take<Value>(promise: Promise<Reply<Value>>, deal: (reply: Reply<Value>) => void): Promise<void> {
    const asked = running;
    const reply = await promise;
    if (asked === running) deal(reply);
  }
  const takeAnswer = (about: AttemptId, promise: Promise<Reply<PaymentAnswer>>): Promise<void> =>
    take(promise, (reply) => {
      if (reply.kind === 'answer') dispatch({ kind: 'answered', about, payment: reply.value });
      else dispatch({ kind: reply.kind === 'lost' ? 'answerLost' : 'refused', about, problem: reply.problem });
    });

  const bank = createBank(options, {
    blocked() {
      if ('mode' in state) dispatch({ kind: 'challengeBlocked', next: bank.fallback(state.mode) });
    },
    closed: () => dispatch({ kind: 'windowClosed' }),
    windowWanted: () => dispatch({ kind: 'reopened', mode: 'popup' }),
    signalled(type, about) {
      if (followed?.about === about) return followed.hear(type);
      // An attempt that was cancelled here came back from the bank: it may have paid the checkout.
      loadCheckout();
      hint();
    },
  });

  const loadCheckout = (): void =>
    void take(api.checkout(reference), (reply) =>
      dispatch(
        reply.kind === 'answer'
          ? { kind: 'checkoutLoaded', checkout: reply.value }
          : { kind: 'checkoutRefused', problem: reply.problem },
      ),
    );

  function follow(about: AttemptId, handle: PaymentHandle | null): Followed {
    /** What is about another payment than the one that was asked about says nothing of it. */
    const answered = (payment: PaymentAnswer): void => {
      if (handle === null ? payment.attempt === about : payment.handle === handle)
        dispatch({ kind: 'answered', about, payment });
    };
    const ask = (stop: AbortSignal, held: boolean): Promise<void> =>
      take(handle === null ? api.attempt(about, stop) : api.payment(handle, held, stop), (reply) => {
        if (stop.aborted) return;
        if (reply.kind === 'answer') return answered(reply.value);
        // No answer means asking again, by the schedule; it says nothing about the payment.
        const { code } = reply.problem;
        if (code === 'not_found' || code === 'outcome_unknown') dispatch({ kind: 'nobodyKnows', about });
        if (code === 'attempt_unknown' && reply.kind === 'refused' && handle === null)
          dispatch({ kind: 'attemptUnknown', about });
      });
    const stream = handle === null ? undefined : paymentStream(endpoint, handle, answered);
    const watching = watch(
      {
        clock: realClock,
        random: () => Math.random(),
        ask,
        isPushed: () => stream?.isAlive() ?? false,
        tooLong: () => dispatch({ kind: 'waitedTooLong' }),
      },
      // Nothing on screen but the question: ask at once. With the bank on screen there is time.
      state.kind === 'checking' ? 0 : FIRST_DELAY_MS,
    );
    function hear(type?: Heard): void {
      if (type !== 'returned' && type !== 'refused') return;
      channel.say({ type: 'acknowledged', attempt: about });
      dispatch(type === 'returned' ? { kind: 'returned', about } : { kind: 'hinted' });
    }
    const channel = openChannel(about, hear);
    return {
      about,
      handle,
      askNow: () => watching.askNow(),
      hear,
      stop() {
        watching.stop();
        stream?.stop();
        channel.close();
      },
    };
  }
  function unfollow(): void {
    followed?.stop();
    followed = undefined;
  }

  const DO: Doing = {
    loadCheckout,
    initiate({ attempt, mode }) {
      memory?.remember({ attempt, handle: null });
      bank.prepare(mode, attempt);
      if (card) void takeAnswer(attempt, api.initiate(attempt, card));
      card = undefined;
    },
    showBank: ({ payment, mode }) => bank.show(mode, payment),
    closeBank: () => bank.end('close'),
    relaunch({ payment: { attempt, handle }, mode }) {
      // The shopper began anew: the wait is shown for its full time again.
      unfollow();
      followed = follow(attempt, handle);
      bank.prepare(mode, attempt);
      void takeAnswer(attempt, api.launch(handle));
    },
    cancel: ({ payment: { attempt, handle } }) => void takeAnswer(attempt, api.cancel(handle)),
    follow({ attempt, handle }) {
      memory?.remember({ attempt, handle });
      if (followed?.about === attempt && followed.handle === handle) return;
      unfollow();
      followed = follow(attempt, handle);
    },
    askNow: () => followed?.askNow(),
    letGo() {
      unfollow();
      bank.end('close');
      memory?.forget();
    },
  };

  function end(): void {
    running?.();
    running = card = undefined;
    unfollow();
    bank.end('leave');
  }

  return {
    get state() {
      return state;
    },
    start(checkout) {
      // Another checkout in the middle of a payment does not disturb it.
      if (running && isInFlight(state)) return;
      end();
      running = pageHints(hint);
      reference = checkout;
      memory = tabMemory(endpoint, checkout);
      state = { kind: 'loading' };
      onState(state);
      const known = memory.recall();
      dispatch(known ? { kind: 'resumed', ...known } : { kind: 'started' });
    },
    submit(newCard, mop) {
      if (state.kind !== 'entry' && state.kind !== 'failed') return;
      card = { checkout: reference, card: newCard, mop, shown: state.checkout?.amount };
      dispatch({ kind: 'submitted', attempt: newAttemptId(), mode: bank.mode() });
    },
    reopenChallenge() {
      const blocked = state.kind === 'challenge' && state.window === 'blocked' ? state.mode : undefined;
      if (state.kind === 'challenge' && state.window === 'open' && bank.focus(state.mode)) hint();
      else dispatch({ kind: 'reopened', mode: bank.mode(blocked) });
    },
    cancel: () => dispatch({ kind: 'cancelled' }),
    retry: () => dispatch({ kind: 'retried' }),
    checkNow: hint,
    stop: end,
  };
}
