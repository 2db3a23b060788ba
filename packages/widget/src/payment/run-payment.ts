// Runs the machine: takes events in, carries commands out through the ports, in order and one at a time.
import type {
  AttemptId,
  CheckoutReference,
  InitiateRequest,
  PaymentAnswer,
  PaymentHandle,
  ProblemCode,
  Signal,
} from '@eximpe/contract';
import type { PaymentApi, Reply } from '../api/payment-api.ts';
import type { AttemptChannel } from '../challenge/attempt-channel.ts';
import type { ChallengeHost, HostEvents } from '../challenge/challenge-host.ts';
import type { PaymentStream } from '../api/payment-stream.ts';
import type { Clock } from '../clock.ts';
import type { AttemptMemory } from './attempt-memory.ts';
import type { Command } from './command.ts';
import type { PaymentEvent } from './event.ts';
import type { PageHints } from './page-hints.ts';
import type { PaymentController } from './payment-controller.ts';
import { POLL } from './poll-schedule.ts';
import type { ChallengeMode, PaymentState } from './state.ts';
import { step } from './step.ts';
import { watch } from './watch.ts';
import type { Watch } from './watch.ts';

export interface PaymentPorts {
  readonly api: PaymentApi;
  /** Pushed answers about one payment. */
  stream(handle: PaymentHandle, hear: (payment: PaymentAnswer) => void): PaymentStream;
  readonly clock: Clock;
  random(): number;
  newAttemptId(): AttemptId;
  memory(checkout: CheckoutReference): AttemptMemory;
  hosts(events: HostEvents): Readonly<Record<ChallengeMode, ChallengeHost>>;
  /** The mode for a click made now. */
  mode(): ChallengeMode;
  /** The mode to fall back to without another click. */
  modeAfterBlocked(blocked: ChallengeMode): ChallengeMode | null;
  /** The mode to try at the next click. */
  nextRung(blocked: ChallengeMode): ChallengeMode;
  /** Undefined when the shopper may not be sent there. */
  launchAddress(launchUrl: string): string | undefined;
  openChannel(attempt: AttemptId, hear: (signal: Signal) => void): AttemptChannel;
  pageHints(hints: PageHints): () => void;
  onState(state: PaymentState): void;
}

type Doing = { readonly [Kind in Command['kind']]: (command: Extract<Command, { kind: Kind }>) => void };

/** The server has no record to look at, and says so. */
const NOBODY_KNOWS: readonly ProblemCode[] = ['not_found', 'outcome_unknown'];
const UNDECIDED: readonly PaymentState['kind'][] = ['submitting', 'challenge', 'checking'];

export function runPayment(ports: PaymentPorts): PaymentController {
  const { api, clock } = ports;
  let state: PaymentState = { kind: 'loading' };
  /** Replies to what an earlier life asked are dropped. */
  let life = 0;
  let running = false;
  let reference: CheckoutReference = '';
  let memory: AttemptMemory | undefined;
  /** Between the click and the request, and no longer. */
  let card: InitiateRequest | undefined;
  let watching: (Watch & { readonly about: AttemptId; readonly handle: PaymentHandle | null }) | undefined;
  let stream: PaymentStream | undefined;
  let channel: AttemptChannel | undefined;
  let stopHints = (): void => {};

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
        if (state !== before) ports.onState(state);
      }
    } finally {
      busy = false;
    }
  }

  /** Deals with a reply unless the controller was stopped or started anew meanwhile. */
  function expect<Value>(promise: Promise<Reply<Value>>, take: (reply: Reply<Value>) => void): Promise<void> {
    const asked = life;
    return promise.then((reply) => {
      if (asked === life) take(reply);
    });
  }

  const toEvent = (attempt: AttemptId, reply: Reply<PaymentAnswer>): PaymentEvent => {
    if (reply.kind === 'answer') return { kind: 'answered', attempt, payment: reply.value };
    return reply.kind === 'refused'
      ? { kind: 'refused', attempt, problem: reply.problem }
      : { kind: 'answerLost', attempt };
  };

  const hosts = ports.hosts({
    blocked: () => {
      if (state.kind !== 'submitting' && state.kind !== 'challenge') return;
      dispatch({ kind: 'challengeBlocked', next: ports.modeAfterBlocked(state.mode) });
    },
    closed: () => dispatch({ kind: 'windowClosed' }),
    windowWanted: () => dispatch({ kind: 'reopened', mode: 'popup' }),
    signalled: hear,
  });
  const eachHost = (verb: 'close' | 'leave'): void => Object.values(hosts).forEach((host) => host[verb]());

  function hear({ type, attempt }: Signal): void {
    if (type !== 'returned' && type !== 'refused') return;
    channel?.say({ type: 'acknowledged', attempt });
    dispatch(type === 'returned' ? { kind: 'returned', attempt } : { kind: 'hinted' });
  }

  function listenTo(attempt: AttemptId): void {
    channel?.close();
    channel = ports.openChannel(attempt, hear);
  }

  async function ask(
    attempt: AttemptId,
    handle: PaymentHandle | null,
    stop: AbortSignal,
    held: boolean,
  ): Promise<void> {
    await expect(handle === null ? api.attempt(attempt, stop) : api.payment(handle, held, stop), (reply) => {
      if (stop.aborted) return;
      // No answer means asking again, by the schedule; it says nothing about the payment.
      if (reply.kind === 'answer') dispatch({ kind: 'answered', attempt, payment: reply.value });
      else if (reply.problem.code === 'attempt_unknown' && handle === null)
        dispatch({ kind: 'attemptUnknown', attempt });
      else if (NOBODY_KNOWS.includes(reply.problem.code)) dispatch({ kind: 'nobodyKnows', attempt });
    });
  }

  function stopWatching(): void {
    watching?.stop();
    watching = undefined;
    stream?.stop();
    stream = undefined;
    channel?.close();
    channel = undefined;
  }

  const DO: Doing = {
    loadCheckout() {
      void expect(api.checkout(reference), (reply) =>
        dispatch(
          reply.kind === 'answer'
            ? { kind: 'checkoutLoaded', checkout: reply.value }
            : { kind: 'checkoutRefused', problem: reply.problem },
        ),
      );
    },
    initiate({ attempt }) {
      const request = card;
      card = undefined;
      if (request) void expect(api.initiate(attempt, request), (reply) => dispatch(toEvent(attempt, reply)));
    },
    prepareBank({ attempt, mode }) {
      if (!hosts[mode].prepare(attempt)) dispatch({ kind: 'challengeBlocked', next: ports.modeAfterBlocked(mode) });
    },
    showBank({ attempt, mode, launchUrl }) {
      const address = ports.launchAddress(launchUrl);
      if (address === undefined) dispatch({ kind: 'challengeBlocked', next: null });
      else hosts[mode].show(attempt, address);
    },
    closeBank: () => eachHost('close'),
    relaunch({ attempt, handle }) {
      watching?.beginAgain();
      void expect(api.launch(handle), (reply) => {
        dispatch(toEvent(attempt, reply));
        // Undecided, and no way to the bank: the room made for it is not needed.
        if (reply.kind === 'answer' && reply.value.launchUrl === undefined) dispatch({ kind: 'answerLost', attempt });
      });
    },
    abandon({ attempt, handle }) {
      void expect(api.abandon(handle), (reply) => dispatch(toEvent(attempt, reply)));
    },
    watch({ attempt, handle }) {
      if (watching?.about === attempt && watching.handle === handle) return;
      stopWatching();
      // Nothing on screen but the question: ask at once. With the bank on screen there is time.
      const firstDelayMs = state.kind === 'checking' ? 0 : POLL.firstDelayMs;
      const tooLong = (): void => dispatch({ kind: 'waitedTooLong' });
      const isPushed = (): boolean => stream?.isAlive() ?? false;
      const put = (stop: AbortSignal, held: boolean): Promise<void> => ask(attempt, handle, stop, held);
      const started = watch({ clock, random: () => ports.random(), ask: put, isPushed, tooLong }, firstDelayMs);
      const hearAnswer = (payment: PaymentAnswer): void => dispatch({ kind: 'answered', attempt, payment });
      if (handle !== null) stream = ports.stream(handle, hearAnswer);
      watching = { ...started, about: attempt, handle };
      listenTo(attempt);
    },
    askNow: () => watching?.askNow(),
    stopWatching,
    remember: ({ attempt, handle }) => memory?.remember({ attempt, handle }),
    forget: () => memory?.forget(),
  };

  function end(): void {
    life += 1;
    running = false;
    card = undefined;
    stopHints();
    stopWatching();
    eachHost('leave');
  }

  return {
    get state() {
      return state;
    },
    start(checkout) {
      // Another checkout in the middle of a payment does not disturb it.
      if (running && UNDECIDED.includes(state.kind)) return;
      end();
      running = true;
      stopHints = ports.pageHints({
        hint: () => dispatch({ kind: 'hinted' }),
        shownAgain() {
          dispatch({ kind: 'hinted' });
          dispatch({ kind: 'shownAgain' });
        },
      });
      reference = checkout;
      memory = ports.memory(checkout);
      state = { kind: 'loading' };
      ports.onState(state);
      const known = memory.recall();
      dispatch(known ? { kind: 'resumed', ...known } : { kind: 'started' });
    },
    submit(newCard, mop) {
      if (state.kind !== 'entry' && state.kind !== 'failed') return;
      card = { checkout: reference, card: newCard, ...(mop && { mop }) };
      dispatch({ kind: 'submitted', attempt: ports.newAttemptId(), mode: ports.mode() });
    },
    reopenChallenge() {
      if (state.kind !== 'challenge') return dispatch({ kind: 'reopened', mode: ports.mode() });
      const { mode, window } = state;
      if (window === 'open' && hosts[mode].focus()) return dispatch({ kind: 'hinted' });
      dispatch({ kind: 'reopened', mode: window === 'blocked' ? ports.nextRung(mode) : ports.mode() });
    },
    cancel: () => dispatch({ kind: 'cancelled' }),
    retry: () => dispatch({ kind: 'retried' }),
    checkNow: () => dispatch({ kind: 'hinted' }),
    stop: end,
  };
}
