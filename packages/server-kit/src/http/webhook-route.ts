// POST webhook — EximPe reports a payment's outcome. Answers 200 only after the report is stored.
import { createHash } from 'node:crypto';
import { EximpeKitError } from '../errors/kit-error.ts';
import { handleOnce } from '../payments/outcome/handle-once.ts';
import { receiveNotices } from '../payments/outcome/receive-notices.ts';
import { receiveReport, receiveUnclearReport, type Received } from '../payments/outcome/receive-webhook.ts';
import type { Ports } from '../payments/ports/ports.ts';
import { readWebhook, type WebhookEvent } from '../eximpe/webhook/read-webhook.ts';
import type { Call } from './call.ts';
import type { RouteContext } from './context.ts';
import { json, type Reply } from './reply.ts';

const MOST_BYTES = 256 * 1024;

export async function webhookRoute({ ports, settings, misconfiguration }: RouteContext, call: Call): Promise<Reply> {
  const body = await rawBody(call);
  const reading = readWebhook(body, call.header, settings.encryptionKeys, ports.clock.now());
  if (reading.kind === 'refused') {
    const { reason, says } = reading;
    ports.log.warn({ reason }, `a webhook was refused: ${says}`);
    misconfiguration.webhookRefused(reason, says);
    return json(401, { error: reason });
  }
  if (reading.kind === 'ping') return json(200, { received: true });
  misconfiguration.webhookAccepted();
  if (reading.kind === 'unreadable') {
    ports.log.warn({}, 'a correctly signed webhook was not in the documented format');
    return json(200, { received: true });
  }
  const { id } = reading;
  const work = (): Promise<Received> => record(ports, reading);
  const handled = id ? await handleOnce(ports, identity(id, body), work, isToBeRepeated) : await work();
  if (handled === 'busy') return json(503, { error: 'already at it' }, { 'retry-after': '30' });
  if (isToBeRepeated(handled)) {
    ports.log.error(
      { event: reading.name },
      'a webhook is about a payment that is not in the store, and EximPe does not explain it',
    );
    return json(503, { error: 'not explained yet' }, { 'retry-after': '60' });
  }
  return json(200, { received: true });
}

/** Whether EximPe has to send the webhook again. */
const isToBeRepeated = (received: Received | undefined): boolean => received === 'unexplained';

async function record(ports: Ports, { name, report, unclear, notices }: WebhookEvent): Promise<Received> {
  await receiveNotices(ports, notices);
  if (unclear) return receiveUnclearReport(ports, unclear);
  if (!report) return 'recorded';
  const received = await receiveReport(ports, report);
  if (received === 'foreign') ports.log.info({ event: name }, 'a webhook is about a payment that is not from this kit');
  return received;
}

/** A repeat has the same id and the same body: an event that has a used id but another body is handled. */
const identity = (id: string, body: Buffer): string =>
  createHash('sha256').update(`${id}\n`).update(body).digest('base64url');

async function rawBody(call: Call): Promise<Buffer> {
  try {
    return Buffer.from(await call.readBytes(MOST_BYTES));
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
