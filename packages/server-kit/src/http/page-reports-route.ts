// POST page-reports — a browser reports what the checkout page's policy blocked.
import type { Call } from './call.ts';
import type { RouteContext } from './context.ts';
import { HttpError } from './http-error.ts';
import { readJson } from './read-json.ts';
import { empty, type Reply } from './reply.ts';
import { readReports } from '../page-guard/reports.ts';

/** Each report repeats the whole policy. */
const MOST_BYTES = 64 * 1024;
const TYPES = /^application\/(?:reports\+json|csp-report|json)[\t ]*(?:;|$)/i;

/**
 * Anyone who can reach the shop can send reports: they are a reason to look, but prove nothing. The limit counts
 * requests, not the reports in them.
 */
export async function pageReportsRoute({ ports, guards }: RouteContext, call: Call): Promise<Reply> {
  await guards.pageReport(call.ipAddress);
  const reports = readReports(await readJson(call, MOST_BYTES, TYPES));
  if (!reports) throw new HttpError(400, 'request_invalid', 'The body is not a browser report.');
  for (const report of reports) {
    ports.emit({ type: 'page.blocked', ...report });
    ports.log.warn({ ...report }, 'the policy of the checkout page blocked something, or would have');
  }
  return empty(204);
}
