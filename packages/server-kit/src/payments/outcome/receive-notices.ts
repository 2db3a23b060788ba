// Passes on what a verified webhook tells besides a payment's outcome: to the event stream and, if a person has to act, to the outbox.
import type { Notice } from '../outbox/attention.ts';
import type { Attempt } from '../attempt/attempt.ts';
import { attemptOfReference, chargedAmount } from '../attempt/attempt.ts';
import { deliver } from '../delivery/deliver.ts';
import type { GatewayNotice } from '../gateway-notice.ts';
import { queueOf, type Message } from '../outbox/message.ts';
import type { Ports } from '../ports/ports.ts';
import { receiveRefund } from '../captures/refund-capture.ts';

/** Resolves after everything that the shop must not miss is stored. */
export async function receiveNotices(ports: Ports, notices: readonly GatewayNotice[]): Promise<void> {
  for (const notice of notices) {
    await receive(ports, notice);
    ports.emit(notice);
  }
}

async function receive(ports: Ports, notice: GatewayNotice): Promise<void> {
  const attempt = await attemptOf(ports, notice);
  // If EximPe asks again after it has checked the papers, that is a new request.
  if (notice.type === 'papers.in_review' || notice.type === 'papers.verified') {
    await ports.store.put(roundOf(notice), String(ports.clock.now()), REMEMBERED_MS);
  }
  if (notice.type === 'refund.updated') return receiveRefundNotice(ports, notice, attempt);
  const post = POSTS[notice.type]?.(notice as never);
  if (!post) return;
  const round = notice.type === 'papers.needed' ? await ports.store.get(roundOf(notice)) : undefined;
  await postAttention(ports, { ...post, id: round === undefined ? post.id : `${post.id}:${round}` }, attempt);
}

const roundOf = ({
  paymentId,
  orderId,
}: {
  readonly paymentId: string | null;
  readonly orderId: string | null;
}): string => `papers-round:${paymentId ?? orderId ?? ''}`;

interface Post {
  /** Names what happened: the same when EximPe says it again. */
  readonly id: string;
  readonly notice: Notice;
}

type Of<Type extends GatewayNotice['type']> = Extract<GatewayNotice, { readonly type: Type }>;

/** One row for each kind of notice that needs a person. */
const POSTS: { readonly [Type in GatewayNotice['type']]?: (notice: Of<Type>) => Post } = {
  'dispute.updated': ({ chargebackId, orderId, paymentId, status, amount, replyBefore, reason }) => ({
    id: `dispute:${chargebackId}:${status}:${replyBefore ?? ''}`,
    notice: { type: 'dispute', chargebackId, orderId, paymentId, status, amount, replyBefore, reason },
  }),
  'webhook.unreadable': ({ name, id }) => ({
    id: `webhook_unreadable:${name}:${id ?? ''}`,
    notice: { type: 'webhook_unreadable', event: name },
  }),
  'papers.needed': ({ orderId, paymentId, fields }) => ({
    id: `papers_missing:${paymentId ?? orderId ?? ''}:${fields.join(',')}`,
    notice: { type: 'papers_missing', orderId, paymentId, fields },
  }),
};

async function receiveRefundNotice(
  ports: Ports,
  notice: Of<'refund.updated'>,
  attempt: Attempt | undefined,
): Promise<void> {
  const { refundId, state, status: word, orderId, paymentId, amount } = notice;
  // While our refund is due, one of the same amount is ours, and its answer was lost. Any other is the shop's own.
  const isLost = attempt?.refund === 'due' && (amount === null || amount === chargedAmount(attempt));
  const isOurs = attempt?.refundId === refundId || isLost;
  if (attempt && isOurs) return receiveRefund(ports, attempt, { kind: 'known', refundId, state, word });
  // The shop made this one itself: it is told only if the refund failed.
  if (state !== 'failed') return;
  const post: Post = {
    id: `refund_failed:${refundId}:${word}`,
    notice: { type: 'refund_failed', refundId, status: word, amount, orderId, paymentId },
  };
  await postAttention(ports, post, attempt);
}

async function postAttention(ports: Ports, { id, notice }: Post, attempt: Attempt | undefined): Promise<void> {
  const nowMs = ports.clock.now();
  const queue = queueOf(attempt?.checkout ?? null);
  const message: Message = {
    topic: 'attention',
    id,
    queue,
    attempt: attempt?.id ?? null,
    createdAtMs: nowMs,
    dueAtMs: nowMs,
    tries: 0,
    notice,
  };
  const told = `noticed:${id}`;
  if ((await ports.store.get(told)) !== undefined) return;
  await ports.store.post([message]);
  await ports.store.put(told, '1', REMEMBERED_MS);
  // Posts it once more: a store that loses its last second must not keep only the note.
  await ports.store.post([message]);
  ports.inBackground(deliver(ports, queue));
}

/** EximPe sends some news in two webhooks, or again after days: once is enough for the shop, unless it is much later. */
const REMEMBERED_MS = 30 * 24 * 3_600_000;

/** The payment a notice is about, found by whichever of its ids the store knows. */
async function attemptOf(ports: Ports, notice: GatewayNotice): Promise<Attempt | undefined> {
  const { referenceId, orderId } = notice as { readonly referenceId?: string | null; readonly orderId?: string | null };
  const named = referenceId ? attemptOfReference(referenceId) : undefined;
  const byReference = named === undefined ? undefined : await ports.store.find(named);
  return byReference ?? (orderId ? ports.store.findByOrder(orderId) : undefined);
}
