// POST webhook — EximPe tells what became of a payment. 200 only once it is written down.
import { createHash } from 'node:crypto';
import { EximpeKitError } from '../errors/kit-error.ts';
import { receiveReport, receiveUnclearReport } from '../payments/receive-webhook.ts';
import type { Ports } from '../payments/ports.ts';
import { readWebhook, type WebhookEvent } from '../eximpe/webhook/read-webhook.ts';
import type { Call } from './call.ts';
import type { RouteContext } from './context.ts';
import { json, type Reply } from './reply.ts';

const MOST_BYTES = 256 * 1024;

export async function webhookRoute({ ports, settings }: RouteContext, call: Call): Promise<Reply> {
  const body = await rawBody(call);
  const reading = readWebhook(body, call.header, settings.encryptionKeys, ports.clock.now());
  if (reading.kind === 'refused') {
    const { reason, says } = reading;
    ports.log.warn({ reason }, `a webhook was refused: ${says}`);
    return json(401, { error: reason });
  }
  if (reading.kind === 'unreadable') {
    ports.log.warn({}, 'a genuine webhook was not of the documented form');
    return json(200, { received: true });
  }
  const { id } = reading;
  const first = await once(ports, id ? identity(id, body) : undefined, () => record(ports, reading));
  if (first === 'busy') return json(503, { error: 'already at it' }, { 'retry-after': '30' });
  return json(200, { received: true });
}

async function record(ports: Ports, { name, report, unclear, notices }: WebhookEvent): Promise<void> {
  for (const notice of notices) ports.emit(notice);
  if (unclear) return receiveUnclearReport(ports, unclear);
  if (!report) return;
  const attempt = await receiveReport(ports, report);
  if (!attempt) ports.log.info({ event: name }, 'a webhook spoke of a payment that is not from this kit');
}

const REMEMBER_MS = 3 * 24 * 3_600_000;
const AT_IT_MS = 30_000;

/** Repeats carry the same id, and say the same: news under an id that was used before is still news. */
const identity = (id: string, body: Buffer): string =>
  createHash('sha256').update(`${id}\n`).update(body).digest('base64url');

/** Remembered only after the work: a crash in between leaves it to the next try. */
async function once(ports: Ports, event: string | undefined, work: () => Promise<void>): Promise<'done' | 'busy'> {
  if (event === undefined) {
    await work();
    return 'done';
  }
  const key = `webhook:${event}`;
  if ((await ports.store.get(key)) !== undefined) return 'done';
  const claim = await ports.store.claim(key, AT_IT_MS);
  if (claim === undefined) return 'busy';
  try {
    await work();
    await ports.store.put(key, '1', REMEMBER_MS);
    return 'done';
  } finally {
    await ports.store.release(key, claim);
  }
}

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
