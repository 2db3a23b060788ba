// For background work, so that a busy machine does not cause failures.
import { vi } from 'vitest';

/** Repeats the check until it no longer throws. */
export const eventually = (check: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(check, { timeout: 15_000, interval: 20 });
