// For what happens in the background: a busy machine is no reason to fail.
import { vi } from 'vitest';

/** Checks again and again until it no longer throws. */
export const eventually = (check: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(check, { timeout: 15_000, interval: 20 });
