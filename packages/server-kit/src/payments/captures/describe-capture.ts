// For a capture that came without its details: reads EximPe's order once, to compare the captured amount with the price.
import { setTimeout } from 'node:timers/promises';
import { lateAskDelayMs } from '../attempt/ask-schedule.ts';
import type { Attempt } from '../attempt/attempt.ts';
import { changeAttempt } from '../changes/change-attempt.ts';
import type { StatusReport } from '../ports/gateway.ts';
import type { Ports } from '../ports/ports.ts';
import { applyReport } from '../attempt/progress.ts';

/** The shop waits no longer than this: when EximPe is slow, its ids are left out. */
const LONGEST_MS = 5_000;

/** The attempt with the details that EximPe gave; unchanged when a webhook already brought them. */
export async function describeCapture(ports: Ports, attempt: Attempt): Promise<Attempt> {
  if (attempt.orderId === null || isDescribed(attempt)) return attempt;
  const report = await reportOf(ports, attempt.merchantId, attempt.orderId);
  if (report?.status !== 'successful') return attempt;
  const change = await changeAttempt(ports, attempt.id, (current) =>
    applyReport(current, report, 'status', ports.clock.now()),
  );
  return change?.after ?? attempt;
}

/** Whether the captured amount and the payment's id are known. */
export const isDescribed = ({ paymentId, capturedAmount }: Attempt): boolean =>
  paymentId !== null && capturedAmount !== null;

/** Schedules another look at the order, as for asking. */
export const describeLater = (ports: Ports, { id }: Attempt): Promise<unknown> =>
  changeAttempt(ports, id, (current) =>
    current.orderId === null || isDescribed(current)
      ? current
      : { ...current, asks: 0, askAtMs: ports.clock.now() + lateAskDelayMs(0) },
  );

/** What EximPe says about an order, if it answers soon. */
export async function reportOf(
  { gateway }: Pick<Ports, 'gateway'>,
  merchantId: string | null,
  orderId: string,
): Promise<StatusReport | undefined> {
  const late = setTimeout(LONGEST_MS, undefined, { ref: false });
  const answer = await Promise.race([gateway.of(merchantId).describe(orderId), late]);
  return answer?.kind === 'known' ? answer.report : undefined;
}
