// An attempt for tests of attempts only: from long ago, and always of the same checkout.
import type { Attempt } from '../src/payments/attempt/attempt.ts';
import { someAttempt } from '../src/store-tests/samples.ts';

export const anAttempt = (more: Partial<Attempt> = {}): Attempt =>
  someAttempt({ checkout: 'ORDER-1', customer: 'c', createdAtMs: 1, chargeEndsAtMs: 2, askAtMs: 2, ...more });
