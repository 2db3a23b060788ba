// Changes a stored attempt by a pure rule, repeats this until nobody else wrote in between, and posts the messages that follow.
import { setTimeout } from 'node:timers/promises';
import type { AttemptId } from '@eximpe/contract';
import type { Attempt } from '../attempt/attempt.ts';
import { messagesOf } from '../outbox/outgoing.ts';
import type { Note } from '../ports/notes.ts';
import type { Ports } from '../ports/ports.ts';

export interface Change {
  readonly before: Attempt;
  readonly after: Attempt;
}

/** More writers than this never compete: after this many tries, the store must be faulty. */
const MOST_TRIES = 60;
/** After this many tries in a row, each further try waits a little, so that others can finish. */
const AT_ONCE = 5;
const LONGEST_PAUSE_MS = 20;

export interface ChangeOptions {
  /** The attempt as last seen: saves a read when nobody has changed it since. */
  readonly seen?: Attempt;
  /** Notes to store in the same step. */
  readonly notes?: readonly Note[];
}

/**
 * `rule` may run several times. Undefined when there is no such attempt; equal `before` and `after` when nothing changed.
 * Rejects when the write does not succeed in 60 tries.
 */
export async function changeAttempt(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  id: AttemptId,
  rule: (attempt: Attempt) => Attempt,
  { seen, notes }: ChangeOptions = {},
): Promise<Change | undefined> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    if (tries >= AT_ONCE) await setTimeout(Math.random() * LONGEST_PAUSE_MS);
    const before = (tries === 0 ? seen : undefined) ?? (await store.find(id));
    if (!before) return undefined;
    const ruled = rule(before);
    if (ruled === before) return { before, after: before };
    const after = { ...ruled, revision: before.revision + 1 };
    if (await store.replace(after, messagesOf(before, after, clock.now()), notes)) return { before, after };
  }
  throw new Error(`the store did not accept a change to attempt ${id} in ${MOST_TRIES} tries`);
}
