// Tells the shop what waits in the outbox: at least once, in order for each checkout, until a hook has taken it.
import { helpFor } from '../errors/kit-error.ts';
import { TODO } from './attention.ts';
import { holdOf, type Attempt } from './attempt.ts';
import { describeCapture } from './describe-capture.ts';
import type { Message, Queue } from './message.ts';
import type { PaperDue } from './papers.ts';
import { paymentOf } from './payment.ts';
import type { Ports } from './ports/ports.ts';
import { decideRole } from './second-capture.ts';
import { withClaim } from './with-claim.ts';
import { withinTime } from './within-time.ts';

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
 * What is to be told now. In a queue each waits for those before it, with one exception: what became of a payment does not wait
 * for a notice that a hook would not take.
 */
export function nextOf(waiting: readonly Message[], nowMs: number): Message | undefined {
  const inLine = waiting.filter(({ createdAtMs }) => createdAtMs <= nowMs);
  const isDue = (message: Message | undefined): message is Message => message !== undefined && message.dueAtMs <= nowMs;
  const [first] = inLine;
  if (isDue(first)) return first;
  const outcome = inLine.find(({ topic }) => topic !== 'attention');
  return isDue(outcome) ? outcome : undefined;
}

/** Resolves with the revision of the attempt that the telling rests on, where it has written one. */
async function tell(ports: Ports, message: Message): Promise<number | undefined> {
  if (message.topic === 'captured') return tellCaptured(ports, message);
  await (message.topic === 'failed' ? tellFailed(ports, message) : tellAttention(ports, message));
  return undefined;
}

type Of<Topic extends Message['topic']> = Extract<Message, { readonly topic: Topic }>;

/** The one that pays the checkout is told as paid; one too many is told as that, by a notice that its role gives rise to. */
async function tellCaptured(ports: Ports, { attempt: id }: Of<'captured'>): Promise<number | undefined> {
  const decided = await decideRole(ports, id);
  if (!decided || decided.role === 'second') return decided?.revision;
  const attempt = await describeCapture(ports, decided);
  const { afterFailure } = attempt;
  await ports.hooks.onPaid?.({ ...paymentOf(attempt), afterFailure });
  return attempt.revision;
}

/** Nothing is said of a failure once the checkout is paid, by this attempt or another: nobody may un-pay an order. */
async function tellFailed(ports: Ports, { attempt: id }: Of<'failed'>): Promise<void> {
  const attempt = await ports.store.find(id);
  if (!attempt || attempt.status !== 'failed') return;
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

/** EximPe has it by now. Where it does not say, it is better to be told in vain. */
async function hasPaper({ gateway }: Ports, { orderId, merchantId }: Attempt, paper: PaperDue['paper']) {
  if (orderId === null || paper !== 'invoice_file') return false;
  const answer = await gateway.of(merchantId).papersOf(orderId);
  return answer.kind === 'known' && answer.hasInvoiceFile;
}
