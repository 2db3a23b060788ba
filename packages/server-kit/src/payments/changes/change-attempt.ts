// Changes a stored attempt by a pure rule, again and again until no one else wrote in between, and posts what follows from it.
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

/** More writers than this never meet: beyond it, the store is not what it should be. */
const MOST_TRIES = 60;
/** After so many tries in a row, each further one waits a little, so that others get on. */
const AT_ONCE = 5;
const LONGEST_PAUSE_MS = 20;

export interface ChangeOptions {
  /** The attempt as it was last seen: spares a look where nobody has changed it since. */
  readonly seen?: Attempt;
  /** To be kept in the same step. */
  readonly notes?: readonly Note[];
}

/**
 * `rule` may run several times. Undefined when there is no such attempt; equal `before` and `after` when nothing changed.
 * Rejects when the write does not come through after 60 tries.
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
  throw new Error(`the store did not take a change of attempt ${id} in ${MOST_TRIES} tries`);
}
