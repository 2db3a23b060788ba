// The ports of use cases, for tests of payments only: silent, and without hooks or a gateway unless given.
import { createKeys } from '../src/keys.ts';
import type { Initiation } from '../src/payments/charging/initiation.ts';
import type { Gateway, MerchantGateway } from '../src/payments/ports/gateway.ts';
import type { Ports } from '../src/payments/ports/ports.ts';
import { MemoryStore } from '../src/stores/memory-store.ts';
import { cardRequest, CHECKOUT, newAttemptId, VISA_DEBIT } from './shop.ts';

const silent = (): void => undefined;

/** The same for every merchant of the account. */
export const gatewayOf = (verbs: object): Gateway => ({
  of: () => verbs as MerchantGateway,
  close: () => Promise.resolve(),
});

export function somePorts(more: Partial<Ports> = {}): Ports {
  const clock = more.clock ?? { now: () => Date.now() };
  return {
    clock,
    store: new MemoryStore(clock).ofAccount('test'),
    startedAtMs: 0,
    longestCallMs: 30_000,
    gateway: gatewayOf({}),
    keys: createKeys(['a-secret-that-only-this-test-uses-0001']),
    log: { info: silent, warn: silent, error: silent },
    hooks: { onPaid: silent, onFailed: undefined, onAttention: undefined },
    duplicateCapture: 'report',
    explainsFaults: false,
    decided: () => Promise.resolve(),
    emit: silent,
    inBackground: silent,
    ...more,
  };
}

/** The policy for initiating payments, for tests of payments only. */
export const POLICY = {
  networks: ['visa'],
  cvcOptional: [],
  cardTypes: 'lookup',
  asksCvc: false,
  chargeTimeoutMs: 35_000,
  formWaitsMs: 55_000,
} as const;

/** A shopper who pays for a known checkout, for tests of payments only. */
export const anInitiation = (more: Partial<Initiation> = {}): Initiation => ({
  attempt: newAttemptId(),
  request: cardRequest(VISA_DEBIT) as never,
  shopper: { ipAddress: '127.0.0.1', userAgent: 'x' },
  addressHash: 'address',
  returnUrl: 'http://localhost/return',
  isGone: () => false,
  arrivedAt: performance.now(),
  resolveCheckout: async () => CHECKOUT,
  identifyCustomer: async () => undefined,
  admitRequest: async () => undefined,
  admit: async () => undefined,
  ...more,
});
