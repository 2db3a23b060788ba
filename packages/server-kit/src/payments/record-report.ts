// The one door through which an outcome enters: every report comes here, and what follows from it starts here.
import type { AttemptId } from '@eximpe/contract';
import { hasWorkLeft, type Attempt, type ReportSource } from './attempt.ts';
import { changeAttempt } from './change-attempt.ts';
import { about } from './payment-event.ts';
import type { Ports } from './ports/ports.ts';
import type { StatusReport } from './ports/gateway.ts';
import { applyReport } from './progress.ts';
import { followUp } from './follow-up.ts';

/**
 * Records the report; when this call is the one that settled the payment, tells everyone. Resolves once recorded.
 * @param then a further change to make in the same write, e.g. when to ask next
 */
export async function recordReport(
  ports: Ports,
  id: AttemptId,
  report: StatusReport,
  source: ReportSource,
  then: (attempt: Attempt) => Attempt = (attempt) => attempt,
): Promise<Attempt | undefined> {
  const change = await changeAttempt(ports.store, id, (attempt) =>
    then(applyReport(attempt, report, source, ports.clock.now())),
  );
  if (!change) return undefined;
  const { before, after } = change;
  if (before.status === 'pending' && after.status !== 'pending') {
    ports.emit({
      type: 'payment.settled',
      status: after.status,
      problem: after.problem,
      by: source,
      afterMs: ports.clock.now() - after.createdAtMs,
      ...about(after),
    });
    ports.log.info({ ...about(after), status: after.status, by: source, problem: after.problem }, 'payment settled');
  }
  if (after !== before && hasWorkLeft(after)) ports.inBackground(followUp(ports, id));
  return after;
}
