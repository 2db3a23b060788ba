// EximPe's last hop: it sends the browser back to the merchant's `return_url`, with a signed form.
import { Router, urlencoded } from 'express';
import type { Order } from '../book/order.ts';
import { withOffset } from '../time-format.ts';
import { returnHash } from '../webhooks/signature.ts';
import type { World } from '../world.ts';
import { autoPost } from './auto-post.ts';
import { endOfTheRoad } from './end-of-the-road.ts';
import { field } from './form-field.ts';

/** The documented fields, and the hash over six of them. */
export function returnFields(world: World, order: Order): Record<string, string> {
  const { payment } = order;
  const old = world.settings.quirks.has('return-payment-words');
  const ended = { captured: old ? 'payment_successful' : 'captured', failed: old ? 'payment_failed' : 'failed' };
  const fields = {
    order_id: order.id,
    payment_id: payment.id,
    status: payment.status === 'pending' ? 'pending' : ended[payment.status],
    message: order.statusMessage ?? 'Payment is being processed',
    mop_type: (order.mopType ?? '').toUpperCase(),
    bank_ref_num: payment.bankRefNum ?? '',
    payment_completed_at: payment.completedAtMs === null ? '' : withOffset(payment.completedAtMs),
  };
  const key = world.encryptionKeyOf(order.clientId);
  if (order.course.return === 'no-hash') return fields;
  return { ...fields, hash: returnHash(order.course.return === 'wrong-hash' ? `not-${key}` : key, fields) };
}

export function returnHop(world: World): Router {
  const router = Router();
  router.post('/', urlencoded({ extended: false, limit: '64kb' }), (request, response) => {
    const order = world.book.orderByMd(field(request.body, 'MD'));
    if (!order) return endOfTheRoad(response, 'This payment is not known here.');
    if (order.returnUrl === null) return endOfTheRoad(response, 'The merchant gave no address to return to.', 200);
    const fields = returnFields(world, order);
    if (order.course.return === 'get') {
      const url = new URL(order.returnUrl);
      for (const [name, value] of Object.entries(fields)) url.searchParams.set(name, value);
      return response.redirect(303, url.href);
    }
    response.send(autoPost({ action: order.returnUrl, fields }));
  });
  return router;
}
