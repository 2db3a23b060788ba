// Ends a payment: once, only forward, and with a webhook.
import type { Outcome, WebhookCourse } from '../scenarios.ts';
import { paymentEvent, type PaymentStory } from '../webhooks/events.ts';
import type { WebhookEvent } from '../webhooks/webhooks.ts';
import type { World } from '../world.ts';
import type { Order } from './order.ts';
import { askForPapers, verificationAtCapture } from './verification.ts';

/** An unfinished challenge ends as failed after this long; the documents say that it does, not when. */
const ABANDONED_AFTER_MS = 15 * 60_000;

/** The bank has answered: the order's course says when the outcome arrives. Resolves when the browser may go on. */
export async function authorise(world: World, order: Order, outcome: Outcome): Promise<void> {
  if (order.progress !== 'open') return;
  const { settles } = order.course;
  if (settles === 'never') return;
  order.progress = 'authorised';
  if (typeof settles === 'number' && settles > 0) {
    world.clock.after(settles * 1000, async () => void (await settle(world, order, outcome)));
    return;
  }
  await settle(world, order, outcome);
}

/** Ends the payment now, whatever time its course says. False when it had already ended. */
export async function settle(world: World, order: Order, outcome: Outcome): Promise<boolean> {
  if (order.progress === 'decided') return false;
  order.progress = 'decided';
  const nowMs = world.clock.now();
  const story: PaymentStory = {
    captured: outcome.status === 'captured',
    message: outcome.status === 'captured' ? 'Payment captured successfully' : outcome.message,
    category: outcome.status === 'failed' ? outcome.category : null,
    completedAtMs: outcome.status === 'captured' ? nowMs : null,
  };
  const cancelled = outcome.status === 'failed' && outcome.cancelled === true;
  const hasWebhook = world.webhookUrlOf(order.clientId) !== undefined;
  if (order.course.settles === 'webhook' && hasWebhook) {
    announce(world, order, story, () => {
      record(world, order, story, cancelled);
      void askForPapers(world, order);
    });
    return true;
  }
  record(world, order, story, cancelled);
  const event = announce(world, order, story);
  void event?.firstAttempt.then(() => askForPapers(world, order));
  if (order.course.webhook.beforeReturn) await event?.firstAttempt;
  return true;
}

/** The bank takes the money of a payment that had failed. False when the payment had not failed. */
export function captureLate(world: World, order: Order): boolean {
  if (order.status !== 'failed') return false;
  const story: PaymentStory = {
    captured: true,
    message: 'Payment captured successfully',
    category: null,
    completedAtMs: world.clock.now(),
  };
  record(world, order, story, false);
  const event = announce(world, order, story);
  void event?.firstAttempt.then(() => askForPapers(world, order));
  return true;
}

/** Ends the payment as failed when the shopper stays away. */
export function expectShopper(world: World, order: Order): void {
  const { challenge } = order;
  if (!challenge) return;
  challenge.expiry = world.clock.after(ABANDONED_AFTER_MS, () => {
    challenge.state = 'finished';
    return authorise(world, order, {
      status: 'failed',
      message: '3D Secure authentication timed out',
      category: '3DS_FAILED',
      cancelled: true,
    });
  });
}

/** Ends the shopper's part. */
export function endChallenge({ challenge }: Order): void {
  if (!challenge) return;
  challenge.state = 'finished';
  challenge.expiry?.cancel();
  challenge.expiry = null;
}

function record(world: World, order: Order, story: PaymentStory, cancelled: boolean): void {
  const { payment } = order;
  order.status = story.captured ? 'payment_successful' : 'failed';
  order.statusMessage = story.message;
  order.category = story.category;
  order.cancelled = cancelled;
  order.updatedAtMs = world.clock.now();
  payment.status = story.captured ? 'captured' : 'failed';
  payment.statusMessage = story.captured ? null : story.message;
  payment.completedAtMs = story.completedAtMs;
  payment.bankRefNum = story.captured ? `${order.id}-${payment.id}` : null;
  endChallenge(order);
  if (story.captured) order.verification = verificationAtCapture(world, order);
  if (story.captured && order.cardToSave) {
    world.book.addToken({ ...order.cardToSave, token: world.ids.hex('token', 22), clientId: order.clientId });
  }
}

function announce(world: World, order: Order, story: PaymentStory, onDone?: () => void): WebhookEvent | undefined {
  const { delaySeconds, copies, outOfOrder } = order.course.webhook;
  if (delaySeconds === 'never') {
    onDone?.();
    return undefined;
  }
  const event = sendPaymentEvent(world, order, story, { delaySeconds, ...(onDone ? { onDone } : {}) });
  // The same event again, as a retry that was not needed: same body, same sequence number.
  if (event)
    for (let copy = 1; copy < copies; copy += 1) void event.firstAttempt.then(() => world.webhooks.fire(event));
  if (event && outOfOrder) {
    const older: PaymentStory = {
      captured: false,
      message: 'Payment declined by bank',
      category: 'CARD_DECLINED',
      completedAtMs: null,
    };
    void event.firstAttempt.then(() => sendPaymentEvent(world, order, older, { ageMs: 60_000 }));
  }
  return event;
}

export interface PaymentEventOptions {
  readonly delaySeconds?: number;
  /** How long ago the event says it happened. */
  readonly ageMs?: number;
  readonly onDone?: () => void;
  /** Default: as the order's course says. */
  readonly signature?: WebhookCourse['signature'];
  readonly oldShape?: boolean;
}

/** Sends one payment event, true or not, as the order's course says. Undefined without an address to send it to. */
export function sendPaymentEvent(
  world: World,
  order: Order,
  story: PaymentStory,
  { ageMs = 0, oldShape = order.course.webhook.oldShape, ...delivery }: PaymentEventOptions = {},
): WebhookEvent | undefined {
  const url = world.webhookUrlOf(order.clientId);
  if (url === undefined) return undefined;
  return world.webhooks.send(paymentEvent(order, story, world.eventContext(ageMs), oldShape), {
    url,
    encryptionKey: world.encryptionKeyOf(order.clientId),
    orderId: order.id,
    signature: order.course.webhook.signature,
    ...delivery,
  });
}
