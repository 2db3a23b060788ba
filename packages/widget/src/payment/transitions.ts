// The payment as a printed table: in this state, on that event, this comes next and that is to be done.
// An empty cell means nothing happens. `paid` has no cells: that is the proof that a settled payment can't be disturbed.
import type { AttemptId, CheckoutAnswer, PaymentAnswer, Problem } from '@eximpe/contract';
import type { Command } from './command.ts';
import type { PaymentEvent } from './event.ts';
import { ownProblem } from './own-problem.ts';
import type { ChallengeMode, PaymentState } from './state.ts';

type Of<Union extends { kind: string }, Kind extends Union['kind']> = Extract<Union, { kind: Kind }>;
export type Step = readonly [next: PaymentState, todo: readonly Command[]];
export type Transitions = {
  readonly [S in PaymentState['kind']]: {
    readonly [E in PaymentEvent['kind']]?: (state: Of<PaymentState, S>, event: Of<PaymentEvent, E>) => Step;
  };
};

const stay = (state: PaymentState, ...todo: readonly Command[]): Step => [state, todo];
const ASK_NOW: Command = { kind: 'askNow' };
/** Everything an undecided attempt holds on to. */
const LET_GO: readonly Command[] = [{ kind: 'stopWatching' }, { kind: 'closeBank' }, { kind: 'forget' }];

/** What is known while undecided, whichever state it is known in. */
interface Undecided {
  readonly checkout: CheckoutAnswer | null;
  readonly attempt: AttemptId;
  readonly payment: PaymentAnswer | null;
}
type Why = Of<PaymentState, 'checking'>['why'];

const checking = (why: Why, { checkout, attempt, payment }: Undecided, ...todo: readonly Command[]): Step => [
  { kind: 'checking', checkout, attempt, payment, why },
  todo,
];

/** Back to the form, fetching what to charge if this tab doesn't know it. */
const backToEntry = (checkout: CheckoutAnswer | null, problem: Problem): Step =>
  checkout === null
    ? [{ kind: 'loading', problem }, [...LET_GO, { kind: 'loadCheckout' }]]
    : [{ kind: 'entry', checkout, problem }, LET_GO];

/** What the server's word makes of an undecided payment; undefined while it is still undecided. */
function settle(checkout: CheckoutAnswer | null, payment: PaymentAnswer): Step | undefined {
  if (payment.status === 'successful') return [{ kind: 'paid', payment }, LET_GO];
  if (payment.status === 'failed') {
    return [{ kind: 'failed', checkout, payment, problem: payment.problem ?? ownProblem('card_declined') }, LET_GO];
  }
  return payment.problem && backToEntry(checkout, payment.problem);
}

/** From now on this payment is remembered and asked about by its handle. */
const follow = ({ attempt, handle }: PaymentAnswer): readonly Command[] => [
  { kind: 'remember', attempt, handle },
  { kind: 'watch', attempt, handle },
];

/** Takes the shopper to the bank, if the answer says where. */
function challenge(checkout: CheckoutAnswer | null, payment: PaymentAnswer, mode: ChallengeMode): Step | undefined {
  const { attempt, launchUrl } = payment;
  if (launchUrl === undefined) return undefined;
  return [
    { kind: 'challenge', checkout, payment, mode, window: 'open' },
    [...follow(payment), { kind: 'showBank', attempt, mode, launchUrl }],
  ];
}

/** Another payment of this checkout stands in the way: look after that one instead. */
function refused(checkout: CheckoutAnswer | null, attempt: AttemptId, problem: Problem): Step {
  const { code, handle } = problem;
  if (handle !== undefined && (code === 'attempt_pending' || code === 'already_paid')) {
    return checking(
      'resumed',
      { checkout, attempt, payment: null },
      { kind: 'closeBank' },
      { kind: 'remember', attempt, handle },
      { kind: 'watch', attempt, handle },
    );
  }
  if (code === 'already_paid') return [{ kind: 'unavailable', problem }, LET_GO];
  return backToEntry(checkout, problem);
}

function submit(checkout: CheckoutAnswer | null, { attempt, mode }: Of<PaymentEvent, 'submitted'>): Step {
  return [
    { kind: 'submitting', checkout, attempt, mode },
    [
      { kind: 'remember', attempt, handle: null },
      { kind: 'prepareBank', attempt, mode },
      { kind: 'initiate', attempt },
    ],
  ];
}

/** Shows the bank again for a payment already made; only its address is new. */
function reopen(checkout: CheckoutAnswer | null, payment: PaymentAnswer, mode: ChallengeMode): Step {
  const { attempt, handle } = payment;
  return [
    { kind: 'challenge', checkout, payment, mode, window: 'open' },
    [
      { kind: 'prepareBank', attempt, mode },
      { kind: 'relaunch', attempt, handle },
    ],
  ];
}

function cancel(checkout: CheckoutAnswer | null, payment: PaymentAnswer): Step {
  const { attempt, handle } = payment;
  return checking(
    'cancelling',
    { checkout, attempt, payment },
    { kind: 'closeBank' },
    { kind: 'abandon', attempt, handle },
  );
}

const withBankClosed = (checkout: CheckoutAnswer | null, payment: PaymentAnswer, ...todo: readonly Command[]): Step => [
  { kind: 'challenge', checkout, payment, mode: 'popup', window: 'closed' },
  todo,
];

/** The server did not take the cancellation: the payment goes on, and the shopper may cancel again. */
const notCancelled = (state: Of<PaymentState, 'checking'>): Step =>
  state.why === 'cancelling' && state.payment !== null
    ? withBankClosed(state.checkout, state.payment, ASK_NOW)
    : stay(state);

const offer = (checkout: CheckoutAnswer, problem?: Problem): Step =>
  checkout.paid
    ? [{ kind: 'unavailable', problem: ownProblem('already_paid') }, []]
    : [{ kind: 'entry', checkout, ...(problem && { problem }) }, []];

const load: Step = [{ kind: 'loading' }, [{ kind: 'loadCheckout' }]];

export const TRANSITIONS: Transitions = {
  loading: {
    started: (state) => stay(state, { kind: 'loadCheckout' }),
    resumed: (_, { attempt, handle }) =>
      checking(
        'resumed',
        { checkout: null, attempt, payment: null },
        { kind: 'watch', attempt, handle },
        { kind: 'loadCheckout' },
      ),
    checkoutLoaded: ({ problem }, { checkout }) => offer(checkout, problem),
    checkoutRefused: (_, { problem }) => [{ kind: 'unavailable', problem }, []],
  },

  unavailable: {
    retried: () => load,
    shownAgain: (state) => stay(state, { kind: 'loadCheckout' }),
    checkoutLoaded: (_, { checkout }) => offer(checkout),
    checkoutRefused: (_, { problem }) => [{ kind: 'unavailable', problem }, []],
  },

  entry: {
    submitted: ({ checkout }, event) => submit(checkout, event),
    shownAgain: (state) => stay(state, { kind: 'loadCheckout' }),
    checkoutLoaded: ({ problem }, { checkout }) => offer(checkout, problem),
    // An answer that was still on its way when the shopper gave up. Money that moved is never hidden.
    answered: (state, { payment }) =>
      payment.status === 'successful' ? [{ kind: 'paid', payment }, LET_GO] : stay(state),
  },

  submitting: {
    answered: (state, { attempt, payment }) => {
      if (attempt !== state.attempt) return stay(state);
      return (
        settle(state.checkout, payment) ??
        challenge(state.checkout, payment, state.mode) ??
        checking('no_challenge', { ...state, payment }, { kind: 'closeBank' }, ...follow(payment))
      );
    },
    refused: (state, { attempt, problem }) =>
      attempt === state.attempt ? refused(state.checkout, attempt, problem) : stay(state),
    answerLost: (state, { attempt }) =>
      attempt === state.attempt
        ? checking(
            'answer_lost',
            { ...state, payment: null },
            { kind: 'closeBank' },
            { kind: 'watch', attempt, handle: null },
          )
        : stay(state),
    challengeBlocked: (state, { next }) => (next === null ? stay(state) : stay({ ...state, mode: next })),
  },

  challenge: {
    answered: (state, { payment }) => {
      if (payment.attempt !== state.payment.attempt) return stay(state);
      return settle(state.checkout, payment) ?? challenge(state.checkout, payment, state.mode) ?? stay(state);
    },
    returned: (state, { attempt }) =>
      attempt === state.payment.attempt
        ? checking('returned', { ...state, attempt }, { kind: 'closeBank' }, ASK_NOW)
        : stay(state),
    // Only a fresh launch address was asked for, and there is none: the payment itself stands where it stood.
    refused: (state) => stay({ ...state, window: 'closed' }, { kind: 'closeBank' }, ASK_NOW),
    answerLost: (state) => stay({ ...state, window: 'closed' }, { kind: 'closeBank' }, ASK_NOW),
    challengeBlocked: (state, { next }) =>
      next === null
        ? stay({ ...state, window: 'blocked' }, { kind: 'closeBank' })
        : reopen(state.checkout, state.payment, next),
    windowClosed: (state) => stay({ ...state, window: 'closed' }, ASK_NOW),
    reopened: ({ checkout, payment }, { mode }) => reopen(checkout, payment, mode),
    cancelled: ({ checkout, payment }) => cancel(checkout, payment),
    hinted: (state) => stay(state, ASK_NOW),
    checkoutLoaded: (state, { checkout }) => stay({ ...state, checkout }),
    waitedTooLong: ({ payment }) => [{ kind: 'unknown', attempt: payment.attempt, payment }, [{ kind: 'closeBank' }]],
  },

  checking: {
    answered: (state, { attempt, payment }) => {
      if (attempt !== state.attempt) return stay(state);
      const decided = settle(state.checkout, payment) ?? challenge(state.checkout, payment, 'popup');
      if (decided) return decided;
      // The shopper may still be with the bank, or may want to go there: show how.
      if ((state.why === 'resumed' || state.why === 'answer_lost') && payment.orderId !== null) {
        return withBankClosed(state.checkout, payment, ...follow(payment));
      }
      return state.payment === null
        ? stay({ ...state, attempt: payment.attempt, payment }, ...follow(payment))
        : stay(state);
    },
    refused: (state, { attempt }) => (attempt === state.attempt ? notCancelled(state) : stay(state)),
    nobodyKnows: (state, { attempt }) =>
      attempt === state.attempt && state.payment === null
        ? [{ kind: 'unknown', attempt, payment: null }, []]
        : stay(state),
    answerLost: (state, { attempt }) => (attempt === state.attempt ? notCancelled(state) : stay(state)),
    attemptUnknown: (state, { attempt }) =>
      attempt === state.attempt && state.payment === null
        ? backToEntry(state.checkout, ownProblem('attempt_unknown'))
        : stay(state),
    returned: (state) => stay({ ...state, why: 'returned' }, ASK_NOW),
    reopened: (state, { mode }) => (state.payment === null ? stay(state) : reopen(state.checkout, state.payment, mode)),
    cancelled: (state) => (state.payment === null ? stay(state) : cancel(state.checkout, state.payment)),
    hinted: (state) => stay(state, ASK_NOW),
    checkoutLoaded: (state, { checkout }) => stay({ ...state, checkout }),
    waitedTooLong: ({ attempt, payment }) => [{ kind: 'unknown', attempt, payment }, [{ kind: 'closeBank' }]],
  },

  paid: {},

  failed: {
    retried: ({ checkout }) => (checkout === null ? load : [{ kind: 'entry', checkout }, []]),
    submitted: ({ checkout }, event) => submit(checkout, event),
    checkoutLoaded: (state, { checkout }) => stay({ ...state, checkout }),
  },

  // Still asked about, and still open to the server's word; nothing else ends it.
  unknown: {
    answered: (state, { attempt, payment }) =>
      (attempt === state.attempt ? settle(null, payment) : undefined) ?? stay(state),
    returned: (state) => stay(state, ASK_NOW),
    hinted: (state) => stay(state, ASK_NOW),
  },
};
