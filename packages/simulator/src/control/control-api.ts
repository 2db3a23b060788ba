// The control API under /__simulator/: the control's methods over HTTP, JSON in and out.
import { timingSafeEqual } from 'node:crypto';
import { json, Router, type ErrorRequestHandler, type RequestHandler } from 'express';
import { z } from 'zod';
import { DISPUTE_STATUSES } from '../book/dispute.ts';
import { SettingError } from '../options.ts';
import { QUIRKS } from '../quirks.ts';
import { SCENARIOS } from '../scenarios.ts';
import { TEST_CARDS } from '../test-cards.ts';
import { FORCED_OUTCOMES, UnknownName, type Control, type WebhookToSend } from './control.ts';
import { faultRule } from './faults.ts';

const outcomeBody = z.strictObject({ outcome: z.enum(FORCED_OUTCOMES as unknown as readonly ['paid']) });
const disputeBody = z.strictObject({ status: z.enum(DISPUTE_STATUSES).optional() });
const scenarioBody = z.strictObject({ scenario: z.string().max(500) });
const webhookUrlBody = z.strictObject({ webhookUrl: z.string().max(2_000).nullable() });
const advanceBody = z.strictObject({ seconds: z.number().min(0).max(31_536_000) });
const webhookBody = z.strictObject({
  event: z.enum(['PAYMENT_SUCCESSFUL', 'PAYMENT_FAILED', 'PAYMENT_DETAILS_MISSING', 'VERIFICATION_NEEDED']),
  signature: z.enum(['valid', 'none', 'wrong']).optional(),
  oldShape: z.boolean().optional(),
  ageSeconds: z.number().min(0).optional(),
  verification: z.enum(['action_required', 'in_review', 'verified']).optional(),
});

/** Pages of other websites must not control a simulator on the developer's machine. */
const ownPagesOnly: RequestHandler = (request, response, next) => {
  const from = request.get('sec-fetch-site') ?? 'none';
  const origin = request.get('origin');
  const isOwn = origin === undefined || (URL.canParse(origin) && new URL(origin).host === request.get('host'));
  if (request.method === 'GET' || (isOwn && ['same-origin', 'none'].includes(from))) return next();
  response.status(403).json({ error: 'The control API rejects requests from pages of other sites.' });
};

function withToken(token: string): RequestHandler {
  return (request, response, next) => {
    const given = Buffer.from(request.get('authorization')?.replace(/^Bearer /i, '') ?? '');
    const wanted = Buffer.from(token);
    if (given.length === wanted.length && timingSafeEqual(given, wanted)) return next();
    response
      .status(401)
      .json({ error: 'The control API of this simulator requires Authorization: Bearer <control token>.' });
  };
}

export function controlApi(control: Control, token: string | undefined): Router {
  const router = Router();
  router.use(ownPagesOnly);
  // The demo shop reads these without a token.
  router.get('/test-cards', (_request, response) => void response.json(TEST_CARDS));
  if (token !== undefined) router.use(withToken(token));
  router.use(json({ limit: '100kb' }));

  router.get('/state', (_request, response) => void response.json(control.state()));
  router.get('/scenarios', (_request, response) => void response.json(SCENARIOS));
  router.get('/quirks', (_request, response) => void response.json(QUIRKS));

  router.put('/scenario', (request, response) => {
    control.setScenario(scenarioBody.parse(request.body).scenario);
    response.json(control.state());
  });
  router.put('/scenarios/:name', (request, response) => {
    control.setScenario(scenarioBody.parse(request.body).scenario, request.params.name);
    response.json(control.state());
  });
  router.delete('/scenarios/:name', (request, response) => {
    control.forgetScenario(request.params.name);
    response.json(control.state());
  });
  router.put('/webhook-url', (request, response) => {
    control.setWebhookUrl(webhookUrlBody.parse(request.body).webhookUrl);
    response.json(control.state());
  });

  router.get('/orders', (_request, response) => void response.json(control.orders()));
  router.get('/orders/:id', (request, response) => void response.json(control.order(request.params.id)));
  router.post('/orders/:id/outcome', async (request, response) => {
    const changed = await control.force(request.params.id, outcomeBody.parse(request.body).outcome);
    response.json({ changed, order: control.order(request.params.id) });
  });
  router.post('/orders/:id/late-capture', (request, response) => {
    response.json({ changed: control.captureLate(request.params.id), order: control.order(request.params.id) });
  });
  router.post('/orders/:id/webhooks', async (request, response) => {
    // exactOptionalPropertyTypes: zod says `undefined` where it means absent.
    const webhook = webhookBody.parse(request.body) as WebhookToSend;
    response.json({ sequenceNumber: (await control.sendWebhook(request.params.id, webhook)) ?? null });
  });
  router.post('/orders/:id/payout', async (request, response) => {
    response.json({ changed: await control.payOut(request.params.id) });
  });
  router.post('/orders/:id/dispute', async (request, response) => {
    response.json({ changed: await control.dispute(request.params.id, disputeBody.parse(request.body ?? {}).status) });
  });

  router.get('/webhooks', (_request, response) => void response.json(control.webhooks()));
  router.post('/webhooks/hold', (_request, response) => {
    control.holdWebhooks();
    response.json(control.state());
  });
  router.post('/webhooks/release', async (_request, response) => {
    await control.releaseWebhooks();
    response.json(control.webhooks());
  });
  router.post('/webhooks/:sequenceNumber/fire', async (request, response) => {
    await control.fireWebhook(request.params.sequenceNumber);
    response.json(control.webhooks().find(({ sequenceNumber }) => sequenceNumber === request.params.sequenceNumber));
  });

  router.post('/clock/advance', async (request, response) => {
    await control.advanceClock(advanceBody.parse(request.body).seconds);
    response.json(control.state());
  });

  router.get('/faults', (_request, response) => void response.json(control.state().faults));
  router.post('/faults', (request, response) => void response.json(control.addFault(faultRule.parse(request.body))));
  router.delete('/faults', (_request, response) => {
    control.clearFaults();
    response.json([]);
  });

  router.get('/requests', (_request, response) => void response.json(control.requests()));
  router.delete('/requests', (_request, response) => {
    control.clearRequests();
    response.json([]);
  });

  router.post('/reset', (_request, response) => {
    control.reset();
    response.json(control.state());
  });

  router.use((_request, response) => void response.status(404).json({ error: 'No such control. See the README.' }));
  router.use(answerError);
  return router;
}

const answerError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (error instanceof z.ZodError) {
    const complaints = error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
    return void response.status(400).json({ error: complaints.join('; ') });
  }
  if (error instanceof SettingError) return void response.status(400).json({ error: error.message });
  if (error instanceof UnknownName) return void response.status(404).json({ error: error.message });
  const { status, message } = error as { status?: number; message?: string };
  if (status !== undefined && status < 500) return void response.status(status).json({ error: message });
  next(error);
};
