// /pg/orders/: create, read, change, take papers, and the status that settles a payment.
import { Router } from 'express';
import { handOver } from '../bank/acs-template.ts';
import type { Order } from '../book/order.ts';
import { authorise, expectShopper } from '../book/settle.ts';
import { papersChanged } from '../book/verification.ts';
import type { World } from '../world.ts';
import { errors } from './api-error.ts';
import { callerOf, type Caller } from './caller.ts';
import { multipart, readDocument } from './document-upload.ts';
import { misbehave, STORED_THOUGH } from './faults-at-create.ts';
import { demandUnused, openOrder } from './open-order.ts';
import { changedInvoice, parseOrderChange } from './order-change.ts';
import { namesOf, orderReader } from './order-request.ts';
import { changeView, orderView, statusView } from './order-views.ts';
import { scenarioOfRequest } from './scenario-of-request.ts';

export function pgOrders(world: World): Router {
  const router = Router();
  const { quirks } = world.settings;
  const readOrderRequest = orderReader(quirks);

  const find = (caller: Caller, id: string): Order => {
    const order = world.book.order(id, caller);
    if (!order) throw errors.orderNotFound();
    return order;
  };

  router.post('/', async (request, response) => {
    const caller = callerOf(world, request, true);
    const wantsS2s = (request.body as { collection_mode?: unknown } | undefined)?.collection_mode === 's2s';
    if (wantsS2s && caller.account.s2s === false) throw errors.forbidden();
    const parsed = readOrderRequest(request.body, caller.version, world.clock.now());

    const { create: fault } = world.chooseCourse(namesOf(parsed.base), scenarioOfRequest(world, caller, parsed)).course;
    if (fault !== 'served' && !STORED_THOUGH[fault]) {
      demandUnused(world, caller, parsed.base.reference_id, parsed.base.invoice?.number);
      await misbehave(world, response, fault);
      return;
    }
    const order = openOrder(world, caller, parsed);
    if (order.challenge) expectShopper(world, order);
    else if (order.card) await authorise(world, order, order.course.outcome);
    if (fault !== 'served' && !(await misbehave(world, response, fault))) return;

    const created = caller.version === '3.0.0' || quirks.has('order-created-201');
    response.status(created ? 201 : 200).json({ success: true, ...createdAnswer(world, order) });
  });

  router.get('/:id/status/', (request, response) => {
    const order = find(callerOf(world, request, false), request.params.id);
    response.json({ success: true, message: 'Order status fetched successfully', data: statusView(order, quirks) });
  });

  router.get('/:id/', (request, response) => {
    const order = find(callerOf(world, request, false), request.params.id);
    response.json({ success: true, message: 'Order fetched successfully', data: orderView(order, quirks) });
  });

  router.patch('/:id/', (request, response) => {
    const order = find(callerOf(world, request, false), request.params.id);
    const { buyer, invoice } = parseOrderChange(request.body);
    if (buyer) order.buyer = { ...order.buyer, ...buyer };
    if (invoice) order.invoice = changedInvoice(order.invoice, invoice);
    order.updatedAtMs = world.clock.now();
    papersChanged(world, order);
    response.json({ success: true, message: 'Order updated successfully', data: changeView(order) });
  });

  router.post('/:id/documents/', multipart, async (request, response) => {
    const order = find(callerOf(world, request, false), request.params.id);
    const { identifier, document_type: type, file } = await readDocument(request);
    const address = `${world.sites.api}/documents/${order.id}/${encodeURIComponent(file.name)}`;
    if (type === 'invoice') order.invoice = { ...order.invoice, number: identifier, file: address };
    else order.airWaybills = [...order.airWaybills, { number: identifier, file: address }];
    order.updatedAtMs = world.clock.now();
    papersChanged(world, order);
    response.json({ success: true, message: 'Documents uploaded successfully', data: orderView(order, quirks) });
  });

  return router;
}

function createdAnswer(
  world: World,
  order: Order,
): { readonly message: string; readonly data: Record<string, string> } {
  if (order.sessionId !== null) {
    return {
      message: 'Checkout session created successfully',
      data: { order_id: order.id, session_id: order.sessionId },
    };
  }
  const { challenge } = order;
  return {
    message: 'S2S Card Payment Request created successfully',
    data: {
      order_id: order.id,
      ...(challenge ? handOver(challenge, world.sites.aggregator, order.course.template) : {}),
    },
  };
}
