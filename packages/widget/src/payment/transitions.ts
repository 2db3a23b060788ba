// The payment as a table: for each state and event, the next state and the commands.
// An empty cell means that nothing happens. `paid` has no cells: so nothing can disturb a payment that is paid.
import type { AttemptId, CheckoutAnswer, PaymentAnswer, PaymentHandle, Problem, ProblemCode } from '@eximpe/contract';
import type { Command } from './command.ts';
import type { PaymentEvent } from './event.ts';
import type { ChallengeMode, PaymentState } from './state.ts';

type Of<Union extends { kind: string }, Kind extends Union['kind']> = Extract<Union, { kind: Kind }>;
export type Step = readonly [next: PaymentState, todo: readonly Command[]];
export type Transitions = {
  readonly [S in PaymentState['kind']]: {
    readonly [E in PaymentEvent['kind']]?: (state: Of<PaymentState, S>, event: Of<PaymentEvent, E>) => Step;
  };
};

type Checkout = CheckoutAnswer | null;
type Checking = Of<PaymentState, 'checking'>;
interface Known {
  readonly checkout: Checkout;
  readonly payment: PaymentAnswer;
}

const LOAD: Command = { kind: 'loadCheckout' };
const CLOSE_BANK: Command = { kind: 'closeBank' };
const ASK_NOW: Command = { kind: 'askNow' };
const FORGET_ATTEMPT: Command = { kind: 'forgetAttempt' };
const follow = (attempt: AttemptId, handle: PaymentHandle | null): Command => ({ kind: 'follow', attempt, handle });

const to = (next: PaymentState, ...todo: readonly Command[]): Step => [next, todo];
/** A problem that the widget itself found. Shoppers read the form's words for its code. */
const ownProblem = (code: ProblemCode): Problem => ({ code, message: code });

const load = (): Step => to({ kind: 'loading' }, LOAD);
const unavailable = (problem: Problem): Step => to({ kind: 'unavailable', problem });
const offer = (checkout: CheckoutAnswer, problem?: Problem): Step =>
  checkout.paid
    ? unavailable(ownProblem('already_paid'))
    : to({ kind: 'entry', checkout, ...(problem && { problem }) });

/** Shows the form again. It loads the checkout again: the price may have changed, or this tab may not know it. */
const backToEntry = (checkout: Checkout, problem: Problem): Step =>
  to(checkout ? { kind: 'entry', checkout, problem } : { kind: 'loading', problem }, FORGET_ATTEMPT, LOAD);

const submit = (checkout: Checkout, { attempt, mode }: Of<PaymentEvent, 'submitted'>): Step =>
  to({ kind: 'submitting', checkout, attempt, mode }, { kind: 'initiate', attempt, mode });

/** The next step of an undecided payment after the server's answer; undefined while it is still undecided. */
function settle(checkout: Checkout, payment: PaymentAnswer): Step | undefined {
  const { status, problem } = payment;
  // The payment was called failed, but captured after all: whatever else the answer says, there is nothing left to pay.
  if (problem?.code === 'already_paid') return to({ kind: 'unavailable', problem }, FORGET_ATTEMPT);
  if (status === 'successful') return to({ kind: 'paid', payment }, FORGET_ATTEMPT);
  if (status === 'failed') {
    const failed = { kind: 'failed', checkout, payment, problem: problem ?? ownProblem('card_declined') } as const;
    return checkout ? to(failed, FORGET_ATTEMPT) : to(failed, FORGET_ATTEMPT, LOAD);
  }
  return problem && backToEntry(checkout, problem);
}

const atBank = (known: Known, mode: ChallengeMode, window: 'open' | 'closed', ...todo: readonly Command[]): Step =>
  to({ kind: 'challenge', checkout: known.checkout, payment: known.payment, mode, window }, ...todo);

/** The part of an answer's result that is the same in all states: an end, or the bank's page. */
function answer(checkout: Checkout, payment: PaymentAnswer, mode: ChallengeMode): Step | undefined {
  const { attempt, handle, launchUrl } = payment;
  const launch = { kind: 'showBank', payment, mode } as const;
  return (
    settle(checkout, payment) ??
    (launchUrl === undefined ? undefined : atBank({ checkout, payment }, mode, 'open', follow(attempt, handle), launch))
  );
}

/** Shows the bank again for a payment already made; only its address is new. */
const reopen = (known: Known, mode: ChallengeMode): Step =>
  atBank(known, mode, 'open', { kind: 'relaunch', payment: known.payment, mode });

const cancel = ({ checkout, payment }: Known): Step =>
  to({ kind: 'checking', checkout, attempt: payment.attempt, payment, why: 'cancelling' }, CLOSE_BANK, {
    kind: 'cancel',
    payment,
  });

/** A request failed, but the payment did not: the shopper can open the bank's page again, and cancel again. */
const stillOn = (known: Known, mode: ChallengeMode): Step => atBank(known, mode, 'closed', CLOSE_BANK, ASK_NOW);
const notCancelled = (state: Checking): Step =>
  state.why === 'cancelling' && state.payment ? stillOn({ ...state, payment: state.payment }, 'popup') : to(state);

/** Only the server may know the outcome: the form stops showing the wait, and never says “failed”. The bank's page stays, since the shopper may be typing. */
const unknown = (attempt: AttemptId, payment: PaymentAnswer | null): Step => to({ kind: 'unknown', attempt, payment });

/** Another payment of this checkout was captured: unless it turns out to be this one, there is nothing left to confirm. */
const paidElsewhere = (state: Checking): Step =>
  to({ ...state, lost: ownProblem('already_paid') }, CLOSE_BANK, ASK_NOW);

const paidByAnother = (known: Known): Step =>
  paidElsewhere({ ...known, kind: 'checking', attempt: known.payment.attempt, why: 'no_challenge' });

export const TRANSITIONS: Transitions = {
  loading: {
    started: (state) => to(state, LOAD),
    resumed: (_, { attempt, handle }) =>
      to({ kind: 'checking', checkout: null, attempt, payment: null, why: 'resumed' }, follow(attempt, handle), LOAD),
    checkoutLoaded: ({ problem }, { checkout }) => offer(checkout, problem),
    checkoutRefused: (_, { problem }) => unavailable(problem),
  },

  unavailable: {
    retried: load,
    hinted: (state) => to(state, LOAD),
    checkoutLoaded: (_, { checkout }) => offer(checkout),
    checkoutRefused: (_, { problem }) => unavailable(problem),
  },

  entry: {
    submitted: ({ checkout }, event) => submit(checkout, event),
    // Another tab may have paid meanwhile, or the price may have changed.
    hinted: (state) => to(state, LOAD),
    checkoutLoaded: ({ problem }, { checkout }) => offer(checkout, problem),
    // An answer that was still on its way when the shopper cancelled. The form never hides that money has moved.
    answered: (state, { payment }) =>
      payment.status === 'successful' ? to({ kind: 'paid', payment }, FORGET_ATTEMPT) : to(state),
  },

  submitting: {
    answered: ({ checkout, mode, attempt }, { payment }) =>
      answer(checkout, payment, mode) ??
      to(
        { kind: 'checking', checkout, attempt, payment, why: 'no_challenge' },
        CLOSE_BANK,
        follow(attempt, payment.handle),
      ),
    refused({ checkout, attempt }, { problem }) {
      const { code, handle } = problem;
      // Another payment of this checkout is undecided or paid: the form looks after that one instead.
      if (handle && (code === 'attempt_pending' || code === 'already_paid')) {
        const state = { kind: 'checking', checkout, attempt, payment: null, why: 'resumed', lost: problem } as const;
        return to(state, CLOSE_BANK, follow(attempt, handle));
      }
      return code === 'already_paid'
        ? to({ kind: 'unavailable', problem }, FORGET_ATTEMPT)
        : backToEntry(checkout, problem);
    },
    answerLost({ checkout, attempt }, { problem: lost }) {
      const state = { kind: 'checking', checkout, attempt, payment: null, why: 'answer_lost', lost } as const;
      return to(state, CLOSE_BANK, follow(attempt, null));
    },
    challengeBlocked: (state, { next }) => to({ ...state, mode: next ?? state.mode }),
  },

  challenge: {
    answered: (state, { payment }) => answer(state.checkout, payment, state.mode) ?? to(state),
    returned: ({ checkout, payment }, { about }) =>
      to({ kind: 'checking', checkout, attempt: about, payment, why: 'returned' }, CLOSE_BANK, ASK_NOW),
    // Only a fresh launch address was requested, and there is none.
    refused: (state, { problem }) =>
      problem.code === 'already_paid' ? paidByAnother(state) : stillOn(state, state.mode),
    answerLost: (state) => stillOn(state, state.mode),
    challengeBlocked: (state, { next }) =>
      next ? reopen(state, next) : to({ ...state, window: 'blocked' }, CLOSE_BANK),
    windowClosed: (state) => to({ ...state, window: 'closed' }, ASK_NOW),
    reopened: (state, { mode }) => reopen(state, mode),
    cancelled: cancel,
    hinted: (state) => to(state, ASK_NOW),
    checkoutLoaded: (state, { checkout }) =>
      checkout.paid ? paidByAnother({ ...state, checkout }) : to({ ...state, checkout }),
    waitTimedOut: ({ payment }) => unknown(payment.attempt, payment),
  },

  checking: {
    answered(state, { payment }) {
      const { checkout, why } = state;
      const { attempt, handle, orderId } = payment;
      // The checkout is paid, by another payment than the one shown here.
      if (state.lost?.code === 'already_paid' && payment.status !== 'successful')
        return to({ kind: 'unavailable', problem: state.lost }, FORGET_ATTEMPT);
      const end = answer(checkout, payment, 'popup');
      if (end) return end;
      // The shopper may still be with the bank, or may want to go there: offer to open the bank's page.
      if ((why === 'resumed' || why === 'answer_lost') && orderId !== null)
        return atBank({ checkout, payment }, 'popup', 'closed', follow(attempt, handle));
      return state.payment ? to(state) : to({ ...state, attempt, payment }, follow(attempt, handle));
    },
    refused: notCancelled,
    answerLost: notCancelled,
    attemptUnknown: (state) =>
      state.payment ? to(state) : backToEntry(state.checkout, state.lost ?? ownProblem('attempt_unknown')),
    // This tab remembers the attempt, but the server does not: nobody here can say more, and another payment could charge twice.
    outcomeUnknown: (state) => (state.payment ? to(state) : unknown(state.attempt, null)),
    returned: (state) => to({ ...state, why: 'returned' }, ASK_NOW),
    reopened: (state, { mode }) => (state.payment ? reopen({ ...state, payment: state.payment }, mode) : to(state)),
    cancelled: (state) => (state.payment ? cancel({ ...state, payment: state.payment }) : to(state)),
    hinted: (state) => to(state, ASK_NOW),
    checkoutLoaded: (state, { checkout }) =>
      checkout.paid ? paidElsewhere({ ...state, checkout }) : to({ ...state, checkout }),
    waitTimedOut: ({ attempt, payment }) => unknown(attempt, payment),
  },

  paid: {},

  failed: {
    submitted: ({ checkout }, event) => submit(checkout, event),
    // As in the form itself: another tab may have paid, the price may have changed, or the money may have moved after all.
    hinted: (state) => to(state, LOAD),
    checkoutLoaded: (state, { checkout }) =>
      checkout.paid ? unavailable(ownProblem('already_paid')) : to({ ...state, checkout }),
    checkoutRefused: (state, { problem }) => (state.checkout ? to(state) : unavailable(problem)),
    answered: (state, { payment }) =>
      payment.status === 'successful' ? to({ kind: 'paid', payment }, FORGET_ATTEMPT) : to(state),
  },

  // The form still asks, and still accepts the server's answer; nothing else ends this state.
  unknown: {
    answered: (state, { payment }) => settle(null, payment) ?? to(state),
    returned: (state) => to(state, ASK_NOW),
    hinted: (state) => to(state, ASK_NOW),
    reopened: (state, { mode }) =>
      state.payment ? reopen({ checkout: null, payment: state.payment }, mode) : to(state),
    cancelled: (state) => (state.payment ? cancel({ checkout: null, payment: state.payment }) : to(state)),
  },
};
