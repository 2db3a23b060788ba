// For background work, so that a busy machine does not cause failures.
import { vi } from 'vitest';

const LIMITS = { timeout: 15_000, interval: 20 };

/** Asks until the answer is truthy, and gives that answer. */
export const until = <Answer>(ask: () => Answer) => vi.waitUntil(ask, LIMITS);

/** Repeats the check until it no longer throws. */
export const eventually = (check: () => void | Promise<void>): Promise<void> => vi.waitFor(check, LIMITS);
