// What the kit remembers, in one place: attempts, notes and rate limits. Every adapter passes `stores/store.law.ts`.
import type { Attempts } from './attempts.ts';
import type { Notes } from './notes.ts';
import type { RateLimits } from './rate-limits.ts';

export interface Store extends Attempts, Notes, RateLimits {
  /** True when what is stored outlives this process. */
  readonly durable: boolean;
  /** Rejects when the store can't be reached. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
