// What use cases are given, for tests that look at payments alone: silent, and without hooks or a gateway unless named.
import { createKeys } from '../src/keys.ts';
import type { Ports } from '../src/payments/ports/ports.ts';
import { MemoryStore } from '../src/stores/memory-store.ts';

const silent = (): void => undefined;

export function somePorts(more: Partial<Ports> = {}): Ports {
  const clock = more.clock ?? { now: () => Date.now() };
  return {
    clock,
    store: new MemoryStore(clock),
    gateway: {} as Ports['gateway'],
    keys: createKeys(['a-secret-that-only-this-test-uses-0001']),
    log: { info: silent, warn: silent, error: silent },
    onSettled: undefined,
    onDuplicateCapture: undefined,
    duplicateCapture: 'report',
    explainsFaults: false,
    emit: silent,
    inBackground: silent,
    ...more,
  };
}
