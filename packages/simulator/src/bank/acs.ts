// The bank's access control server (ACS): takes the challenge, asks for the OTP, and sends the shopper back to the aggregator.
import { Router, urlencoded, type Request, type Response } from 'express';
import type { Order } from '../book/order.ts';
import type { World } from '../world.ts';
import { autoPost } from './auto-post.ts';
import { bankPage, waitPage, type BankPage } from './bank-page.ts';
import { BANK_VARIANTS } from './bank-variants.ts';
import { endOfTheRoad } from './end-of-the-road.ts';
import { field } from './form-field.ts';
import { answerBank, type BankAnswer } from './otp.ts';

const COOKIE = 'malhar_session';

const NOTES: Readonly<
  Record<Exclude<BankAnswer['kind'], 'finished'>, (answer: BankAnswer) => NonNullable<BankPage['note']>>
> = {
  wrong: (answer) => ({
    tone: 'bad',
    words: `That one-time password is not right. Tries left: ${'triesLeft' in answer ? answer.triesLeft : 0}.`,
  }),
  resent: () => ({ tone: 'good', words: 'We have sent a new one-time password.' }),
  'no-more-otps': () => ({ tone: 'bad', words: 'No more one-time passwords can be sent for this payment.' }),
};

export function acs(world: World): Router {
  const router = Router();
  router.use(urlencoded({ extended: false, limit: '256kb' }));

  const show = (response: Response, order: Order, note?: BankPage['note']): void => {
    const { target, script, headers, needsCookie } = BANK_VARIANTS[order.course.bank];
    response.set({ 'Cache-Control': 'no-store', ...headers });
    if (needsCookie) response.cookie(COOKIE, order.challenge?.md ?? '', { httpOnly: true, path: '/acs' });
    response.send(
      bankPage({
        order,
        merchant: order.merchantId ? `Merchant ${order.merchantId}` : order.product.name,
        ...(note ? { note } : {}),
        ...(target ? { target } : {}),
        ...(script ? { script } : {}),
      }),
    );
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

  router.post('/otp', async (request, response) => {
    const order = world.book.orderByMd(field(request.body, 'MD'));
    if (!order?.challenge) return endOfTheRoad(response, 'Your bank does not know this payment.');
    if (BANK_VARIANTS[order.course.bank].needsCookie && cookieOf(request) !== order.challenge.md) {
      return endOfTheRoad(response, 'Your session with the bank is lost: its cookie did not come back.', 403);
    }
    const answer = await answerBank(world, order, field(request.body, 'do'), field(request.body, 'otp'));
    if (answer.kind === 'finished') sendBack(response, order);
    else show(response, order, NOTES[answer.kind](answer));
  });

  return router;
}

function cookieOf(request: Request): string | undefined {
  const parts = (request.get('cookie') ?? '').split(';').map((part) => part.trim());
  return parts.find((part) => part.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
}
