// Tells the shop what waits in the outbox: at least once, in order for each checkout, until a hook has taken it.
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
import { withClaim } from '../with-claim.ts';
import { withinTime } from '../within-time.ts';

/** One process at a time tells what waits in a queue. */
const CLAIM_MS = 60_000;
/** A hook that has not finished by then counts as one that threw; the claim is still ours. */
const LONGEST_HOOK_MS = CLAIM_MS - 5_000;
const DELAYS_MS = [1, 5, 15, 60, 300, 900, 3_600].map((seconds) => seconds * 1_000);

/** Milliseconds to wait after the given number of tries. It never stops trying: a paid order must not be forgotten. */
export const redeliveryDelayMs = (tries: number): number =>
  DELAYS_MS[Math.min(tries - 1, DELAYS_MS.length - 1)] ?? CLAIM_MS;

const underWay = new WeakMap<Ports, Map<Queue, Promise<number>>>();

/**
 * Tells everything in a queue that is due, one after the other. Resolves with how many messages were taken; where this process
 * is at it already, once that is done and nothing is left.
 */
export async function deliver(ports: Ports, queue: Queue): Promise<number> {
  // A job whose kit has no hooks must not count anything as told.
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
    const { attempt, topic } = message;
    ports.log.error({ attempt, queue, tries, err: error }, `${HOOK_OF[topic]} threw; it will be called again`);
    await ports.store.postpone({ ...message, tries, dueAtMs: ports.clock.now() + redeliveryDelayMs(tries) });
    return 'threw';
  }
  // A place that lost its last second may have lost what was decided in the telling: it is decided, and told, once more.
  const removed: unknown = await ports.store.remove(message, revision);
  return removed === false ? 'lost' : 'taken';
}

const HOOK_OF = { captured: 'onPaid', failed: 'onFailed', attention: 'onAttention' } as const;

/**
 * What is to be told now. In a checkout's queue each waits for those before it, with two exceptions: what became of a payment does
 * not wait for a notice that a hook would not take, nor a capture for a failure. What is of no known checkout waits for nothing.
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

/** Resolves with the revision of the attempt that the telling rests on, where it has written one. */
async function tell(ports: Ports, message: Message): Promise<number | undefined> {
  if (message.topic === 'captured') return tellCaptured(ports, message);
  await (message.topic === 'failed' ? tellFailed(ports, message) : tellAttention(ports, message));
  return undefined;
}

/** A message whose payment the store does not find must not pass for told: it stays, and health shows it. */
async function demand({ store }: Ports, id: AttemptId): Promise<Attempt> {
  const attempt = await store.find(id);
  if (!attempt) throw new Error(`the store does not find attempt ${id}, of which the shop is to be told`);
  return attempt;
}

type Of<Topic extends Message['topic']> = Extract<Message, { readonly topic: Topic }>;

/** The one that pays the checkout is told as paid; one too many is told as that, by a notice that its role gives rise to. */
async function tellCaptured(ports: Ports, { attempt: id }: Of<'captured'>): Promise<number | undefined> {
  await demand(ports, id);
  const decided = await decideRole(ports, id);
  if (!decided || decided.role === 'second') return decided?.revision;
  const attempt = await describeCapture(ports, decided);
  const { afterFailure } = attempt;
  await ports.hooks.onPaid?.({ ...paymentOf(attempt), afterFailure });
  // Looked for again later, so that it is compared all the same.
  if (!isDescribed(attempt)) await describeLater(ports, attempt);
  return attempt.revision;
}

/** Nothing is said of a failure once the checkout is paid, by this attempt or another: nobody may un-pay an order. */
async function tellFailed(ports: Ports, { attempt: id }: Of<'failed'>): Promise<void> {
  const attempt = await demand(ports, id);
  if (attempt.status !== 'failed') return;
  const all = await ports.store.ofCheckout(attempt.checkout);
  if (all.some((other) => holdOf(other) === 'paid')) return;
  const problem = attempt.problem ?? 'card_declined';
  await ports.hooks.onFailed?.({ ...paymentOf(attempt), problem, checkoutPaid: false });
}

async function tellAttention(ports: Ports, { id, attempt: about, notice }: Of<'attention'>): Promise<void> {
  const attempt = about === null ? undefined : await ports.store.find(about);
  if (notice.type === 'papers_due' && attempt && (await hasPaper(ports, attempt, notice.paper))) return;
  const todo = TODO[notice.type];
  const attention = { ...notice, id, payment: attempt ? paymentOf(attempt) : null, todo };
  if (ports.hooks.onAttention) return ports.hooks.onAttention(attention);
  const code = 'EXIMPE_NEEDS_ATTENTION';
  ports.log.error({ code, help: helpFor(code), ...attention }, `a payment needs a person (${notice.type}): ${todo}`);
}

/** Telling never waits for EximPe for long. */
const LONGEST_LOOK_MS = 2_000;

/** EximPe has it by now. Where it does not say, it is better to be told in vain. */
async function hasPaper({ gateway }: Ports, { orderId, merchantId }: Attempt, paper: PaperDue['paper']) {
  if (orderId === null || paper !== 'invoice_file') return false;
  const late = setTimeout(LONGEST_LOOK_MS, undefined, { ref: false });
  const answer = await Promise.race([gateway.of(merchantId).papersOf(orderId), late]);
  return answer?.kind === 'known' && answer.hasInvoiceFile;
}
