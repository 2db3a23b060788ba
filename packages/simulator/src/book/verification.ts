// The way from a capture to a payout: the simulator asks for missing papers, reviews them, and finds them complete.
import { detailsMissingEvent, verificationEvent, type Envelope } from '../webhooks/events.ts';
import type { WebhookEvent } from '../webhooks/webhooks.ts';
import type { World } from '../world.ts';
import type { Order, Verification } from './order.ts';
import { missingPapers } from './papers.ts';

/** How long a review of papers takes, in simulated time; the documents do not say. */
const REVIEW_MS = 60_000;

/** Asks for the papers that a captured payment lacks, if any: by two webhooks, one after the other. */
export async function askForPapers(world: World, order: Order): Promise<void> {
  // True for an order from before a reset, and for one whose papers have come in the meantime.
  const isOver = (): boolean => world.book.order(order.id) !== order || order.verification !== 'action_required';
  if (isOver()) return;
  const missing = missingPapers(order);
  await tell(world, order, detailsMissingEvent(order, missing, world.eventContext()))?.firstAttempt;
  if (isOver()) return;
  tell(world, order, verificationEvent(order, 'action_required', missing, world.eventContext()));
}

/** The first state of a captured payment's papers. */
export const verificationAtCapture = (world: World, order: Order): Verification =>
  world.settings.papers && missingPapers(order).length > 0 ? 'action_required' : 'not_needed';

/** Call it after an order was changed: when no paper is missing any more, starts the review. */
export function papersChanged(world: World, order: Order): void {
  if (order.verification === 'action_required' && missingPapers(order).length === 0) reviewPapers(world, order);
}

/** Starts the review of papers, which finds them complete after a while. */
export function reviewPapers(world: World, order: Order): void {
  become(world, order, 'in_review');
  world.clock.after(REVIEW_MS, () => {
    if (world.book.order(order.id) === order && order.verification === 'in_review') become(world, order, 'verified');
  });
}

/** Whether a captured payment may be paid out. */
export const hasCompletePapers = ({ verification }: Order): boolean =>
  verification === 'not_needed' || verification === 'verified';

function become(world: World, order: Order, verification: 'in_review' | 'verified'): void {
  order.verification = verification;
  order.updatedAtMs = world.clock.now();
  tell(world, order, verificationEvent(order, verification, [], world.eventContext()));
}

/** Undefined when no event is sent: without a webhook address, and in version 1, which has no such events. */
function tell(world: World, order: Order, event: Envelope): WebhookEvent | undefined {
  const url = world.webhookUrlOf(order.clientId);
  const { delaySeconds, signature } = order.course.webhook;
  if (url === undefined || order.apiVersion === '1.0.0' || delaySeconds === 'never') return undefined;
  const encryptionKey = world.encryptionKeyOf(order.clientId);
  return world.webhooks.send(event, { url, encryptionKey, orderId: order.id, signature });
}
