// A payment as the form may know it.
import { path, problem, type PaymentAnswer } from '@eximpe/contract';
import type { LaunchId } from '@eximpe/contract';
import type { Keys } from '../keys.ts';
import type { Attempt } from '../payments/attempt/attempt.ts';
import { handleOf } from '../payments/attempt/handle.ts';
import type { Mount } from './mount.ts';

export function paymentAnswer(keys: Keys, mount: Mount, attempt: Attempt, launchId?: LaunchId): PaymentAnswer {
  return {
    handle: handleOf(keys, attempt),
    attempt: attempt.id,
    status: attempt.status,
    orderId: attempt.orderId,
    amount: attempt.amount,
    network: attempt.network,
    last4: attempt.last4,
    ...(attempt.issuingBank === null ? {} : { issuingBank: attempt.issuingBank }),
    ...(launchId === undefined ? {} : { launchUrl: path(mount.path, 'challenge', { launchId }) }),
    ...(attempt.problem === null ? {} : { problem: problem(attempt.problem) }),
    ...(attempt.resultUrl === null ? {} : { resultUrl: attempt.resultUrl }),
  };
}
