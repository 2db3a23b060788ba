// The aggregator: the first hop of the challenge on the way to the bank, and the first on the way back.
import { Router, urlencoded, type Response } from 'express';
import type { Order } from '../book/order.ts';
import type { World } from '../world.ts';
import { expectedFields } from './acs-template.ts';
import { autoPost } from './auto-post.ts';
import { endOfTheRoad } from './end-of-the-road.ts';
import { field } from './form-field.ts';

export function aggregator(world: World): Router {
  const router = Router();
  router.use(urlencoded({ extended: false, limit: '256kb' }));

  /** The order of a form that arrived unchanged, byte for byte. */
  const orderOf = (form: unknown): Order | undefined => {
    const order = world.book.orderByMd(field(form, 'MD'));
    if (!order?.challenge) return undefined;
    return Object.entries(expectedFields(order.challenge, world.sites.aggregator, order.course.template)).every(
      ([name, value]) => field(form, name) === value,
    )
      ? order
      : undefined;
  };

  const goOn = (response: Response, form: unknown): void => {
    const order = orderOf(form);
    if (!order?.challenge)
      return endOfTheRoad(response, 'This payment is not known here, or its form was changed on the way.');
    const { md, paReq, merchantHash } = order.challenge;
    response.send(
      autoPost({
        action: `${world.sites.bank}/acs/authenticate`,
        fields: { PaReq: paReq, MD: md, TermUrl: `${world.sites.aggregator}/${merchantHash}/CommonPgResponseHandler` },
      }),
    );
  };

  router.post('/:merchantHash/threeDSecure/method', (request, response) => goOn(response, request.body));
  // For an order with a link instead of a form.
  router.get('/:merchantHash/threeDSecure/method', (request, response) => goOn(response, request.query));
  // The hidden frame in which the aggregator inspects the browser.
  router.post('/:merchantHash/threeDSecure/method/look', (_request, response) => void response.send('<!doctype html>'));

  // Our books already have the bank's decision; PaRes is only passed along.
  router.post('/:merchantHash/CommonPgResponseHandler', (request, response) => {
    const md = field(request.body, 'MD');
    const order = world.book.orderByMd(md);
    if (!order) return endOfTheRoad(response, 'This payment is not known here.');
    response.send(autoPost({ action: `${world.sites.api}/pg/callback/`, fields: { MD: md } }));
  });

  return router;
}
