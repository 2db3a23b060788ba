// From captured to fit to be paid out: papers that are missing are asked for, looked at, and found complete.
import { detailsMissingEvent, verificationEvent, type Envelope } from '../webhooks/events.ts';
import type { WebhookEvent } from '../webhooks/webhooks.ts';
import type { World } from '../world.ts';
import type { Order, Verification } from './order.ts';
import { missingPapers } from './papers.ts';

/** How long papers are looked at, in simulated time; the documents do not say. */
const REVIEW_MS = 60_000;

/** Asks for the papers that a captured payment lacks, if any: by two webhooks, one after the other. */
export async function askForPapers(world: World, order: Order): Promise<void> {
  // It is about an order of before a reset, or about one whose papers came in the meantime.
  const isOver = (): boolean => world.book.order(order.id) !== order || order.verification !== 'action_required';
  if (isOver()) return;
  const missing = missingPapers(order);
  await tell(world, order, detailsMissingEvent(order, missing, world.eventContext()))?.firstAttempt;
  if (isOver()) return;
  tell(world, order, verificationEvent(order, 'action_required', missing, world.eventContext()));
}

/** What a captured payment's papers are at first. */
export const verificationAtCapture = (world: World, order: Order): Verification =>
  world.settings.papers && missingPapers(order).length > 0 ? 'action_required' : 'not_needed';

/** An order was changed: when nothing is missing any more, its papers are looked at. */
export function papersChanged(world: World, order: Order): void {
  if (order.verification === 'action_required' && missingPapers(order).length === 0) reviewPapers(world, order);
}

/** Papers came in: they are looked at, and after a while found complete. */
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

/** Undefined where nobody is told: without a webhook address, and in version 1, which has no such events. */
function tell(world: World, order: Order, event: Envelope): WebhookEvent | undefined {
  const url = world.webhookUrlOf(order.clientId);
  const { delaySeconds, signature } = order.course.webhook;
  if (url === undefined || order.apiVersion === '1.0.0' || delaySeconds === 'never') return undefined;
  const encryptionKey = world.encryptionKeyOf(order.clientId);
  return world.webhooks.send(event, { url, encryptionKey, orderId: order.id, signature });
}
