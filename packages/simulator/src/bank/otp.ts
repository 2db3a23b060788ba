// What the bank makes of the shopper's answer: right, wrong, locked after three wrong ones, or cancelled.
import type { Order } from '../book/order.ts';
import { authorise, endChallenge } from '../book/settle.ts';
import { FAILURES, type Outcome } from '../scenarios.ts';
import type { World } from '../world.ts';

/** The documents name one for PayU and one for the v2 sandbox. */
export const RIGHT_OTPS: readonly string[] = ['123456', '111000'];

const MOST_WRONG_OTPS = 3;
const MOST_OTPS_SENT = 4;

export type BankAnswer =
  | { readonly kind: 'wrong'; readonly triesLeft: number }
  | { readonly kind: 'resent' }
  | { readonly kind: 'no-more-otps' }
  | { readonly kind: 'finished' };

const FINISHED: BankAnswer = { kind: 'finished' };

export async function answerBank(world: World, order: Order, action: string, otp: string): Promise<BankAnswer> {
  const { challenge, course } = order;
  if (challenge?.state !== 'waiting') return FINISHED;
  if (action === 'cancel') return finish(world, order, FAILURES.cancelled);
  if (action === 'resend') {
    if (challenge.otpsSent >= MOST_OTPS_SENT) return { kind: 'no-more-otps' };
    challenge.otpsSent += 1;
    return { kind: 'resent' };
  }
  if (RIGHT_OTPS.includes(otp.replaceAll(/\s/g, ''))) return finish(world, order, course.outcome);
  challenge.wrongOtps += 1;
  const triesLeft = MOST_WRONG_OTPS - challenge.wrongOtps;
  return triesLeft > 0 ? { kind: 'wrong', triesLeft } : finish(world, order, FAILURES['challenge-failed']);
}

async function finish(world: World, order: Order, outcome: Outcome): Promise<BankAnswer> {
  endChallenge(order);
  // A shopper who says no is believed at once; only the bank's yes may take its time.
  await authorise(world, order, outcome);
  return FINISHED;
}
