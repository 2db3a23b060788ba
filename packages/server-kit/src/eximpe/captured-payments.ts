// Every captured payment since a moment, page by page.
import type { CapturedAnswer, StatusReport } from '../payments/ports/gateway.ts';
import type { EximpeClient } from './client.ts';
import { noAnswer } from './no-answer.ts';
import { reportOfRow } from './payment-status.ts';

/** A shop with more captures than fit on these pages has to ask about a shorter time. */
const MOST_PAGES = 200;
const PAGE_SIZE = 100;

/** Checks every row itself: EximPe may have ignored the filters. */
export async function listCaptured(client: EximpeClient, fromMs: number): Promise<CapturedAnswer> {
  const reports: StatusReport[] = [];
  const filters = { status: 'captured', from_created_at: new Date(fromMs).toISOString(), page_size: String(PAGE_SIZE) };
  let seen = 0;
  try {
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const { results, count } = await client.payments.list({ ...filters, page: String(page) });
      reports.push(...results.map(reportOfRow).filter(({ status }) => status === 'successful'));
      seen += results.length;
      // Without a count, an empty page is the end.
      if (results.length === 0 || seen >= (count ?? Number.POSITIVE_INFINITY))
        return { kind: 'known', reports, complete: true };
    }
    return { kind: 'known', reports, complete: false };
  } catch (error) {
    return noAnswer(error);
  }
}
