// POST webhook — EximPe tells what became of a payment. 200 only once it is written down.
import { createHash } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { EximpeKitError } from '../errors/kit-error.ts';
import { handleOnce } from '../payments/handle-once.ts';
import { receiveReport, receiveUnclearReport } from '../payments/receive-webhook.ts';
import type { Ports } from '../payments/ports/ports.ts';
import { Envelope, gatewayNotices, paymentReport, unclearPayment } from '../eximpe/webhook/event.ts';
import { verifyWebhook } from '../eximpe/webhook/verify.ts';
import type { RouteContext } from './context.ts';
import { readBytes } from './read-body.ts';
import { sendJson } from './send-json.ts';

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
      return sendJson(response, 401, {
        error: verdict === 'stale' ? 'timestamp out of range' : 'signature does not match',
      });
    }
    const event = Envelope.safeParse(parse(body));
    if (!event.success) {
      ports.log.warn({}, 'a genuine webhook was not of the documented form');
      return sendJson(response, 200, { received: true });
    }
    const { sequence_number: sequence } = event.data;
    const work = (): Promise<void> => record(ports, event.data);
    const handled = sequence ? await handleOnce(ports, identity(sequence, body), work) : await work();
    if (handled === 'busy') return sendJson(response.set('Retry-After', '30'), 503, { error: 'already at it' });
    sendJson(response, 200, { received: true });
  };
}

async function record(ports: Ports, event: Envelope): Promise<void> {
  const report = paymentReport(event);
  if (!report) {
    const unclear = unclearPayment(event);
    if (unclear) return receiveUnclearReport(ports, unclear);
    for (const other of gatewayNotices(event)) ports.emit(other);
    return;
  }
  const attempt = await receiveReport(ports, report);
  if (!attempt) ports.log.info({ event: event.event_type }, 'a webhook spoke of a payment that is not from this kit');
}

/** Repeats carry the same sequence number, and say the same: news under a number that was used before is still news. */
const identity = (sequence: string, body: Buffer): string =>
  createHash('sha256').update(`${sequence}\n`).update(body).digest('base64url');

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
