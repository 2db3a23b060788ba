// POST webhook — EximPe tells what became of a payment. 200 only once it is written down.
import type { Request, RequestHandler } from 'express';
import { EximpeKitError } from '../errors/kit-error.ts';
import { receivePaymentNotice } from '../payments/receive-webhook.ts';
import { Envelope, paymentNotice } from '../webhook/event.ts';
import { verifyWebhook } from '../webhook/verify.ts';
import type { RouteContext } from './context.ts';
import { readBytes } from './read-body.ts';

const MOST_BYTES = 256 * 1024;

export function webhookRoute({ ports, settings }: RouteContext): RequestHandler {
  return async (request, response) => {
    const body = await rawBody(request);
    const headers = { v1: request.get('x-webhook-signature'), v2: request.get('x-webhook-signature-v2') };
    const verdict = verifyWebhook(body, headers, settings.encryptionKeys, ports.clock.now());
    if (verdict !== 'genuine') {
      ports.log.warn(
        { verdict, signed: { v1: headers.v1 !== undefined, v2: headers.v2 !== undefined } },
        'a webhook was refused',
      );
      return void response
        .status(401)
        .json({ error: verdict === 'stale' ? 'timestamp out of range' : 'signature does not match' });
    }
    const event = Envelope.safeParse(parse(body));
    if (!event.success) {
      ports.log.warn({}, 'a genuine webhook was not of the documented form');
      return void response.status(200).json({ received: true });
    }
    const { event_type: type } = event.data;
    const notice = paymentNotice(event.data);
    const attempt = notice && (await receivePaymentNotice(ports, notice));
    if (notice && !attempt) ports.log.info({ event: type }, 'a webhook spoke of a payment that is not from this kit');
    response.status(200).json({ received: true });
  };
}

async function rawBody(request: Request): Promise<Buffer> {
  try {
    return await readBytes(request, MOST_BYTES);
  } catch (error) {
    if (!(error instanceof EximpeKitError)) throw error;
    throw new EximpeKitError(
      'EXIMPE_WEBHOOK_BODY_ALREADY_PARSED',
      'a body parser ran before the webhook, so its signature cannot be checked. Move app.use(…, kit.router) above ' +
        'express.json(), or keep the bytes: express.json({ verify: (request, _, bytes) => { request.rawBody = bytes } })',
      { cause: error },
    );
  }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
