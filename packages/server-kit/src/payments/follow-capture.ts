// What follows from a capture: one that came after a failure is told, and a second one of the checkout is looked for.
import type { AttemptId } from '@eximpe/contract';
import { hasWorkLeft, isCaptureFollowUpDue, type Attempt } from './attempt.ts';
import { changeAttempt } from './change-attempt.ts';
import { lookForDuplicates } from './duplicate-capture.ts';
import { about } from './payment-event.ts';
import type { Ports } from './ports/ports.ts';
import { withClaim } from './with-claim.ts';

const LOCK_MS = 60_000;
const RETRY_MS = 60_000;

/** Due in the store until it is done: a crash in the middle, or a hook that throws, forgets nothing. */
export async function followCapture(ports: Ports, id: AttemptId): Promise<void> {
  const { store, clock, log } = ports;
  await withClaim(store, `capture:${id}`, LOCK_MS, async () => {
    const attempt = await store.find(id);
    if (!attempt || !isCaptureFollowUpDue(attempt)) return;
    if (attempt.captureFollowUp === 'announce') await announce(ports, attempt);
    const failure = await lookForDuplicates(ports, attempt).then(
      () => undefined,
      (error: unknown) => ({ err: error }),
    );
    if (failure) log.error({ ...about(attempt), ...failure }, 'onDuplicateCapture threw; it will be called again');
    await changeAttempt(store, id, (current) => {
      if (failure) return { ...current, dueAtMs: clock.now() + RETRY_MS };
      const done = { ...current, captureFollowUp: 'done' as const };
      return { ...done, dueAtMs: hasWorkLeft(done) ? current.dueAtMs : null };
    });
  });
}

/** A capture that came after a failure: money that nobody expects. */
async function announce(ports: Ports, attempt: Attempt): Promise<void> {
  ports.emit({ type: 'payment.captured_after_failure', ...about(attempt) });
  ports.log.error(about(attempt), 'EximPe reports a capture for a payment it had called failed: look at this order');
  await changeAttempt(ports.store, attempt.id, (current) => ({ ...current, captureFollowUp: 'find_duplicates' }));
}
