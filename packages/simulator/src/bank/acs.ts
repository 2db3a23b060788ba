// The bank's access control server (ACS): takes the challenge, asks for a code, its app or a passkey, and sends the shopper back.
import { Router, urlencoded, type Request, type Response } from 'express';
import type { Order } from '../book/order.ts';
import type { World } from '../world.ts';
import { answerBank, type BankNote } from './answer-bank.ts';
import { askTheApp } from './app-approval.ts';
import { autoPost } from './auto-post.ts';
import { waitPage } from './bank-document.ts';
import { bankPage } from './bank-page.ts';
import { BANK_VARIANTS } from './bank-variants.ts';
import { endOfTheRoad } from './end-of-the-road.ts';
import { field } from './form-field.ts';

const COOKIE = 'malhar_session';

/** Who is paid: the account of the simulator's credentials. */
const MERCHANT_NAME = 'Test Merchant';

export function acs(world: World): Router {
  const router = Router();
  router.use(urlencoded({ extended: false, limit: '256kb' }));
  const home = new URL(world.sites.bank).pathname.replace(/\/$/, '');

  const show = (response: Response, order: Order, note?: BankNote): void => {
    const { challenge } = order;
    if (!challenge) return endOfTheRoad(response, 'Your bank does not know this payment.');
    const { target, script, headers, needsCookie } = BANK_VARIANTS[order.course.bank];
    response.set({ 'Cache-Control': 'no-store', ...headers });
    if (needsCookie) response.cookie(COOKIE, challenge.md, { httpOnly: true, path: `${home}/acs` });
    if (challenge.asks === 'app') askTheApp(world, order);
    const merchant = order.merchantId ? `Merchant ${order.merchantId}` : MERCHANT_NAME;
    response.send(bankPage({ order, challenge, merchant, home, rpId: world.passkeys.rpId, note, target, script }));
  };

  const sendBack = (response: Response, order: Order): void => {
    const { stays } = BANK_VARIANTS[order.course.bank];
    if (stays) return void response.send(waitPage('Your bank is confirming the payment.'));
    const { md, merchantHash } = order.challenge ?? { md: '', merchantHash: '' };
    response.send(
      autoPost({
        action: `${world.sites.aggregator}/${merchantHash}/CommonPgResponseHandler`,
        fields: { MD: md, PaRes: Buffer.from(`${md}:${order.status}`).toString('base64url') },
      }),
    );
  };

  router.post('/authenticate', async (request, response) => {
    const order = world.book.orderByMd(field(request.body, 'MD'));
    if (!order?.challenge || field(request.body, 'PaReq') !== order.challenge.paReq) {
      return endOfTheRoad(response, 'Your bank does not know this payment.');
    }
    await world.clock.sleep(BANK_VARIANTS[order.course.bank].delayMs ?? 0);
    if (order.challenge.state === 'finished') sendBack(response, order);
    else show(response, order);
  });

  router.post('/answer', async (request, response) => {
    const order = world.book.orderByMd(field(request.body, 'MD'));
    if (!order?.challenge) return endOfTheRoad(response, 'Your bank does not know this payment.');
    if (BANK_VARIANTS[order.course.bank].needsCookie && cookieOf(request) !== order.challenge.md) {
      return endOfTheRoad(response, 'Your session with the bank is lost: its cookie did not come back.', 403);
    }
    const answer = await answerBank(world, order, request.body);
    if (answer.kind === 'finished') sendBack(response, order);
    else show(response, order, answer.note);
  });

  // The question that the page sends again and again while it waits for the app.
  router.get('/app', (request, response) => {
    const order = world.book.orderByMd(field(request.query, 'MD'));
    // When there is nothing left to wait for, the page goes on, too.
    const approved = order?.challenge?.isApproved === true || order?.challenge?.state === 'finished';
    response.set('Cache-Control', 'no-store').json({ approved });
  });

  return router;
}

function cookieOf(request: Request): string | undefined {
  const parts = (request.get('cookie') ?? '').split(';').map((part) => part.trim());
  return parts.find((part) => part.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
}
