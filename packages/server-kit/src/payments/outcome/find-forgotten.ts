// After a store has lost something: compares what EximPe has captured under this kit's references with what the store knows.
import { attemptOfReference } from '../attempt/attempt.ts';
import type { Ports } from '../ports/ports.ts';
import type { StatusReport } from '../ports/gateway.ts';
import { recordReport } from './record-report.ts';
import { tellOfForgotten } from './recover-unknown.ts';

export interface ForgottenReport {
  /** Captured payments of this kit that EximPe listed. */
  readonly examined: number;
  /** Of those, payments that the store had, but not as captured: now it does. */
  readonly learned: number;
  /** Of those, payments that are not in the store: each is sent to the shop as the notice `capture_unknown`. */
  readonly forgotten: number;
  /** False when EximPe did not list everything: run it again. */
  readonly complete: boolean;
}

/**
 * @param fromMs payments made since then, epoch milliseconds
 * @param merchantId a sub-merchant of a PSP account; null for the account's own
 */
export async function findForgotten(ports: Ports, fromMs: number, merchantId: string | null): Promise<ForgottenReport> {
  const answer = await ports.gateway.of(merchantId).listCaptured(fromMs);
  if (answer.kind !== 'known') {
    ports.log.warn({ detail: answer.detail }, 'EximPe did not list its payments');
    return { examined: 0, learned: 0, forgotten: 0, complete: false };
  }
  const found: Compared[] = [];
  // In small groups, so that each group is done within the store's deadline.
  for (let first = 0; first < answer.reports.length; first += AT_ONCE) {
    const group = answer.reports.slice(first, first + AT_ONCE);
    found.push(...(await Promise.all(group.map((report) => compare(ports, report, merchantId)))));
  }
  const count = (what: 'learned' | 'forgotten'): number => found.filter((one) => one === what).length;
  const examined = found.filter((one) => one !== 'foreign').length;
  return { examined, learned: count('learned'), forgotten: count('forgotten'), complete: answer.complete };
}

const AT_ONCE = 20;

type Compared = 'known' | 'learned' | 'forgotten' | 'foreign';

async function compare(ports: Ports, report: StatusReport, merchantId: string | null): Promise<Compared> {
  const { referenceId = '' } = report;
  const id = attemptOfReference(referenceId);
  if (id === undefined) return 'foreign';
  const attempt = await ports.store.find(id);
  if (attempt?.status === 'successful') return 'known';
  if (attempt) {
    await recordReport(ports, id, report, 'reconcile');
    return 'learned';
  }
  await tellOfForgotten(ports, referenceId, report, merchantId);
  return 'forgotten';
}
