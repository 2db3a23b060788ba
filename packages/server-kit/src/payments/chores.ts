// Work that becomes due: asking EximPe, refunding, telling the shop. Each kind has its own list and waits for no other.
import type { AttemptId } from '@eximpe/contract';
import { isOver, type Attempt } from './attempt/attempt.ts';
import { changeAttempt } from './changes/change-attempt.ts';
import { askAbout, checkPayment } from './outcome/check-payment.ts';
import { countUnderWay, deliver, isUnderWay } from './delivery/deliver.ts';
import { applyCancellation, scheduleNextAsk } from './attempt/progress.ts';
import { describeCapture, isDescribed } from './captures/describe-capture.ts';
import type { Ports } from './ports/ports.ts';
import { attendRefund } from './captures/refund-capture.ts';

/** After this long, EximPe is no longer asked about an undecided attempt; a webhook can still decide it. */
const LONGEST_ASKING_MS = 7 * 24 * 3_600_000;
const BATCH = 100;
const AT_ONCE = 8;

export interface ReconcileReport {
  /** Attempts for which it was time to ask EximPe. */
  readonly examined: number;
  readonly successful: number;
  readonly failed: number;
  readonly stillPending: number;
  /** Of those still pending: charges that EximPe says nothing about; see the notice `charge_unexplained`. */
  readonly needAttention: number;
  /** Messages delivered to your hooks. */
  readonly delivered: number;
  /** True when nothing more was due at the end. */
  readonly complete: boolean;
}

/** Does everything that is due, once. */
export async function reconcile(ports: Ports): Promise<ReconcileReport> {
  const [asked, refunds, first] = await Promise.all([askDue(ports), refundDue(ports), deliverDue(ports)]);
  // Delivers the messages that asking has brought.
  const second = await deliverDue(ports);
  const { examined, ...counts } = asked;
  const complete = examined < BATCH && refunds < BATCH && second.queues < BATCH;
  return { examined, ...counts, delivered: first.taken + second.taken, complete };
}

/** Asks EximPe about every attempt whose time has come. */
export async function askDue(ports: Ports): Promise<Omit<ReconcileReport, 'delivered' | 'complete'>> {
  const ids = await ports.store.due('ask', ports.clock.now(), BATCH);
  const report = { examined: ids.length, successful: 0, failed: 0, stillPending: 0, needAttention: 0 };
  await inParallel(ids, async (id) => {
    for (const outcome of await attend(ports, id)) report[outcome] += 1;
  });
  return report;
}

async function attend(
  ports: Ports,
  id: AttemptId,
): Promise<readonly ('successful' | 'failed' | 'stillPending' | 'needAttention')[]> {
  const nowMs = ports.clock.now();
  const attempt = await ports.store.find(id);
  if (!attempt || attempt.askAtMs === null || attempt.askAtMs > nowMs) return [];
  if (attempt.status === 'successful') {
    await describeAgain(ports, attempt);
    return [];
  }
  const checked = isOver(attempt)
    ? await askAbout(ports, attempt, 'reconcile')
    : await checkPayment(ports, attempt, 'scheduled', 'reconcile');
  if (checked.status !== 'pending') return attempt.status === checked.status ? [] : [checked.status];
  if (nowMs - attempt.createdAtMs > LONGEST_ASKING_MS) await stopAsking(ports, id);
  return checked.needsAttention ? ['stillPending', 'needAttention'] : ['stillPending'];
}

/** For a capture with missing details: asks less and less often, and ends one day. */
async function describeAgain(ports: Ports, attempt: Attempt): Promise<void> {
  const described = await describeCapture(ports, attempt);
  await changeAttempt(ports, attempt.id, (current) =>
    isDescribed(described) ? { ...current, askAtMs: null } : scheduleNextAsk(current, ports.clock.now()),
  );
}

/** A payment that EximPe has not decided in all this time is for a person; it no longer stops the shopper from paying. A capture still counts. */
const stopAsking = (ports: Ports, id: AttemptId): Promise<unknown> =>
  changeAttempt(ports, id, (attempt: Attempt) =>
    attempt.askAtMs === null || isOver(attempt)
      ? attempt
      : { ...applyCancellation(attempt, 'gateway_unreachable'), askAtMs: null, needsAttention: true },
  );

/** Resolves with the number of refunds that were worked on. */
export async function refundDue(ports: Ports): Promise<number> {
  const ids = await ports.store.due('refund', ports.clock.now(), BATCH);
  await inParallel(ids, (id) => attendRefund(ports, id));
  return ids.length;
}

/** The most queues that are delivered at the same time. */
const MOST_UNDER_WAY = 32;

/** Starts delivery of queues that this process is not already delivering, and does not wait for them: a slow hook delays only its own queue. */
export async function beginDeliveries(ports: Ports): Promise<void> {
  if (!ports.hooks.onPaid) return;
  const queues = await ports.store.dueQueues(ports.clock.now(), BATCH);
  const free = queues.filter((queue) => !isUnderWay(ports, queue));
  for (const queue of free.slice(0, Math.max(0, MOST_UNDER_WAY - countUnderWay(ports)))) {
    ports.inBackground(deliver(ports, queue));
  }
}

/** Delivers waiting messages to the shop. Never waits for EximPe. */
export async function deliverDue(ports: Ports): Promise<{ readonly queues: number; readonly taken: number }> {
  if (!ports.hooks.onPaid) return { queues: 0, taken: 0 };
  const queues = await ports.store.dueQueues(ports.clock.now(), BATCH);
  let taken = 0;
  await inParallel(queues, async (queue) => {
    taken += await deliver(ports, queue);
  });
  return { queues: queues.length, taken };
}

async function inParallel<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
