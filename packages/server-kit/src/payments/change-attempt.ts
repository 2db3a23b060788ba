// Changes a stored attempt by a pure rule, again and again until no one else wrote in between.
import type { AttemptId } from '@eximpe/contract';
import type { Store } from './ports/store.ts';
import type { Attempt } from './attempt.ts';

export interface Change {
  readonly before: Attempt;
  readonly after: Attempt;
}

/** `rule` may run several times. Undefined when there is no such attempt; equal `before` and `after` when nothing changed. */
export async function changeAttempt(
  store: Store,
  id: AttemptId,
  rule: (attempt: Attempt) => Attempt,
): Promise<Change | undefined> {
  for (;;) {
    const before = await store.find(id);
    if (!before) return undefined;
    const ruled = rule(before);
    if (ruled === before) return { before, after: before };
    const after = { ...ruled, revision: before.revision + 1 };
    if (await store.replace(after)) return { before, after };
  }
}
