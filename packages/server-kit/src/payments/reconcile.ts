// Settles what no webhook and no shopper settled, and delivers what the merchant's hook has not taken yet.
import type { AttemptId } from '@eximpe/contract';
import { isOver, hasWorkLeft, type Attempt } from './attempt.ts';
import { changeAttempt } from './change-attempt.ts';
import { checkPayment } from './check-payment.ts';
import { refundDuplicate } from './duplicate-capture.ts';
import type { Ports } from './ports/ports.ts';
import { followUp } from './follow-up.ts';

/** After this long, EximPe is no longer asked about an undecided attempt; a webhook can still settle it. */
const LONGEST_ASKING_MS = 7 * 24 * 3_600_000;
const BATCH = 200;
const AT_ONCE = 8;

export interface ReconcileReport {
  /** Attempts that were due. */
  readonly examined: number;
  readonly successful: number;
  readonly failed: number;
  readonly stillPending: number;
  /** Of those still pending: charges that EximPe says nothing of; see `payment.needs_attention`. */
  readonly needAttention: number;
  /** `onSettled` calls that succeeded. */
  readonly delivered: number;
  /** Nothing more was due when it ended. */
  readonly complete: boolean;
}

export async function reconcile(ports: Ports): Promise<ReconcileReport> {
  const ids = await ports.store.due(ports.clock.now(), BATCH);
  const report = {
    examined: ids.length,
    successful: 0,
    failed: 0,
    stillPending: 0,
    needAttention: 0,
    delivered: 0,
    complete: ids.length < BATCH,
  };
  const queue = [...ids];
  const worker = async (): Promise<void> => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      for (const outcome of await attend(ports, id)) report[outcome] += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return report;
}

async function attend(
  ports: Ports,
  id: AttemptId,
): Promise<readonly ('successful' | 'failed' | 'stillPending' | 'needAttention' | 'delivered')[]> {
  const attempt = await ports.store.find(id);
  if (!attempt || attempt.dueAtMs === null || attempt.dueAtMs > ports.clock.now()) return [];
  if (isOver(attempt)) return finish(ports, attempt);
  const checked = await checkPayment(ports, attempt, 'scheduled', 'reconcile');
  if (checked.status !== 'pending') return [checked.status];
  if (ports.clock.now() - attempt.createdAtMs > LONGEST_ASKING_MS) await stopAttending(ports, id);
  return checked.needsAttention ? ['stillPending', 'needAttention'] : ['stillPending'];
}

/** What is left to do about a payment that is over: hooks, and money to give back. */
async function finish(ports: Ports, attempt: Attempt): Promise<readonly 'delivered'[]> {
  await followUp(ports, attempt.id);
  const latest = await ports.store.find(attempt.id);
  if (!latest) return [];
  // A refund that was just tried in vain is due later.
  const isDue = latest.dueAtMs !== null && latest.dueAtMs <= ports.clock.now();
  if (latest.duplicate === 'refund_due' && isDue) await refundDuplicate(ports, latest.id);
  await stopAttending(ports, attempt.id);
  return attempt.delivery === 'due' && latest.delivery === 'done' ? ['delivered'] : [];
}

/** Unless something is left to do about it, by what the store says in the very write. */
const stopAttending = (ports: Ports, id: AttemptId): Promise<unknown> =>
  changeAttempt(ports.store, id, (attempt) =>
    attempt.dueAtMs === null || hasWorkLeft(attempt) ? attempt : { ...attempt, dueAtMs: null },
  );
