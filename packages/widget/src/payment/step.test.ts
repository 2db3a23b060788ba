import { PROBLEM_CODES, problem } from '@eximpe/contract';
import type { CheckoutAnswer, PaymentAnswer } from '@eximpe/contract';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PaymentEvent } from './event.ts';
import type { ChallengeMode, PaymentState } from './state.ts';
import { step } from './step.ts';
import { TRANSITIONS } from './transitions.ts';

const checkout: CheckoutAnswer = {
  reference: 'ORDER-1',
  amount: '1000.00',
  currency: 'INR',
  environment: 'sandbox',
  networks: ['visa'],
  mop: 'detected',
  paid: false,
};
const ATTEMPTS = ['a', 'b', 'c'];
const handleOf = (attempt: string): string => `handle-of-${attempt}-0123456789`;
const payment = (attempt: string, more: Partial<PaymentAnswer> = {}): PaymentAnswer => ({
  handle: handleOf(attempt),
  attempt,
  status: 'pending',
  orderId: 'OD1',
  network: 'visa',
  last4: '0003',
  amount: '1000.00',
  ...more,
});
const launched = (attempt: string): PaymentAnswer => payment(attempt, { launchUrl: '/eximpe/challenge/x' });

const attempts = fc.constantFrom(...ATTEMPTS);
const modes = fc.constantFrom<ChallengeMode>('popup', 'iframe', 'redirect');
const problems = fc
  .record({ code: fc.constantFrom(...PROBLEM_CODES), about: fc.option(attempts) })
  .map(({ code, about }) => problem(code, about === null ? {} : { handle: handleOf(about) }));
const answers = fc
  .record({
    attempt: attempts,
    status: fc.constantFrom('pending', 'successful', 'failed'),
    orderId: fc.constantFrom(null, 'OD1'),
    launch: fc.boolean(),
    problem: fc.option(problems),
  })
  .map(({ attempt, status, orderId, launch, problem: why }) =>
    payment(attempt, {
      status,
      orderId,
      ...(launch && { launchUrl: '/eximpe/challenge/x' }),
      ...(why && { problem: why }),
    }),
  );

const events: fc.Arbitrary<PaymentEvent> = fc.oneof(
  fc.constantFrom<PaymentEvent>(
    { kind: 'started' },
    { kind: 'checkoutLoaded', checkout },
    { kind: 'hinted' },
    { kind: 'windowClosed' },
    { kind: 'cancelled' },
    { kind: 'waitTimedOut' },
    { kind: 'retried' },
  ),
  fc.record({ kind: fc.constant('resumed'), attempt: attempts, handle: fc.option(attempts.map(handleOf)) }),
  fc.record({ kind: fc.constant('checkoutRefused'), problem: problems }),
  fc.record({ kind: fc.constant('submitted'), attempt: attempts, mode: modes }),
  fc.record({ kind: fc.constant('answered'), about: attempts, payment: answers }),
  fc.record({ kind: fc.constantFrom('refused', 'answerLost'), about: attempts, problem: problems }),
  fc.record({ kind: fc.constantFrom('attemptUnknown', 'outcomeUnknown', 'returned'), about: attempts }),
  fc.record({ kind: fc.constant('challengeBlocked'), next: fc.option(modes) }),
  fc.record({ kind: fc.constant('reopened'), mode: modes }),
);
const stories = fc.array(events, { maxLength: 80 });
fc.configureGlobal({ numRuns: 500 });

const from = (...story: readonly PaymentEvent[]): PaymentState =>
  story.reduce<PaymentState>((state, event) => step(state, event)[0], { kind: 'loading' });
const entered: readonly PaymentEvent[] = [{ kind: 'checkoutLoaded', checkout }];
const submitted: readonly PaymentEvent[] = [...entered, { kind: 'submitted', attempt: 'a', mode: 'popup' }];
const challenged: readonly PaymentEvent[] = [...submitted, { kind: 'answered', about: 'a', payment: launched('a') }];

describe('for any events in any order', () => {
  test('only the server’s answer makes a payment paid or failed', () => {
    fc.assert(
      fc.property(stories, (story) => {
        let state: PaymentState = { kind: 'loading' };
        for (const event of story) {
          const [next] = step(state, event);
          if (next.kind !== state.kind && (next.kind === 'paid' || next.kind === 'failed')) {
            expect(event).toMatchObject({
              kind: 'answered',
              payment: { status: next.kind === 'paid' ? 'successful' : 'failed' },
            });
          }
          state = next;
        }
      }),
    );
  });

  test('a paid payment stays paid and makes no more requests', () => {
    fc.assert(
      fc.property(answers, events, (answer, event) => {
        const paid: PaymentState = { kind: 'paid', payment: answer };
        expect(step(paid, event)).toEqual([paid, []]);
      }),
    );
    expect(TRANSITIONS.paid).toEqual({});
  });

  test('a card is sent once per submit, never while another attempt is undecided', () => {
    fc.assert(
      fc.property(stories, (story) => {
        let state: PaymentState = { kind: 'loading' };
        for (const event of story) {
          const [next, todo] = step(state, event);
          const sent = todo.filter(({ kind }) => kind === 'initiate');
          if (sent.length > 0) {
            expect(event.kind).toBe('submitted');
            expect(['entry', 'failed']).toContain(state.kind);
            expect(next.kind).toBe('submitting');
            expect(sent).toHaveLength(1);
          }
          state = next;
        }
      }),
    );
  });

  test('an undecided payment is forgotten only when the server decided or released it', () => {
    fc.assert(
      fc.property(stories, (story) => {
        let state: PaymentState = { kind: 'loading' };
        for (const event of story) {
          const [next, todo] = step(state, event);
          if (todo.some(({ kind }) => kind === 'forgetAttempt'))
            expect(['answered', 'refused', 'attemptUnknown']).toContain(event.kind);
          state = next;
        }
      }),
    );
  });
});

const cancelled = problem('challenge_cancelled');
test.each<[tale: string, story: readonly PaymentEvent[], ends: object]>([
  [
    'a shop without this checkout offers nothing',
    [{ kind: 'checkoutRefused', problem: problem('checkout_unknown') }],
    { kind: 'unavailable' },
  ],
  [
    'a checkout that is already paid offers no form',
    [{ kind: 'checkoutLoaded', checkout: { ...checkout, paid: true } }],
    { kind: 'unavailable', problem: { code: 'already_paid' } },
  ],
  [
    'a checkout that was paid in another tab meanwhile no longer offers a form',
    [...entered, { kind: 'hinted' }, { kind: 'checkoutLoaded', checkout: { ...checkout, paid: true } }],
    { kind: 'unavailable', problem: { code: 'already_paid' } },
  ],
  [
    'a price that changed meanwhile is shown',
    [...entered, { kind: 'hinted' }, { kind: 'checkoutLoaded', checkout: { ...checkout, amount: '2000.00' } }],
    { kind: 'entry', checkout: { amount: '2000.00' } },
  ],
  [
    'a form that is shown stays when asking again fails',
    [...entered, { kind: 'hinted' }, { kind: 'checkoutRefused', problem: problem('gateway_unreachable') }],
    { kind: 'entry' },
  ],
  [
    'a shop that could not be reached is asked again when the network is back',
    [{ kind: 'checkoutRefused', problem: problem('gateway_unreachable') }, { kind: 'hinted' }, ...entered],
    { kind: 'entry' },
  ],
  [
    'a second click on Pay changes nothing',
    [...submitted, { kind: 'submitted', attempt: 'b', mode: 'popup' }],
    { kind: 'submitting', attempt: 'a' },
  ],
  ['the answer takes the shopper to the bank', challenged, { kind: 'challenge', window: 'open', mode: 'popup' }],
  [
    'a payment without a challenge that is not decided yet is checked',
    [...submitted, { kind: 'answered', about: 'a', payment: payment('a') }],
    { kind: 'checking', why: 'no_challenge' },
  ],
  [
    'a refusal returns to the form and says why',
    [...submitted, { kind: 'refused', about: 'a', problem: problem('card_type_needed') }],
    { kind: 'entry', problem: { code: 'card_type_needed' } },
  ],
  [
    'a refusal of an earlier attempt does not affect this one',
    [...submitted, { kind: 'refused', about: 'b', problem: problem('card_type_needed') }],
    { kind: 'submitting' },
  ],
  [
    'a lost connection is not a failure',
    [...submitted, { kind: 'answerLost', about: 'a', problem: problem('gateway_unreachable') }],
    { kind: 'checking', why: 'answer_lost' },
  ],
  [
    'a misconfigured shop is reported once it is certain that nothing was charged',
    [
      ...submitted,
      { kind: 'answerLost', about: 'a', problem: problem('merchant_misconfigured') },
      { kind: 'attemptUnknown', about: 'a' },
    ],
    { kind: 'entry', problem: { code: 'merchant_misconfigured' } },
  ],
  [
    'an attempt from before a reload that never arrived can be tried again',
    [
      { kind: 'resumed', attempt: 'a', handle: null },
      { kind: 'checkoutLoaded', checkout },
      { kind: 'attemptUnknown', about: 'a' },
    ],
    { kind: 'entry', problem: { code: 'attempt_unknown' } },
  ],
  [
    'an attempt that never arrived can be tried again',
    [
      ...submitted,
      { kind: 'answerLost', about: 'a', problem: problem('gateway_unreachable') },
      { kind: 'attemptUnknown', about: 'a' },
    ],
    { kind: 'entry', problem: { code: 'gateway_unreachable' } },
  ],
  [
    'an attempt that the server knows can’t become unknown',
    [...challenged, { kind: 'returned', about: 'a' }, { kind: 'attemptUnknown', about: 'a' }],
    { kind: 'checking' },
  ],
  [
    'another undecided payment is resumed instead',
    [
      ...submitted,
      { kind: 'refused', about: 'a', problem: problem('attempt_pending', { handle: handleOf('b') }) },
      { kind: 'answered', about: 'a', payment: payment('b') },
    ],
    { kind: 'challenge', window: 'closed', payment: { attempt: 'b' } },
  ],
  [
    'a paid checkout is never shown as failed, whatever its payment',
    [
      ...submitted,
      { kind: 'refused', about: 'a', problem: problem('already_paid', { handle: handleOf('b') }) },
      { kind: 'answered', about: 'a', payment: payment('b', { status: 'failed' }) },
    ],
    { kind: 'unavailable', problem: { code: 'already_paid' } },
  ],
  [
    'a checkout paid in another tab shows that payment',
    [
      ...submitted,
      { kind: 'refused', about: 'a', problem: problem('already_paid', { handle: handleOf('b') }) },
      { kind: 'answered', about: 'a', payment: payment('b', { status: 'successful' }) },
    ],
    { kind: 'paid', payment: { attempt: 'b' } },
  ],
  [
    'closing the bank’s window decides nothing',
    [...challenged, { kind: 'windowClosed' }],
    { kind: 'challenge', window: 'closed' },
  ],
  [
    'coming back decides nothing',
    [...challenged, { kind: 'returned', about: 'a' }, { kind: 'answered', about: 'a', payment: payment('a') }],
    { kind: 'checking', why: 'returned' },
  ],
  [
    'a blocked popup moves on to this tab by itself',
    [
      ...submitted,
      { kind: 'challengeBlocked', next: 'redirect' },
      { kind: 'answered', about: 'a', payment: launched('a') },
    ],
    { kind: 'challenge', mode: 'redirect', window: 'open' },
  ],
  [
    'a blocked frame waits for a click',
    [...challenged, { kind: 'challengeBlocked', next: null }],
    { kind: 'challenge', window: 'blocked' },
  ],
  ['cancelling asks the server first', [...challenged, { kind: 'cancelled' }], { kind: 'checking', why: 'cancelling' }],
  [
    'a payment cancelled too late is paid',
    [
      ...challenged,
      { kind: 'cancelled' },
      { kind: 'answered', about: 'a', payment: payment('a', { status: 'successful' }) },
    ],
    { kind: 'paid' },
  ],
  [
    'a new attempt is possible after a cancellation',
    [
      ...challenged,
      { kind: 'cancelled' },
      { kind: 'answered', about: 'a', payment: payment('a', { problem: cancelled }) },
    ],
    { kind: 'entry', problem: cancelled },
  ],
  [
    'a lost cancellation does not change the payment',
    [...challenged, { kind: 'cancelled' }, { kind: 'answerLost', about: 'a', problem: problem('gateway_unreachable') }],
    { kind: 'challenge', window: 'closed' },
  ],
  [
    'a capture after all is never hidden',
    [
      ...challenged,
      { kind: 'cancelled' },
      { kind: 'answered', about: 'a', payment: payment('a', { problem: cancelled }) },
      { kind: 'answered', about: 'a', payment: payment('a', { status: 'successful' }) },
    ],
    { kind: 'paid' },
  ],
  ['waiting too long is unknown, never failed', [...challenged, { kind: 'waitTimedOut' }], { kind: 'unknown' }],
  [
    'an unknown outcome can still become paid',
    [
      ...challenged,
      { kind: 'waitTimedOut' },
      { kind: 'answered', about: 'a', payment: payment('a', { status: 'successful' }) },
    ],
    { kind: 'paid' },
  ],
  [
    'an unknown outcome offers no second payment',
    [...challenged, { kind: 'waitTimedOut' }, { kind: 'retried' }],
    { kind: 'unknown' },
  ],
  [
    'a payment that the server no longer knows has an unknown outcome',
    [
      { kind: 'resumed', attempt: 'a', handle: handleOf('a') },
      { kind: 'outcomeUnknown', about: 'a' },
    ],
    { kind: 'unknown' },
  ],
  [
    'a decline keeps the form open, and the amount is loaded again there',
    [
      ...submitted,
      { kind: 'answered', about: 'a', payment: payment('a', { status: 'failed' }) },
      { kind: 'checkoutLoaded', checkout: { ...checkout, amount: '2.00' } },
    ],
    { kind: 'failed', checkout: { amount: '2.00' } },
  ],
  [
    'a decline ends as paid if another tab has paid meanwhile',
    [
      ...submitted,
      { kind: 'answered', about: 'a', payment: payment('a', { status: 'failed' }) },
      { kind: 'hinted' },
      { kind: 'checkoutLoaded', checkout: { ...checkout, paid: true } },
    ],
    { kind: 'unavailable', problem: { code: 'already_paid' } },
  ],
  [
    'after a decline known before the checkout, the form opens when that loads, or says why not',
    [
      { kind: 'resumed', attempt: 'a', handle: null },
      { kind: 'answered', about: 'a', payment: payment('a', { status: 'failed' }) },
      { kind: 'checkoutRefused', problem: cancelled },
    ],
    { kind: 'unavailable', problem: cancelled },
  ],
  [
    'a reload finds the payment again',
    [
      { kind: 'resumed', attempt: 'a', handle: null },
      { kind: 'checkoutLoaded', checkout },
      { kind: 'answered', about: 'a', payment: payment('a') },
    ],
    { kind: 'challenge', window: 'closed', checkout },
  ],
  [
    'a reload after the attempt was let go keeps the reason until the form is there',
    [
      { kind: 'resumed', attempt: 'a', handle: null },
      { kind: 'answered', about: 'a', payment: payment('a', { problem: cancelled }) },
      { kind: 'checkoutLoaded', checkout },
    ],
    { kind: 'entry', problem: cancelled },
  ],
])('%s', (_, story, ends) => {
  expect(from(...story)).toMatchObject(ends);
});

describe('another payment of the same checkout succeeded', () => {
  const PAID: PaymentEvent = { kind: 'checkoutLoaded', checkout: { ...checkout, paid: true } };
  const atBank: readonly PaymentEvent[] = [...submitted, { kind: 'answered', about: 'a', payment: launched('a') }];

  test('the bank’s page of this one is removed, and nothing is left to pay or confirm', () => {
    const [state, todo] = step(from(...atBank), PAID);
    expect(todo.map(({ kind }) => kind)).toEqual(['closeBank', 'askNow']);
    const [after] = step(state, { kind: 'answered', about: 'a', payment: payment('a') });
    expect(after).toMatchObject({ kind: 'unavailable', problem: { code: 'already_paid' } });
  });

  test('the bank’s page is not opened again', () => {
    expect(step(from(...atBank), { kind: 'refused', about: 'a', problem: problem('already_paid') })[0]).toMatchObject({
      kind: 'checking',
      lost: { code: 'already_paid' },
    });
  });

  test('this one is shown as paid if it was the one', () => {
    const done = payment('a', { status: 'successful' });
    expect(from(...atBank, PAID, { kind: 'answered', about: 'a', payment: done })).toMatchObject({ kind: 'paid' });
  });

  test('a failed payment that was captured after all is not shown as failed again', () => {
    const late = payment('a', { status: 'failed', problem: problem('already_paid') });
    expect(from(...atBank, { kind: 'answered', about: 'a', payment: late })).toMatchObject({
      kind: 'unavailable',
      problem: { code: 'already_paid' },
    });
  });
});

test('when the wait is no longer shown, the bank’s page stays and can be reopened, and the payment can be cancelled', () => {
  const atBank: readonly PaymentEvent[] = [...submitted, { kind: 'answered', about: 'a', payment: launched('a') }];
  const [unknown, todo] = step(from(...atBank), { kind: 'waitTimedOut' });
  expect([unknown.kind, todo]).toEqual(['unknown', []]);
  expect(step(unknown, { kind: 'reopened', mode: 'popup' })[0].kind).toBe('challenge');
  expect(step(unknown, { kind: 'cancelled' })).toMatchObject([
    { kind: 'checking', why: 'cancelling' },
    expect.anything(),
  ]);
});
