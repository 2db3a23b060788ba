// An attempt that nobody knows is barred when its form asks for it: told that it never came, it may not come any more.
import type { AttemptId } from '@eximpe/contract';
import type { Attempt } from './attempt.ts';
import type { Ports } from './ports/ports.ts';

/** Longer than any request can be on its way. */
const BARRED_MS = 3_600_000;

/**
 * The attempt, should it have come just now; undefined when it is barred from now on. A charge is written down first and looks here
 * after; this writes first and looks there after: one of the two sees the other.
 */
export async function barUnknownAttempt(ports: Ports, id: AttemptId): Promise<Attempt | undefined> {
  await ports.store.put(`barred:${id}`, '1', BARRED_MS);
  return ports.store.find(id);
}

export const isBarred = async (ports: Ports, id: AttemptId): Promise<boolean> =>
  (await ports.store.get(`barred:${id}`)) !== undefined;
