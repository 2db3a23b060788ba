// An attempt for tests that look at attempts alone.
import { randomUUID } from 'node:crypto';
import { newAttempt, type Attempt } from '../src/payments/attempt/attempt.ts';

export const anAttempt = (more: Partial<Attempt> = {}): Attempt => ({
  ...newAttempt({
    id: randomUUID(),
    checkout: 'ORDER-1',
    merchantId: null,
    addressHash: 'hash',
    issuingBank: null,
    contentHash: 'hash',
    cardHash: 'hash',
    amount: '1000.00',
    currency: 'INR',
    network: 'visa',
    mop: 'debit_card',
    last4: '0003',
    savedCard: false,
    adapter: null,
    challengeMode: null,
    customer: 'c',
    language: null,
    resultUrl: null,
    saveConsent: null,
    createdAtMs: 1,
    chargeEndsAtMs: 2,
  }),
  ...more,
});
