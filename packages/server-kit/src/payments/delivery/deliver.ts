// Delivers the messages in the outbox to the shop: at least once, in order for each checkout, until a hook has taken them.
import { setTimeout } from 'node:timers/promises';
import type { AttemptId } from '@eximpe/contract';
import { helpFor } from '../../errors/kit-error.ts';
import { TODO } from '../outbox/attention.ts';
import { holdOf, type Attempt } from '../attempt/attempt.ts';
import { describeCapture, describeLater, isDescribed } from '../captures/describe-capture.ts';
import { queueOf, type Message, type Queue } from '../outbox/message.ts';
import type { PaperDue } from '../outbox/papers.ts';
import { paymentOf } from '../outbox/payment.ts';
import type { Ports } from '../ports/ports.ts';
import { decideRole } from '../captures/second-capture.ts';
import { subjectOf } from '../subject-of.ts';
import { withClaim } from '../with-claim.ts';
import { withinTime } from '../within-time.ts';

/** One process at a time delivers a queue. */
const CLAIM_MS = 60_000;
/** A hook that has not finished by then counts as one that threw; then the claim is still ours. */
const LONGEST_HOOK_MS = CLAIM_MS - 5_000;
const DELAYS_MS = [1, 5, 15, 60, 300, 900, 3_600].map((seconds) => seconds * 1_000);

/** Milliseconds to wait after the given number of tries. It never stops trying: a paid order must not be forgotten. */
const redeliveryDelayMs = (tries: number): number => DELAYS_MS[Math.min(tries - 1, DELAYS_MS.length - 1)] ?? CLAIM_MS;

const underWay = new WeakMap<Ports, Map<Queue, Promise<number>>>();

/**
 * Delivers every due message of a queue, one after the other. Resolves with the number of messages that hooks have
 * taken. When this process is already delivering the queue, resolves after that has ended and nothing is left.
 */
export async function deliver(ports: Ports, queue: Queue): Promise<number> {
  // A kit without hooks, e.g. in a job, must not mark any message as delivered.
  if (!ports.hooks.onPaid) return 0;
  const flights = underWay.get(ports) ?? new Map<Queue, Promise<number>>();
  underWay.set(ports, flights);
  const before = flights.get(queue);
  const flight = (before ?? Promise.resolve(0))
    .catch(() => 0)
    .then(async (taken) => taken + (await deliverAll(ports, queue)));
  flights.set(queue, flight);
  try {
    return await flight;
  } finally {
    if (flights.get(queue) === flight) flights.delete(queue);
  }
}

export const isUnderWay = (ports: Ports, queue: Queue): boolean => underWay.get(ports)?.has(queue) ?? false;
export const countUnderWay = (ports: Ports): number => underWay.get(ports)?.size ?? 0;

async function deliverAll(ports: Ports, queue: Queue): Promise<number> {
  for (let taken = 0; ;) {
    const claimed = await withClaim(ports.store, `deliver:${queue}`, CLAIM_MS, () => deliverNext(ports, queue));
    if (claimed.kind === 'busy' || claimed.value === 'nothing due') return taken;
    if (claimed.value === 'taken') taken += 1;
  }
}

async function deliverNext(ports: Ports, queue: Queue): Promise<'taken' | 'threw' | 'lost' | 'nothing due'> {
  const message = nextOf(await ports.store.waiting(queue), ports.clock.now());
  if (!message) return 'nothing due';
  let revision: number | undefined;
  try {
    revision = await withinTime(HOOK_OF[message.topic], tell(ports, message), LONGEST_HOOK_MS);
  } catch (error) {
    const tries = message.tries + 1;
    const subject = await subjectOf(ports, message.attempt);
    ports.log.error(
      { ...subject, queue, tries, err: error },
      `${HOOK_OF[message.topic]} threw; it will be called again`,
    );
    await ports.store.postpone({ ...message, tries, dueAtMs: ports.clock.now() + redeliveryDelayMs(tries) });
    return 'threw';
  }
  // A store that lost its last second may have lost the decision made during this delivery: then the kit decides and delivers once more.
  if (!(await isDecided(ports, message))) return 'lost';
  const removed: unknown = await ports.store.remove(message, revision);
  return removed === false ? 'lost' : 'taken';
}

/** The revision is not enough: other writes may have reached it again after the loss. */
async function isDecided({ store }: Ports, { topic, attempt: id }: Message): Promise<boolean> {
  if (topic !== 'captured') return true;
  const attempt = await store.find(id);
  return !attempt || holdOf(attempt) !== 'paid' || attempt.role !== null;
}

const HOOK_OF = { captured: 'onPaid', failed: 'onFailed', attention: 'onAttention' } as const;

/**
 * The message to deliver now. In a checkout's queue, each message waits for those before it, with two exceptions: an
 * outcome does not wait for a notice that a hook did not take, and a capture does not wait for a failure. A message
 * of no known checkout waits for nothing.
 */
export function nextOf(waiting: readonly Message[], nowMs: number): Message | undefined {
  const inLine = waiting.filter(({ createdAtMs }) => createdAtMs <= nowMs);
  const isDue = (message: Message | undefined): boolean => message !== undefined && message.dueAtMs <= nowMs;
  const [first] = inLine;
  if (isDue(first)) return first;
  if (first?.queue === queueOf(null)) return inLine.find(isDue);
  const captured = inLine.find(({ topic }) => topic === 'captured');
  const outcome = inLine.find(({ topic }) => topic !== 'attention');
  return [captured, outcome].find(isDue);
}

/** Resolves with the attempt's revision on which the delivery is based, if the delivery wrote one. */
async function tell(ports: Ports, message: Message): Promise<number | undefined> {
  if (message.topic === 'captured') return tellCaptured(ports, message);
  await (message.topic === 'failed' ? tellFailed(ports, message) : tellAttention(ports, message));
  return undefined;
}

/** A message must not count as delivered when the store can't find its payment: it stays, and health shows it. */
async function demand({ store }: Ports, id: AttemptId): Promise<Attempt> {
  const attempt = await store.find(id);
  if (!attempt) throw new Error(`the store does not find attempt ${id}, which the shop must be told about`);
  return attempt;
}

type Of<Topic extends Message['topic']> = Extract<Message, { readonly topic: Topic }>;

/** A capture that pays the checkout goes to `onPaid`; for one too many, its role creates a notice. */
async function tellCaptured(ports: Ports, { attempt: id }: Of<'captured'>): Promise<number | undefined> {
  await demand(ports, id);
  const decided = await decideRole(ports, id);
  if (!decided || decided.role === 'second') return decided?.revision;
  const attempt = await describeCapture(ports, decided);
  const { afterFailure } = attempt;
  await ports.hooks.onPaid?.({ ...paymentOf(attempt), afterFailure });
  // Reads the details again later, so that the amount is still compared.
  if (!isDescribed(attempt)) await describeLater(ports, attempt);
  return attempt.revision;
}

/** The kit tells no failure after the checkout is paid, by this attempt or another: the shop must not treat a paid order as unpaid. */
async function tellFailed(ports: Ports, { attempt: id }: Of<'failed'>): Promise<void> {
  const attempt = await demand(ports, id);
  if (attempt.status !== 'failed') return;
  const all = await ports.store.ofCheckout(attempt.checkout);
  if (all.some((other) => holdOf(other) === 'paid')) return;
  const problem = attempt.problem ?? 'card_declined';
  await ports.hooks.onFailed?.({ ...paymentOf(attempt), problem });
}

async function tellAttention(ports: Ports, { id, attempt: subject, notice }: Of<'attention'>): Promise<void> {
  const attempt = subject === null ? undefined : await ports.store.find(subject);
  if (notice.type === 'papers_due' && attempt && (await hasPaper(ports, attempt, notice.paper))) return;
  const todo = TODO[notice.type];
  const attention = { ...notice, id, payment: attempt ? paymentOf(attempt) : null, todo };
  if (ports.hooks.onAttention) return ports.hooks.onAttention(attention);
  const code = 'EXIMPE_NEEDS_ATTENTION';
  ports.log.error({ code, help: helpFor(code), ...attention }, `a payment needs a person (${notice.type}): ${todo}`);
}

/** The longest that a delivery waits for EximPe. */
const LONGEST_LOOK_MS = 2_000;

/** Whether EximPe has the paper by now. False when EximPe does not say: a needless reminder is better than none. */
async function hasPaper({ gateway }: Ports, { orderId, merchantId }: Attempt, paper: PaperDue['paper']) {
  if (orderId === null || paper !== 'invoice_file') return false;
  const late = setTimeout(LONGEST_LOOK_MS, undefined, { ref: false });
  const answer = await Promise.race([gateway.of(merchantId).papersOf(orderId), late]);
  return answer?.kind === 'known' && answer.hasInvoiceFile;
}
