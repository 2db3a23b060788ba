// What a store promises about proof of consent.
import { deepEqual, equal } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Consent } from '../payments/ports/consents.ts';
import { someAttempt } from './samples.ts';
import type { StoreTests } from './store-test.ts';

const someConsent = (more: Partial<Consent> = {}): Consent => ({
  id: randomUUID(),
  customer: `customer ${randomUUID()}`,
  merchantId: null,
  attempt: null,
  network: 'visa',
  last4: '0003',
  textVersion: '2026-11-28',
  textHash: 'ab'.repeat(32),
  locale: 'hi',
  ipAddress: '2001:db8::1',
  givenAtMs: Date.now(),
  withdrawnAtMs: null,
  ...more,
});

export const CONSENTS: StoreTests = {
  async 'consents are kept with an opened attempt or on their own, and found by customer'({ store, again, foreign }) {
    const attempt = someAttempt();
    const first = someConsent({ id: attempt.id, attempt: attempt.id, givenAtMs: 1_000 });
    equal((await store.open(attempt, first)).kind, 'opened');
    const second = someConsent({ customer: first.customer, merchantId: 'M1', givenAtMs: 2_000 });
    await again.keepConsent(second);
    await store.keepConsent(someConsent());
    deepEqual(await store.consentsOf(first.customer), [first, second]);
    deepEqual(await foreign.consentsOf(first.customer), []);
  },

  async 'an attempt that is not opened leaves no consent'({ store, again }) {
    const attempt = someAttempt();
    const other = someAttempt({ checkout: attempt.checkout });
    const consent = someConsent({ id: other.id, attempt: other.id });
    await store.open(attempt);
    equal((await again.open(other, consent)).kind, 'held');
    deepEqual(await store.consentsOf(consent.customer), []);
  },

  async 'a consent is withdrawn once, and only for its card'({ store, again }) {
    const card = someConsent({ givenAtMs: 1_000 });
    const { customer, merchantId, network, last4 } = card;
    const about = { customer, merchantId, network, last4 };
    const others = [
      someConsent({ customer, last4: '0004', givenAtMs: 2_000 }),
      someConsent({ customer, network: 'rupay', givenAtMs: 3_000 }),
      someConsent({ customer, merchantId: 'M1', givenAtMs: 4_000 }),
    ];
    for (const consent of [card, ...others]) await store.keepConsent(consent);
    await again.withdrawConsents(about, 5_000);
    await store.withdrawConsents(about, 6_000);
    deepEqual(await store.consentsOf(customer), [{ ...card, withdrawnAtMs: 5_000 }, ...others]);
  },
};
