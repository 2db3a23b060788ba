// Every outcome is recorded here and nowhere else: all reports come here, and their consequences start here.
import type { AttemptId } from '@eximpe/contract';
import type { Attempt, ReportSource } from '../attempt/attempt.ts';
import { changeAttempt } from '../changes/change-attempt.ts';
import { deliver } from '../delivery/deliver.ts';
import { queueOf } from '../outbox/message.ts';
import { about } from '../payment-event.ts';
import type { Ports } from '../ports/ports.ts';
import type { StatusReport } from '../ports/gateway.ts';
import { applyReport } from '../attempt/progress.ts';

/**
 * Records the report together with the messages to the shop that follow; when this call decides the payment, starts
 * to deliver them. Resolves once recorded.
 * @param then a further change to make in the same write, e.g. when to ask next
 */
export async function recordReport(
  ports: Ports,
  id: AttemptId,
  report: StatusReport,
  source: ReportSource,
  then: (attempt: Attempt) => Attempt = (attempt) => attempt,
): Promise<Attempt | undefined> {
  const change = await changeAttempt(ports, id, (attempt) =>
    then(applyReport(attempt, report, source, ports.clock.now())),
  );
  if (!change) return undefined;
  const { before, after } = change;
  if (before.status !== after.status && after.status !== 'pending') {
    await ports.decided(after);
    ports.emit({
      type: 'payment.decided',
      status: after.status,
      afterFailure: after.afterFailure,
      problem: after.problem,
      by: source,
      afterMs: ports.clock.now() - after.createdAtMs,
      ...about(after),
    });
    ports.log.info({ ...about(after), status: after.status, by: source, problem: after.problem }, 'payment decided');
    if (after.afterFailure) {
      ports.log.error(about(after), 'EximPe captured a payment that it had reported as failed: the checkout is paid');
    }
    ports.inBackground(deliver(ports, queueOf(after.checkout)));
  }
  return after;
}
