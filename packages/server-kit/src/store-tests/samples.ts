// Attempts and messages for tests of stores: each with unique names, so that tests do not disturb each other.
import { randomUUID } from 'node:crypto';
import { newAttempt, type Attempt } from '../payments/attempt/attempt.ts';
import type { Message } from '../payments/outbox/message.ts';

export const someAttempt = (more: Partial<Attempt> = {}): Attempt => ({
  ...newAttempt({
    id: randomUUID(),
    checkout: `ORDER ${randomUUID()}`,
    terms: { merchantId: null, currency: 'INR', resultUrl: null },
    addressHash: 'hash',
    issuingBank: null,
    contentHash: 'hash',
    cardHash: 'hash',
    amount: '1000.00',
    network: 'visa',
    mop: 'debit_card',
    last4: '0003',
    savedCard: false,
    adapter: null,
    challengeMode: null,
    customer: 'customer',
    language: null,
    saveConsent: null,
    createdAtMs: Date.now(),
    chargeEndsAtMs: Date.now() + 60_000,
  }),
  ...more,
});

/** The next revision. */
export const newerOf = (attempt: Attempt, more: Partial<Attempt> = {}): Attempt => ({
  ...attempt,
  ...more,
  revision: attempt.revision + 1,
});

export const messageOf = (more: Partial<Message> = {}): Message =>
  ({
    topic: 'captured',
    id: randomUUID(),
    queue: `checkout:ORDER ${randomUUID()}`,
    attempt: randomUUID(),
    createdAtMs: Date.now(),
    dueAtMs: Date.now(),
    tries: 0,
    ...more,
  }) as Message;
