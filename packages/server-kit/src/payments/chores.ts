// Work that becomes due: asking EximPe, refunding, telling the shop. Each kind has its own list and waits for no other.
import type { AttemptId } from '@eximpe/contract';
import { isOver, type Attempt } from './attempt/attempt.ts';
import { changeAttempt } from './changes/change-attempt.ts';
import { askAbout, checkPayment } from './outcome/check-payment.ts';
import { countUnderWay, deliver, isUnderWay } from './delivery/deliver.ts';
import { applyCancellation, scheduleNextAsk } from './attempt/progress.ts';
import { describeCapture, isDescribed } from './captures/describe-capture.ts';
import type { Queue } from './outbox/message.ts';
import { about } from './payment-event.ts';
import type { Ports } from './ports/ports.ts';
import { attendRefund } from './captures/refund-capture.ts';
import { subjectOf } from './subject-of.ts';

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
  /** Tasks that ended with an error, e.g. because the store did not answer. Each is in the log, and remains due. */
  readonly errors: number;
  /** True when nothing more was due at the end. */
  readonly complete: boolean;
}

/** Does everything that is due, once. */
export async function reconcile(ports: Ports): Promise<ReconcileReport> {
  const [asked, refunds, first] = await Promise.all([askDue(ports), refundDue(ports), deliverDue(ports)]);
  // Delivers the messages that asking has brought.
  const second = await deliverDue(ports);
  const { examined, ...counts } = asked;
  const errors = [asked, refunds, first, second].reduce((sum, done) => sum + done.errors, 0);
  const isAll = examined < BATCH && refunds.examined < BATCH && second.queues < BATCH;
  return { examined, ...counts, delivered: first.taken + second.taken, errors, complete: isAll && errors === 0 };
}

/** Asks EximPe about every attempt whose time has come. */
export async function askDue(ports: Ports): Promise<Omit<ReconcileReport, 'delivered' | 'complete'>> {
  const ids = await ports.store.due('ask', ports.clock.now(), BATCH);
  const report = { examined: ids.length, successful: 0, failed: 0, stillPending: 0, needAttention: 0 };
  const work = async (id: AttemptId): Promise<void> => {
    for (const outcome of await attend(ports, id)) report[outcome] += 1;
  };
  const errors = await inParallel(ids, work, async (error, id) =>
    ports.log.error({ ...(await subjectOf(ports, id)), err: error }, 'the outcome of a payment could not be checked'),
  );
  return { ...report, errors };
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
  if (nowMs - attempt.createdAtMs > LONGEST_ASKING_MS) await stopAsking(ports, checked, nowMs);
  return checked.needsAttention ? ['stillPending', 'needAttention'] : ['stillPending'];
}

/** For a capture with missing details: asks less and less often, and ends one day. */
async function describeAgain(ports: Ports, attempt: Attempt): Promise<void> {
  const described = await describeCapture(ports, attempt);
  await changeAttempt(ports, attempt.id, (current) =>
    isDescribed(described) ? { ...current, askAtMs: null } : scheduleNextAsk(current, ports.clock.now()),
  );
}

/** A payment counts as pending at EximPe for this long after EximPe said so; the kit asks every hour. */
const STILL_PENDING_MS = 2 * 3_600_000;

/**
 * A payment that EximPe has not decided in all this time no longer stops the shopper from paying. A capture still counts. If
 * EximPe calls it pending to the end, a person could find out no more; if EximPe does not say, a person has to look.
 */
async function stopAsking(ports: Ports, { id, reportedPendingAtMs }: Attempt, nowMs: number): Promise<void> {
  const isPending = reportedPendingAtMs !== null && nowMs - reportedPendingAtMs < STILL_PENDING_MS;
  const change = await changeAttempt(ports, id, (attempt) =>
    attempt.askAtMs === null || isOver(attempt)
      ? attempt
      : {
          ...applyCancellation(attempt, 'gateway_unreachable'),
          askAtMs: null,
          needsAttention: attempt.needsAttention || !isPending,
        },
  );
  if (change && change.before !== change.after && !change.after.needsAttention)
    ports.log.warn(
      about(change.after),
      'EximPe has called a payment pending for seven days: the kit no longer asks about it',
    );
}

/** Works on every refund whose time has come. */
export async function refundDue(ports: Ports): Promise<{ readonly examined: number; readonly errors: number }> {
  const ids = await ports.store.due('refund', ports.clock.now(), BATCH);
  const errors = await inParallel(
    ids,
    (id) => attendRefund(ports, id),
    async (error, id) =>
      ports.log.error({ ...(await subjectOf(ports, id)), err: error }, 'a refund could not be worked on'),
  );
  return { examined: ids.length, errors };
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

interface Delivered {
  readonly queues: number;
  readonly taken: number;
  readonly errors: number;
}

/** Delivers waiting messages to the shop. Never waits for EximPe. */
export async function deliverDue(ports: Ports): Promise<Delivered> {
  if (!ports.hooks.onPaid) return { queues: 0, taken: 0, errors: 0 };
  const queues = await ports.store.dueQueues(ports.clock.now(), BATCH);
  let taken = 0;
  const work = async (queue: Queue): Promise<void> => {
    taken += await deliver(ports, queue);
  };
  const errors = await inParallel(queues, work, async (error, queue) =>
    ports.log.error({ queue, err: error }, 'messages to the shop could not be delivered'),
  );
  return { queues: queues.length, taken, errors };
}

/** Resolves with the number of items whose work failed: each goes to `failed`, and the others are worked on all the same. */
async function inParallel<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
  failed: (error: unknown, item: Item) => Promise<void>,
): Promise<number> {
  const queue = [...items];
  let errors = 0;
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      try {
        await work(item);
      } catch (error) {
        errors += 1;
        await failed(error, item);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return errors;
}
