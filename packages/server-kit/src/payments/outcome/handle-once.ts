// Webhooks come several times: each event is dealt with once.
import type { Ports } from '../ports/ports.ts';
import { withClaim } from '../with-claim.ts';

/** Longer than EximPe goes on repeating a webhook. */
const REMEMBERED_MS = 3 * 24 * 3_600_000;
const LONGEST_WORK_MS = 5 * 60_000;

/**
 * Does `work` unless the event of this id was dealt with in the last three days (undefined). `busy`: it is being dealt with
 * just now, so the sender is to come again. Rejects when `work` does.
 *
 * Remembered only after the work: a crash in between leaves it to the next try.
 * @param isToBeRepeated an outcome after which the event is not to be remembered as dealt with
 */
export async function handleOnce<Outcome>(
  { store }: Pick<Ports, 'store'>,
  eventId: string,
  work: () => Promise<Outcome>,
  isToBeRepeated: (outcome: Outcome) => boolean = () => false,
): Promise<Outcome | 'busy' | undefined> {
  const key = `webhook:${eventId}`;
  const isDone = async (): Promise<boolean> => (await store.get(key)) !== undefined;
  if (await isDone()) return undefined;
  const claimed = await withClaim(store, key, LONGEST_WORK_MS, async () => {
    // Since the first look another may have done it.
    if (await isDone()) return undefined;
    const outcome = await work();
    if (!isToBeRepeated(outcome)) await store.put(key, '1', REMEMBERED_MS);
    return outcome;
  });
  return claimed.kind === 'busy' ? 'busy' : claimed.value;
}
