// Webhooks come several times: the kit handles each event once.
import type { Ports } from '../ports/ports.ts';
import { withClaim } from '../with-claim.ts';

/** Longer than EximPe keeps repeating a webhook. */
const REMEMBERED_MS = 3 * 24 * 3_600_000;
const LONGEST_WORK_MS = 5 * 60_000;

/**
 * Does `work`; resolves with undefined, without work, when the event with this id was handled in the last three days.
 * `busy`: another call is handling it just now, so the sender has to send it again. Rejects when `work` does.
 *
 * The event is remembered only after the work: after a crash in between, the next try does the work.
 * @param isToBeRepeated whether, after this outcome, the event must not be remembered as handled
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
    // Another call may have done it since the first look.
    if (await isDone()) return undefined;
    const outcome = await work();
    if (!isToBeRepeated(outcome)) await store.put(key, '1', REMEMBERED_MS);
    return outcome;
  });
  return claimed.kind === 'busy' ? 'busy' : claimed.value;
}
