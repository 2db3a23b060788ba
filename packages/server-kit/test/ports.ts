// What use cases are given, for tests that look at payments alone: silent, and without hooks or a gateway unless named.
import { createKeys } from '../src/keys.ts';
import type { Gateway, MerchantGateway } from '../src/payments/ports/gateway.ts';
import type { Ports } from '../src/payments/ports/ports.ts';
import { MemoryStore } from '../src/stores/memory-store.ts';

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

/** How payments are initiated, for tests that look at payments alone. */
export const POLICY = {
  networks: ['visa'],
  cvcOptional: [],
  cardTypes: 'lookup',
  asksCvc: false,
  chargeTimeoutMs: 35_000,
  formWaitsMs: 55_000,
} as const;
