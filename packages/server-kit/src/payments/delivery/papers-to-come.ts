// The papers that the shop has to send to EximPe in the next days, for all paid checkouts.
import type { PaperDue } from '../outbox/papers.ts';
import { paymentOf, type Payment } from '../outbox/payment.ts';
import type { Ports } from '../ports/ports.ts';

export interface PaperToCome {
  readonly paper: PaperDue['paper'];
  /** The last second of the deadline, ISO 8601 in Indian time. */
  readonly dueAt: string;
  readonly payment: Payment;
}

const MOST = 1_000;

/** Soonest first, at most a thousand. Leaves out those already sent to `onAttention`. */
export async function papersToCome({ store, clock }: Ports): Promise<PaperToCome[]> {
  const messages = await store.upcoming(clock.now(), MOST);
  const papers = messages.map(async (message): Promise<PaperToCome[]> => {
    if (message.topic !== 'attention' || message.notice.type !== 'papers_due' || message.attempt === null) return [];
    const attempt = await store.find(message.attempt);
    const { paper, dueAt } = message.notice;
    return attempt ? [{ paper, dueAt, payment: paymentOf(attempt) }] : [];
  });
  return (await Promise.all(papers)).flat();
}
