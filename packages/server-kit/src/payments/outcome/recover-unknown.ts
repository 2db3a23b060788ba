// A payment under a reference of ours that the store has lost: asks EximPe, and tells the shop what EximPe knows.
import type { StatusReport } from '../ports/gateway.ts';
import { deliver } from '../delivery/deliver.ts';
import { reportOf } from '../captures/describe-capture.ts';
import { queueOf, type Message } from '../outbox/message.ts';
import type { Ports } from '../ports/ports.ts';

/**
 * - `captured`: EximPe has taken the money; the notice for the shop (`capture_unknown`) is stored.
 * - `open`: EximPe knows it, and has not captured it. `absent`: EximPe does not know it either.
 * - `unexplained`: EximPe did not say.
 */
export type Recovered = 'captured' | 'open' | 'absent' | 'unexplained';

/** @param said what a genuine webhook says about it: it counts if the account may not ask (e.g. for a forgotten sub-merchant) */
export async function recoverUnknown(ports: Ports, referenceId: string, said: StatusReport): Promise<Recovered> {
  const asked = await ports.gateway.of(null).askByReference(referenceId);
  const answer = asked.kind === 'denied' ? ({ kind: 'known', report: said } as const) : asked;
  if (answer.kind === 'absent') return 'absent';
  if (answer.kind !== 'known') return 'unexplained';
  // EximPe's list may be older than the webhook, whose signature is enough.
  const report = said.status === 'successful' ? { ...said, ...answer.report, status: said.status } : answer.report;
  if (report.status !== 'successful') return 'open';
  await tellOfForgotten(ports, referenceId, report, null);
  return 'captured';
}

/** Goes into the queue of no known checkout: nobody knows any more which checkout it was. */
export async function tellOfForgotten(
  ports: Ports,
  referenceId: string,
  report: StatusReport,
  merchantId: string | null,
): Promise<void> {
  const told = `forgotten:${referenceId}`;
  if ((await ports.store.get(told)) !== undefined) return;
  const details = report.orderId === undefined ? undefined : await reportOf(ports, merchantId, report.orderId);
  const {
    orderId = null,
    paymentId = null,
    amount = null,
    paidAt = null,
    invoiceNumber = null,
  } = {
    ...details,
    ...report,
  };
  const nowMs = ports.clock.now();
  const message: Message = {
    topic: 'attention',
    id: `capture_unknown:${referenceId}`,
    queue: queueOf(null),
    attempt: null,
    createdAtMs: nowMs,
    dueAtMs: nowMs,
    tries: 0,
    notice: { type: 'capture_unknown', referenceId, merchantId, orderId, paymentId, amount, invoiceNumber, paidAt },
  };
  await ports.store.post([message]);
  await ports.store.put(told, '1', REMEMBERED_MS);
  // Posts it once more: a store that loses its last second must not keep only the note.
  await ports.store.post([message]);
  ports.log.error({ referenceId, orderId, paymentId }, 'EximPe captured a payment that the store has lost');
  ports.inBackground(deliver(ports, message.queue));
}

/** EximPe repeats its webhooks, and forms ask again: once is enough for the shop, unless it is much later. */
const REMEMBERED_MS = 30 * 24 * 3_600_000;
