// How the bank reacts to the shopper's action on its page: the payment goes on, or the page is shown again with the reason.
import type { Order } from '../book/order.ts';
import { authorise, endChallenge } from '../book/settle.ts';
import { FAILURES, type Outcome } from '../scenarios.ts';
import type { World } from '../world.ts';
import { field } from './form-field.ts';
import type { Assertion } from './passkeys.ts';

/** The documents name one for PayU and one for the v2 sandbox. */
export const RIGHT_OTPS: readonly string[] = ['123456', '111000'];

const MOST_WRONG_OTPS = 3;
const MOST_OTPS_SENT = 4;

export interface BankNote {
  readonly tone: 'good' | 'bad';
  readonly words: string;
}

/** `stays`: the page is shown again. */
export type BankAnswer = { readonly kind: 'finished' } | { readonly kind: 'stays'; readonly note?: BankNote };

const FINISHED: BankAnswer = { kind: 'finished' };
const good = (words: string): BankAnswer => ({ kind: 'stays', note: { tone: 'good', words } });
const bad = (words: string): BankAnswer => ({ kind: 'stays', note: { tone: 'bad', words } });

type Action = (world: World, order: Order, form: unknown) => BankAnswer | Promise<BankAnswer>;

/** Actions by the name of the button; any other name means the OTP. */
const ACTIONS: Readonly<Record<string, Action>> = {
  cancel: (world, order) => finish(world, order, FAILURES.cancelled),
  resend: (_, { challenge }) => {
    if (!challenge || challenge.otpsSent >= MOST_OTPS_SENT) {
      return bad('No more one-time passwords can be sent for this payment.');
    }
    challenge.otpsSent += 1;
    return good('We have sent a new one-time password.');
  },
  'otp-instead': (_, { challenge }) => {
    if (challenge) challenge.asks = 'otp';
    return { kind: 'stays' };
  },
  approved: (world, order) =>
    order.challenge?.isApproved
      ? finish(world, order, order.course.outcome)
      : bad('The app has not told us of your approval yet.'),
  passkey: (world, order, form) => {
    const part = (name: keyof Assertion): string => field(form, name);
    const assertion: Assertion = {
      id: part('id'),
      clientData: part('clientData'),
      authenticatorData: part('authenticatorData'),
      signature: part('signature'),
    };
    return world.passkeys.isGood(assertion, order.challenge?.md ?? '')
      ? finish(world, order, order.course.outcome)
      : bad('This passkey is not one of yours with us.');
  },
  'new-passkey': (world, _, form) =>
    world.passkeys.register(field(form, 'id'), field(form, 'publicKey'))
      ? good('Your passkey is ready. Use it now.')
      : bad('No passkey was made.'),
};

const confirm: Action = (world, order, form) => {
  const { challenge, course } = order;
  if (RIGHT_OTPS.includes(field(form, 'otp').replaceAll(/\s/g, ''))) return finish(world, order, course.outcome);
  if (!challenge) return FINISHED;
  challenge.wrongOtps += 1;
  const triesLeft = MOST_WRONG_OTPS - challenge.wrongOtps;
  return triesLeft > 0
    ? bad(`That one-time password is not right. Tries left: ${triesLeft}.`)
    : finish(world, order, FAILURES['challenge-failed']);
};

export async function answerBank(world: World, order: Order, form: unknown): Promise<BankAnswer> {
  if (order.challenge?.state !== 'waiting') return FINISHED;
  const action = field(form, 'do');
  return (Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : confirm)?.(world, order, form) ?? FINISHED;
}

async function finish(world: World, order: Order, outcome: Outcome): Promise<BankAnswer> {
  endChallenge(order);
  // A shopper's refusal counts at once; only the bank's approval may take time.
  await authorise(world, order, outcome);
  return FINISHED;
}
